"""What recording a filing asks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from governance.clock import today
from licensing.filing_authorities import filing_authorities
from licensing.forms.days import DayField


class FilingForm(forms.Form):
    authority = forms.ModelChoiceField(
        Organisation.objects.all(),
        label=_("备案机关"),
        help_text=_("省级数据主管部门，或者国家行业主管部门的数据管理机构。"),
    )
    number = forms.CharField(label=_("备案编号"), max_length=60)
    filed_on = DayField(label=_("备案日期"))
    receipt = forms.FileField(label=_("备案回执"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        authority: Any = self.fields["authority"]
        authority.queryset = filing_authorities(today())
