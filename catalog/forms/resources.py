"""What people enter at the steps of a data resource."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.models import DataResource


class DeliveryForm(forms.Form):
    """When the data were first provided for operation."""

    delivered_on = forms.DateField(
        label=_("首次提供日期"),
        help_text=_("运营已经开始且数据已经提供之日，首次登记的期限从次日起算。"),
    )


class ReleaseForm(forms.Form):
    """When an approved entry is to become public."""

    release_on = forms.DateField(
        label=_("发布日期"),
        required=False,
        help_text=_("留空即今天发布；填写以后的日期，审核通过后在当日发布，在此之前不公开。"),
    )


class RevisionForm(forms.Form):
    """Why an entry is revised: a change of law or duty sets the term of the update."""

    cause = forms.ChoiceField(
        label=_("修订原因"),
        choices=DataResource.RevisionCause.choices,
        help_text=_("法律法规或者职能变化的，更新期限从变化之日起算（期限待核对）。"),
    )
    changed_on = forms.DateField(
        label=_("变化之日"),
        required=False,
        help_text=_("法律法规或者职能变化的填写；留空即从今天起算。"),
    )
