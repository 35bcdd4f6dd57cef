"""What the steps of an agreement ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from licensing.forms.days import DayField
from licensing.models import Undertaking


class AgreementForm(forms.Form):
    agreement = forms.FileField(label=_("协议文本"))
    signed_on = DayField(label=_("签订日期"))


class SuspensionForm(forms.Form):
    until = DayField(label=_("中止至"), help_text=_("期满前须恢复、终止或撤销授权。"))


class UndertakingsForm(forms.Form):
    undertakings = forms.MultipleChoiceField(
        label=_("运营机构承诺"),
        choices=Undertaking.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("逐项阅读并勾选；全部作出后才能签订协议。"),
    )
