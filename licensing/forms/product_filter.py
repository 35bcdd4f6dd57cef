"""By what the public narrows the list of products and services."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from catalog.forms.registers import any_of
from governance.clock import today
from licensing.models import Licence, ProductForm, Purpose

SORTS = (("", _("按名称")), ("newest", _("最近上架在前")), ("operator", _("按运营机构")))


class Words(forms.CharField):
    """Words looked for: bounded by cutting, without characters that the database cannot read."""

    def to_python(self, value: Any) -> str:
        """As ``searched`` reads them."""
        return str(value or "").replace("\x00", "").strip()[:100]


class ProductFilter(forms.Form):
    """Words, purpose, form, domain, operator, charge, place of trading, order."""

    q = Words(
        label=_("产品、应用场景或运营机构"), required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "maxlength": 100}),
    )  # fmt: skip
    purpose = forms.ChoiceField(
        label=_("用途"), required=False, choices=any_of(Purpose.choices, _("全部用途"))
    )
    form = forms.ChoiceField(
        label=_("形态"), required=False, choices=any_of(ProductForm.choices, _("全部形态"))
    )
    domain = forms.ChoiceField(label=_("领域"), required=False)
    operator = forms.ModelChoiceField(
        label=_("运营机构"), required=False, queryset=Organisation.objects.none(), empty_label=_("全部运营机构")
    )  # fmt: skip
    charge = forms.ChoiceField(
        label=_("收费"),
        required=False,
        choices=(("", _("免费和收费")), ("free", _("免费")), ("paid", _("收费"))),
    )
    trading = forms.ChoiceField(
        label=_("交易方式"),
        required=False,
        choices=(("", _("场内和场外")), ("on", _("场内交易")), ("off", _("场外交易"))),
    )
    sort = forms.ChoiceField(label=_("排序"), required=False, choices=SORTS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        public = Licence.objects.in_force(today())
        domains = public.exclude(domain="").order_by("domain").values_list("domain", flat=True)
        chosen: Any = self.fields
        named = [(each, each) for each in domains.distinct()]
        chosen["domain"].choices = any_of(named, _("全部领域"))
        chosen["operator"].queryset = Organisation.objects.filter(
            pk__in=public.values("operator")
        ).order_by("name")

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the order was chosen."""
        return any(value for name, value in self.cleaned_data.items() if name != "sort")
