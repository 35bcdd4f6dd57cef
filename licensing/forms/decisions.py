"""What signing a decision asks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from licensing.forms.days import DayField
from licensing.models import CollectiveDecision, DecisionMember


class DecisionSignForm(forms.Form):
    file = forms.FileField(label=_("会议纪要扫描件"), help_text=_("签署后不能更换，请核对后上传。"))
    signed_on = DayField(label=_("签署日期"))


class MemberRowsForm(forms.Form):
    """Members to be taken out of a record that is not signed yet."""

    TAKES = ("subject",)

    members = forms.ModelMultipleChoiceField(
        DecisionMember.objects.none(), label=_("参会成员"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, subject: CollectiveDecision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members: Any = self.fields["members"]
        members.queryset = subject.members.order_by("pk")
