"""Guided prices in the shared site: surveys, revenues, caps, prices (65号)."""

from django.contrib import admin
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from governance.admin import PolicyAdmin, PolicyInline, step_action
from pricing import workflow
from pricing.models import AllowedRevenue, CapTariff, CostItem, CostSurvey, Price, TreasuryYield
from pricing.wording import printed


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
    actions = (
        step_action(workflow.submit_survey),
        step_action(workflow.check_survey),
        step_action(workflow.return_survey),
    )


@admin.register(AllowedRevenue)
class AllowedRevenueAdmin(PolicyAdmin):
    list_display = ("licence", "cycle_start", "cycle_end", "total", "status", "document_no")
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
        """Line by line, as on the public page."""
        if not revenue.derivation:
            return str(_("计算并报签之后显示。"))
        lines = (
            (each.label, each.formula, each.working, each.amount)
            for each in printed(revenue.derivation)
        )
        return format_html_join("", "<p>{} = {} = {} = {}</p>", lines)


@admin.register(CapTariff)
class CapTariffAdmin(PolicyAdmin):
    list_display = (
        "product", "unit", "amount", "starts_on", "ends_on", "status", "document_no", "report_no",
    )  # fmt: skip
    list_filter = ("status", "unit")
    list_select_related = ("product",)
    search_fields = ("product__name", "document_no", "report_no")
    date_hierarchy = "starts_on"
    fields = (
        "status", "product", "unit", "amount", "starts_on", "ends_on", "document_no", "supervision_phone",
        "revenue", "set_on", "report_no", "reported_on",
    )  # fmt: skip
    actions = (
        step_action(workflow.set_cap),
        step_action(workflow.report_cap),
        step_action(workflow.end_cap),
    )


@admin.register(Price)
class PriceAdmin(PolicyAdmin):
    list_display = ("product", "unit", "stage", "amount", "starts_on", "ends_on", "status")
    list_filter = ("status", "stage", "unit")
    list_select_related = ("product",)
    search_fields = ("product__name",)
    date_hierarchy = "starts_on"
    fields = (
        "status", "product", "unit", "stage", "amount", "starts_on", "ends_on", "cap", "published_on",
        "formal_application_no", "formal_applied_on",
    )  # fmt: skip
    actions = (
        step_action(workflow.publish_price),
        step_action(workflow.end_price),
        step_action(workflow.withdraw_price),
        step_action(workflow.apply_for_formal_price),
    )
