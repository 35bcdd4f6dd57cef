"""The pages of the guided way to a product: what it is, then its service; the same fields as the bare form (P7)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.clock import today
from licensing.models import Licence, LicensedResource, Product

FIRST = (
    "name", "form", "purpose", "scenario", "description", "is_raw", "processing", "delivery", "unit", "unit_name",
)  # fmt: skip
SECOND = (
    "output_fields", "personal_output", "desensitisation", "how_to_get", "availability", "latency_ms", "support_hours",
    "is_on_exchange", "exchange_name", "free_conditions", "terms_of_use", "contact", "manual_url",
)  # fmt: skip


#: Longer numbers are nobody's key.
LONGEST_KEY = 15


class SourceChoices(forms.ModelMultipleChoiceField):
    """Licensed resources as tick boxes, each with what it may be used for."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        """Name, purposes and licence."""
        words = {
            "name": obj.resource.name,
            "purposes": obj.get_purposes_display(),
            "licence": obj.licence,
        }
        return _("%(name)s（可用于%(purposes)s；%(licence)s）") % words


class ProductStartForm(forms.ModelForm):
    """Page one: the sources, and what is made of them for whom."""

    sources = SourceChoices(
        LicensedResource.objects.none(),
        label=_("数据资源来源"),
        help_text=_("只列出本单位今天有效的授权之内的资源；一项产品的来源须属于同一份协议。"),
        error_messages={"required": _("请至少选择一项数据资源。")},
    )
    field_order = ("sources", *FIRST)

    class Meta:
        model = Product
        fields = FIRST

    def __init__(self, *args: Any, operators: list[int], licence: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        licences = Licence.objects.in_force(today()).filter(operator__in=operators)
        if licence.isdecimal() and len(licence) <= LONGEST_KEY:
            licences = licences.filter(pk=int(licence))
        entries = LicensedResource.objects.filter(licence__in=licences)
        sources: Any = self.fields["sources"]
        sources.queryset = entries.select_related("resource", "licence").order_by("licence", "pk")

    def clean_sources(self) -> Any:
        """All of one licence (I-09)."""
        chosen = self.cleaned_data["sources"]
        licences = {entry.licence_id for entry in chosen}
        if len(licences) > 1:
            raise forms.ValidationError(
                _(
                    "所选资源分属不同的授权运营协议，一项产品只能依据一份协议，请只选其中一份的资源。"
                )
            )
        if chosen:
            self.instance.licence = chosen[0].licence
        return chosen


class ProductServiceForm(forms.ModelForm):
    """Page two: what leaves, how it is protected, and how one gets it."""

    class Meta:
        model = Product
        fields = SECOND
