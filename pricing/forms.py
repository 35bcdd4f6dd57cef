"""What the steps of this app ask for at every door."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.forms.issues import long_text
from licensing.models import Product, Purpose


def day(label: Any, *, help_text: Any = "") -> forms.DateField:
    """A date typed or picked."""
    widget = forms.DateInput(attrs={"type": "date"})
    return forms.DateField(label=label, help_text=help_text, widget=widget)


def amount(
    label: Any, *, places: int = 4, required: bool = True, help_text: Any = ""
) -> forms.DecimalField:
    """A quantity, or with two places a sum in yuan: never negative, and no more than can be reckoned with."""
    return forms.DecimalField(
        label=label, required=required, help_text=help_text,
        min_value=0, max_value=10**12, max_digits=16, decimal_places=places,
    )  # fmt: skip


class QuantityForm(forms.Form):
    """How much of a product somebody means to use."""

    quantity = amount(_("用量"))


class ProductForm(forms.Form):
    """About one of the products that the page has on offer."""

    product = forms.ModelChoiceField(
        Product.objects.none(),
        label=_("产品或服务"),
        empty_label=_("请选择"),
        error_messages={
            "required": _("请选择产品或服务。"),
            "invalid_choice": _("收费公示中没有这个产品，请从清单中选择。"),
        },
    )

    def __init__(self, *args: Any, products: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["product"].queryset = products  # type: ignore[attr-defined]


class CalculatorForm(ProductForm):
    """What somebody means to use, or has been charged for."""

    quantity = amount(_("用量"), help_text=_("按产品的计费单位，例如调用多少次。"))
    before = amount(
        _("本计费期此前已用"),
        required=False,
        help_text=_("分档收费的，从这里接着算；没有的可以不填。"),
    )
    on = forms.DateField(
        label=_("使用日期"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("不填按今天计算。"),
    )
    purpose = forms.ChoiceField(
        label=_("用途"),
        choices=[("", _("产品登记的用途")), *Purpose.choices],
        required=False,
        help_text=_("公共治理和公益事业免费。"),
    )
    charged = amount(
        _("实际收取（元）"),
        places=2,
        required=False,
        help_text=_("填写后核对收费是否超过标准。"),
    )


class PriceWordForm(ProductForm):
    """What the public says of a price: a proposal to change it, or an overcharge."""

    what = long_text(_("内容"), _("写明情况和理由。内容不公开。"), rows=5)
    name = forms.CharField(
        label=_("姓名或者单位名称"),
        required=False,
        max_length=120,
        help_text=_("可以不填。填写的，只有办理人员可以查看，每次查看都有记录。"),
    )
    contact = forms.CharField(
        label=_("联系方式"),
        required=False,
        max_length=120,
        help_text=_("手机号码或者电子邮箱，只用于核实和告知结果，不公开。"),
    )


class ProposalForm(PriceWordForm):
    """价格法 第二十五条: consumers and operators may propose that a guided price be adjusted."""

    proposed = forms.DecimalField(
        label=_("建议的标准（元）"),
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=4,
        help_text=_("每一计费单位；只说方向的，可以不填。"),
    )
    field_order = ("product", "proposed", "what", "name", "contact")


class OverchargeForm(PriceWordForm):
    """What was charged, for how much, on which day."""

    on = forms.DateField(label=_("收费日期"), widget=forms.DateInput(attrs={"type": "date"}))
    quantity = amount(_("用量"))
    charged = amount(_("实际收取（元）"), places=2)
    field_order = ("product", "on", "quantity", "charged", "what", "name", "contact")


class DocumentForm(forms.Form):
    """The document by which an allowed revenue was decided."""

    document_no = forms.CharField(
        label=_("核定文号"), max_length=60, help_text=_("例如：云发改价格〔2026〕12号。")
    )
    document_on = day(_("核定文件日期"))


class ReportForm(forms.Form):
    """The written report of a cap (65号 二)."""

    report_no = forms.CharField(label=_("书面报告文号"), max_length=60)
    reported_on = day(_("书面报告日期"))


class EndForm(forms.Form):
    """The last day on which a tariff stands."""

    ends_on = day(_("执行截止日"), help_text=_("当日仍然执行，次日起不再执行。"))


class FormalApplicationForm(forms.Form):
    """The written application for a formal price (65号 二)."""

    application_no = forms.CharField(label=_("申请文号"), max_length=60)
    applied_on = day(_("申请日期"))
