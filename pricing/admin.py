"""Guided prices in the shared site: surveys, revenues, caps, prices (65号)."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from governance.admin import PolicyAdmin, PolicyInline, step_action
from pricing import workflow
from pricing.bill_pages import BillCheckAdmin
from pricing.models import (
    AllowedRevenue,
    CapRelief,
    CapTariff,
    CapTier,
    CostItem,
    CostSurvey,
    Price,
    PriceTier,
    Tariff,
    TreasuryYield,
)
from pricing.wording import grouped, printed


@admin.register(TreasuryYield)
class TreasuryYieldAdmin(PolicyAdmin):
    list_display = ("year", "mean", "observations", "rounding", "source")
    search_fields = ("source",)
    fields = ("year", "mean", "rounding", "observations", "source")


class CostItemInline(PolicyInline):
    model = CostItem
    fields = ("category", "name", "amount", "allowed", "welfare_share", "subsidy", "note")


@admin.register(CostSurvey)
class CostSurveyAdmin(PolicyAdmin):
    list_display = ("licence", "year", "price_authority", "status", "checked_on")
    list_filter = ("status", "year", ("price_authority", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("licence", "price_authority")
    search_fields = ("licence__number", "licence__name")
    fields = (
        "status", "licence", "year", "price_authority", "statement", "submitted_by", "checked_by", "checked_on",
    )  # fmt: skip
    inlines = (CostItemInline,)
    standard_reasons: ClassVar = {
        "return": (
            _("成本项缺少明细或凭证。"),
            _("公益分摊比例缺少依据。"),
            _("政府补助未填或不实。"),
        )
    }
    actions = (
        step_action(workflow.submit_survey),
        step_action(workflow.check_survey),
        step_action(workflow.return_survey),
    )


@admin.register(AllowedRevenue)
class AllowedRevenueAdmin(PolicyAdmin):
    list_display = ("licence", "cycle_start", "cycle_end", "told_total", "status", "document_no")
    list_filter = ("status", ("price_authority", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("licence",)
    search_fields = ("licence__number", "licence__name", "document_no")
    date_hierarchy = "cycle_start"
    fieldsets = (
        (_("依据"), {"fields": ("status", "survey", "treasury_yield", "cycle_start", "cycle_end")}),
        (
            _("取值"),
            {"fields": ("spread", "tax", "tax_note", "carry_over_deduction", "carry_over_note")},
        ),
        (_("核定"), {"fields": ("profit_rate", "cost", "profit", "total", "told_derivation")}),
        (
            _("签署"),
            {
                "fields": (
                    ("price_authority", "price_signed_by", "price_signed_on"),
                    ("data_authority", "data_signed_by", "data_signed_on"),
                    ("document_no", "document_on"),
                )
            },
        ),
    )
    readonly_fields = ("told_derivation",)
    actions = (
        step_action(workflow.propose_revenue),
        step_action(workflow.sign_revenue),
        step_action(workflow.countersign_revenue),
        step_action(workflow.return_revenue),
    )

    @admin.display(description=_("推算过程"))
    def told_derivation(self, revenue: AllowedRevenue) -> SafeString | str:
        """Line by line; the public page shows the formulas and clauses too."""
        if not revenue.derivation:
            return str(_("计算并报签之后显示。"))
        steps = printed(revenue.derivation)
        lines = ((each.label, each.working, each.amount) for each in steps)
        return format_html_join("", "<p>{} = {} = {}</p>", lines)

    @admin.display(description=_("最高准许收入（元）"), ordering="total")
    def told_total(self, revenue: AllowedRevenue) -> str:
        """The sum with its thousands set apart."""
        return "–" if revenue.total is None else grouped(revenue.total, least=2)


class CapTierInline(PolicyInline):
    model = CapTier
    fields = ("above", "rate", "forecast")


class CapReliefInline(PolicyInline):
    model = CapRelief
    fields = ("whom", "share", "basis")


class PriceTierInline(PolicyInline):
    model = PriceTier
    fields = ("above", "rate")


class TariffAdmin(PolicyAdmin):
    """What the lists of caps and prices share."""

    list_select_related = ("product",)
    date_hierarchy = "starts_on"

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the tiers, of which the standard in words tells."""
        return super().get_queryset(request).prefetch_related("tiers")

    @admin.display(description=_("标准"), ordering="amount")
    def charged(self, tariff: Tariff) -> str:
        """The amount with its unit."""
        return tariff.charge


@admin.register(CapTariff)
class CapTariffAdmin(TariffAdmin):
    list_display = (
        "product", "charged", "starts_on", "ends_on", "status", "document_no", "report_no",
    )  # fmt: skip
    list_filter = ("status", "unit")
    search_fields = ("product__name", "document_no", "report_no")
    fields = (
        "status", "product", "unit", "amount", "forecast", "minimum", "starts_on", "ends_on", "document_no",
        "supervision_phone", "revenue", "set_on", "report_no", "reported_on",
    )  # fmt: skip
    inlines = (CapTierInline, CapReliefInline)
    actions = (
        step_action(workflow.set_cap),
        step_action(workflow.report_cap),
        step_action(workflow.end_cap),
    )


@admin.register(Price)
class PriceAdmin(BillCheckAdmin, TariffAdmin):
    list_display = ("product", "stage", "charged", "starts_on", "ends_on", "status")
    list_filter = ("status", "stage", "unit")
    search_fields = ("product__name",)
    fields = (
        "status", "product", "unit", "stage", "amount", "minimum", "starts_on", "ends_on", "cap", "published_on",
        "formal_application_no", "formal_applied_on",
    )  # fmt: skip
    inlines = (PriceTierInline,)
    actions = (
        step_action(workflow.publish_price),
        step_action(workflow.end_price),
        step_action(workflow.withdraw_price),
        step_action(workflow.apply_for_formal_price),
    )
