"""What the reviews of a product ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from licensing.models import ProductReview


class ReviewForm(forms.Form):
    result = forms.ChoiceField(
        label=_("审核结论"), choices=ProductReview.Result.choices, widget=forms.RadioSelect
    )
    opinion = forms.CharField(label=_("审核意见"), widget=forms.Textarea(attrs={"rows": 4}))
