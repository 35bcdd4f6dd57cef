"""What people enter at the steps of a data resource."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DeliveryForm(forms.Form):
    """When the data were first provided for operation."""

    delivered_on = forms.DateField(
        label=_("首次提供日期"),
        help_text=_("运营已经开始且数据已经提供之日，首次登记的期限从次日起算。"),
    )
