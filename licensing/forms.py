"""What the steps of authorised operation ask for: parsing and wording only."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from licensing.models import ProductReview


class DayInput(forms.DateInput):
    input_type = "date"


class DayField(forms.DateField):
    """A date, typed or chosen."""

    widget = DayInput


class DecisionSignForm(forms.Form):
    file = forms.FileField(label=_("会议纪要扫描件"), help_text=_("签署后不能更换，请核对后上传。"))
    signed_on = DayField(label=_("签署日期"))


class FilingForm(forms.Form):
    authority = forms.ModelChoiceField(Organisation.objects.all(), label=_("备案机关"))
    number = forms.CharField(label=_("备案编号"), max_length=60)
    filed_on = DayField(label=_("备案日期"))


class AgreementForm(forms.Form):
    agreement = forms.FileField(label=_("协议文本"))
    signed_on = DayField(label=_("签订日期"))


class SuspensionForm(forms.Form):
    until = DayField(label=_("中止至"), help_text=_("期满前须恢复、终止或撤销授权。"))


class ReviewForm(forms.Form):
    result = forms.ChoiceField(
        label=_("审核结论"), choices=ProductReview.Result.choices, widget=forms.RadioSelect
    )
    opinion = forms.CharField(label=_("审核意见"), widget=forms.Textarea(attrs={"rows": 4}))
