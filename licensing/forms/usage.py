"""What the steps of a usage report ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from licensing.models import UsageEntry


class ReturnForm(forms.Form):
    """Which rows are to be mended; the reason says how."""

    TAKES = ("subject",)

    rows = forms.ModelMultipleChoiceField(
        UsageEntry.objects.none(),
        label=_("须修改的行"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("勾选有问题的行，报送人打开报告时会看到标记；都不勾选时，整份报告退回。"),
    )

    def __init__(self, *args: Any, subject: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows: Any = self.fields["rows"]
        # A list of reports is returned as a whole: rows belong to one of them.
        rows.queryset = UsageEntry.objects.filter(report=subject).select_related("product")
