"""What the steps of an evaluation ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from licensing.models import FollowUp

LONG = forms.Textarea(attrs={"rows": 5})


class SubmitForm(forms.Form):
    summary = forms.CharField(label=_("评价结论"), widget=LONG)


class PublishForm(forms.Form):
    differences = forms.CharField(
        label=_("与其他评价的差异说明"),
        widget=LONG,
        required=False,
        help_text=_("与同一年度其他评价的总分相差10分以上的必填。"),
    )


class ObjectionForm(forms.Form):
    statement = forms.CharField(label=_("异议和理由"), widget=LONG)
    evidence = forms.FileField(label=_("证明材料"), required=False)


class FollowUpForm(forms.Form):
    follow_up = forms.ChoiceField(
        label=_("后续处理"), choices=FollowUp.choices, widget=forms.RadioSelect
    )
