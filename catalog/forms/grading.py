"""What people enter at the steps on grades."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.vocabulary import Grade, GradeFactor


class GradeProposalForm(forms.Form):
    """Which grade instead, and by which factors."""

    grade_after = forms.ChoiceField(label=_("调整为"), choices=(("", _("请选择")), *Grade.choices))
    factors = forms.MultipleChoiceField(
        label=_("分级要素"),
        choices=GradeFactor.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("依据哪些要素提出调整，可以多选。"),
    )
