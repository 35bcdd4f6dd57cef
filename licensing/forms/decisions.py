"""What signing a decision and recording a filing ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from licensing.forms.days import DayField


class DecisionSignForm(forms.Form):
    file = forms.FileField(label=_("会议纪要扫描件"), help_text=_("签署后不能更换，请核对后上传。"))
    signed_on = DayField(label=_("签署日期"))


class FilingForm(forms.Form):
    authority = forms.ModelChoiceField(Organisation.objects.all(), label=_("备案机关"))
    number = forms.CharField(label=_("备案编号"), max_length=60)
    filed_on = DayField(label=_("备案日期"))
