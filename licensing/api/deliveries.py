"""Deliveries, re-development and capabilities for machines."""

from typing import Any

from governance.api import PROCESS_FIELDS, PolicySerializer, PolicyViewSet, step_route
from licensing.models import Capability, Delivery, Redevelopment
from licensing.workflow import capabilities, deliveries

READ_ONLY = ["get", "head", "options"]


class DeliverySerializer(PolicySerializer):
    class Meta:
        model = Delivery
        fields = (
            *PROCESS_FIELDS, "product", "contract_no", "customer_kind", "customer_name", "customer_code",
            "person_class", "purpose", "use", "quantity_terms", "starts_on", "ends_on", "service_ends_on", "ended_on",
        )  # fmt: skip


class DeliveryViewSet(PolicyViewSet):
    queryset = Delivery.objects.order_by("pk")
    serializer_class = DeliverySerializer
    filterset_fields = ("status", "product", "purpose", "customer_kind")
    http_method_names = [*READ_ONLY, "post"]
    end_delivery = step_route(deliveries.end_delivery)


class RedevelopmentSerializer(PolicySerializer):
    class Meta:
        model = Redevelopment
        fields = (
            *PROCESS_FIELDS, "delivery", "developer_name", "developer_code", "title", "description", "declared_on",
            "refusal",
        )  # fmt: skip


class RedevelopmentViewSet(PolicyViewSet):
    queryset = Redevelopment.objects.order_by("pk")
    serializer_class = RedevelopmentSerializer
    filterset_fields = ("status", "delivery")
    http_method_names = READ_ONLY


class CapabilitySerializer(PolicySerializer):
    class Meta:
        model = Capability
        fields = (
            *PROCESS_FIELDS, "licence", "business", "name", "description", "conditions", "contact", "published_on",
        )  # fmt: skip


class CapabilityViewSet(PolicyViewSet):
    queryset = Capability.objects.order_by("pk")
    serializer_class = CapabilitySerializer
    filterset_fields = ("status", "licence", "business")
    publish_capability = step_route(capabilities.publish_capability)
    withdraw_capability = step_route(capabilities.withdraw_capability)


ROUTES: list[tuple[str, type[Any]]] = [
    ("deliveries", DeliveryViewSet),
    ("redevelopments", RedevelopmentViewSet),
    ("capabilities", CapabilityViewSet),
]
