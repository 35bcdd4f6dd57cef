"""What people enter at the steps of an application for registration."""

from django import forms
from django.utils.translation import gettext_lazy as _


class InternalReviewForm(forms.Form):
    """The registrant's own review and its undertaking (26号 第七条)."""

    opinion = forms.CharField(
        label=_("业务审核意见"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    undertaking_signer = forms.CharField(label=_("承诺书签署人"), max_length=60)
    undertaking_signed_on = forms.DateField(
        label=_("承诺书签署日期"), help_text=_("签署即承诺所提交的材料真实、完整、合法、有效。")
    )
