"""What people enter when they fix the source of a datum."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from catalog.models import DataResource, SourceConflict


class SourceForm(forms.Form):
    """Which of the bodies that provide the item is its source."""

    TAKES: ClassVar[tuple[str, ...]] = ("subject",)

    authoritative_source = forms.ModelChoiceField(
        label=_("数源单位"),
        queryset=Organisation.objects.none(),
        empty_label=_("请选择"),
        help_text=_("由哪个单位保证这项数据完整、准确、可用。其他单位改为通过共享取得。"),
    )

    def __init__(self, *args: Any, subject: SourceConflict | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if subject is not None:
            field: Any = self.fields["authoritative_source"]
            providers = subject.members.values("resource__provider")
            field.queryset = Organisation.objects.filter(pk__in=providers)


class KeptResourceForm(forms.Form):
    """Which of the entries stays."""

    TAKES: ClassVar[tuple[str, ...]] = ("subject",)

    kept_resource = forms.ModelChoiceField(
        label=_("保留的资源"),
        queryset=DataResource.objects.none(),
        empty_label=_("请选择"),
        help_text=_("其余重复的资源由提供单位撤回或者并入。"),
    )

    def __init__(self, *args: Any, subject: SourceConflict | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if subject is not None:
            field: Any = self.fields["kept_resource"]
            field.queryset = DataResource.objects.filter(pk__in=subject.members.values("resource"))
