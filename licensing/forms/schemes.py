"""What the steps of a scheme ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from licensing.models import PlannedProduct, Scheme, SchemeAnnex, SchemeResource
from licensing.models.scheme_contents import CORRECTABLE


class CorrectionForm(forms.Form):
    """One text that is no larger change."""

    field = forms.ChoiceField(
        label=_("更正的内容"),
        choices=[
            (field.name, field.verbose_name)
            for field in Scheme._meta.concrete_fields
            if field.name in CORRECTABLE
        ],
    )
    text = forms.CharField(label=_("更正后的文字"), widget=forms.Textarea(attrs={"rows": 8}))


class SchemeRowsForm(forms.Form):
    """Rows to be taken out of a scheme."""

    TAKES = ("subject",)

    scope = forms.ModelMultipleChoiceField(
        SchemeResource.objects.none(), label=_("数据资源"), required=False, widget=forms.CheckboxSelectMultiple
    )  # fmt: skip
    planned_products = forms.ModelMultipleChoiceField(
        PlannedProduct.objects.none(), label=_("产品和服务"), required=False, widget=forms.CheckboxSelectMultiple
    )  # fmt: skip
    annexes = forms.ModelMultipleChoiceField(
        SchemeAnnex.objects.none(), label=_("附件"), required=False, widget=forms.CheckboxSelectMultiple
    )  # fmt: skip

    def __init__(self, *args: Any, subject: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.fields:
            field: Any = self.fields[name]
            field.queryset = getattr(subject, name).order_by("pk")
