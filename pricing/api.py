"""Guided prices for machines: the same rows, edits and steps as every other door."""

from typing import Any

from governance.api import PolicySerializer, PolicyViewSet, step_route
from pricing import workflow
from pricing.models import (
    AllowedRevenue,
    CapRelief,
    CapTariff,
    CapTier,
    CostItem,
    CostSurvey,
    Price,
    PriceTier,
    TreasuryYield,
)


class TreasuryYieldSerializer(PolicySerializer):
    class Meta:
        model = TreasuryYield
        fields = ("id", "year", "mean", "rounding", "observations", "source", "version")


class TreasuryYieldViewSet(PolicyViewSet):
    queryset = TreasuryYield.objects.order_by("-year")
    serializer_class = TreasuryYieldSerializer
    filterset_fields = ("year",)


class CostSurveySerializer(PolicySerializer):
    class Meta:
        model = CostSurvey
        fields = ("id", "licence", "year", "price_authority", "status", "checked_on", "version")


class CostSurveyViewSet(PolicyViewSet):
    queryset = CostSurvey.objects.order_by("-year", "pk")
    serializer_class = CostSurveySerializer
    filterset_fields = ("licence", "year", "status")
    submit_survey = step_route(workflow.submit_survey)
    check_survey = step_route(workflow.check_survey)
    return_survey = step_route(workflow.return_survey)


class CostItemSerializer(PolicySerializer):
    class Meta:
        model = CostItem
        fields = (
            "id", "survey", "category", "name", "amount", "allowed", "welfare_share", "subsidy", "note", "version",
        )  # fmt: skip


class CostItemViewSet(PolicyViewSet):
    queryset = CostItem.objects.order_by("survey", "category", "pk")
    serializer_class = CostItemSerializer
    filterset_fields = ("survey", "category")


class AllowedRevenueSerializer(PolicySerializer):
    class Meta:
        model = AllowedRevenue
        fields = (
            "id", "survey", "licence", "price_authority", "data_authority", "cycle_start", "cycle_end",
            "treasury_yield", "spread", "tax", "tax_note", "carry_over_deduction", "carry_over_note", "yield_mean",
            "profit_rate", "cost", "profit", "total", "derivation", "status", "price_signed_on",
            "data_signed_on", "document_no", "document_on", "version",
        )  # fmt: skip
        read_only_fields = (
            "licence", "price_authority", "yield_mean", "profit_rate", "cost", "profit", "total", "derivation",
            "price_signed_on", "data_signed_on", "document_no", "document_on",
        )  # fmt: skip


class AllowedRevenueViewSet(PolicyViewSet):
    queryset = AllowedRevenue.objects.order_by("-cycle_start", "pk")
    serializer_class = AllowedRevenueSerializer
    filterset_fields = ("licence", "status")
    propose_revenue = step_route(workflow.propose_revenue)
    sign_revenue = step_route(workflow.sign_revenue)
    countersign_revenue = step_route(workflow.countersign_revenue)
    return_revenue = step_route(workflow.return_revenue)


class CapTariffSerializer(PolicySerializer):
    class Meta:
        model = CapTariff
        fields = (
            "id", "product", "unit", "amount", "minimum", "forecast", "starts_on", "ends_on", "document_no",
            "supervision_phone", "status", "revenue", "set_on", "report_no", "reported_on", "due_on", "version",
        )  # fmt: skip
        read_only_fields = ("revenue", "set_on", "report_no", "reported_on")


class CapTariffViewSet(PolicyViewSet):
    queryset = CapTariff.objects.order_by("product", "unit", "-starts_on")
    serializer_class = CapTariffSerializer
    filterset_fields = ("product", "unit", "status")
    set_cap = step_route(workflow.set_cap)
    report_cap = step_route(workflow.report_cap)
    end_cap = step_route(workflow.end_cap)


class PriceSerializer(PolicySerializer):
    class Meta:
        model = Price
        fields = (
            "id", "product", "unit", "stage", "amount", "minimum", "starts_on", "ends_on", "cap", "status",
            "published_on", "formal_application_no", "formal_applied_on", "due_on", "version",
        )  # fmt: skip
        read_only_fields = ("cap", "published_on", "formal_application_no", "formal_applied_on")


class PriceViewSet(PolicyViewSet):
    queryset = Price.objects.order_by("product", "unit", "-starts_on")
    serializer_class = PriceSerializer
    filterset_fields = ("product", "unit", "stage", "status")
    publish_price = step_route(workflow.publish_price)
    end_price = step_route(workflow.end_price)
    withdraw_price = step_route(workflow.withdraw_price)
    apply_for_formal_price = step_route(workflow.apply_for_formal_price)


class CapTierSerializer(PolicySerializer):
    class Meta:
        model = CapTier
        fields = ("id", "cap", "above", "rate", "forecast", "version")


class CapTierViewSet(PolicyViewSet):
    queryset = CapTier.objects.order_by("cap", "above")
    serializer_class = CapTierSerializer
    filterset_fields = ("cap", "cap__product")


class CapReliefSerializer(PolicySerializer):
    class Meta:
        model = CapRelief
        fields = ("id", "cap", "whom", "share", "basis", "version")


class CapReliefViewSet(PolicyViewSet):
    queryset = CapRelief.objects.order_by("cap", "whom", "pk")
    serializer_class = CapReliefSerializer
    filterset_fields = ("cap", "cap__product")


class PriceTierSerializer(PolicySerializer):
    class Meta:
        model = PriceTier
        fields = ("id", "price", "above", "rate", "version")


class PriceTierViewSet(PolicyViewSet):
    queryset = PriceTier.objects.order_by("price", "above")
    serializer_class = PriceTierSerializer
    filterset_fields = ("price", "price__product")


ROUTES: list[tuple[str, type[Any]]] = [
    ("treasury-yields", TreasuryYieldViewSet),
    ("cost-surveys", CostSurveyViewSet),
    ("cost-items", CostItemViewSet),
    ("allowed-revenues", AllowedRevenueViewSet),
    ("cap-tariffs", CapTariffViewSet),
    ("cap-tiers", CapTierViewSet),
    ("cap-reliefs", CapReliefViewSet),
    ("prices", PriceViewSet),
    ("price-tiers", PriceTierViewSet),
]
