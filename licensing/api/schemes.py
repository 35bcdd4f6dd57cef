"""Schemes, their resources and planned products for machines."""

from typing import Any

from governance.api import PROCESS_FIELDS, PolicySerializer, PolicyViewSet, step_route
from licensing.api.bases import texts_of
from licensing.models import PlannedProduct, Scheme, SchemeResource
from licensing.workflow import schemes


class SchemeSerializer(PolicySerializer):
    class Meta:
        model = Scheme
        fields = (
            *PROCESS_FIELDS, "name", "authority", "implementing_body", "mode", "domain", "scenario", "planned_months",
            *texts_of(Scheme), "other_terms", "decision",
        )  # fmt: skip
        read_only_fields = ("decision",)


class SchemeViewSet(PolicyViewSet):
    queryset = Scheme.objects.order_by("pk")
    serializer_class = SchemeSerializer
    filterset_fields = ("status", "mode", "implementing_body")
    submit_scheme = step_route(schemes.submit_scheme)
    review_scheme = step_route(schemes.review_scheme)
    return_scheme = step_route(schemes.return_scheme)
    deliberate_scheme = step_route(schemes.deliberate_scheme)
    approve_scheme = step_route(schemes.approve_scheme)
    reject_scheme = step_route(schemes.reject_scheme)
    file_scheme = step_route(schemes.file_scheme)
    close_scheme = step_route(schemes.close_scheme)


class SchemeResourceSerializer(PolicySerializer):
    class Meta:
        model = SchemeResource
        fields = ("id", "version", "scheme", "resource", "quality_note")


class SchemeResourceViewSet(PolicyViewSet):
    queryset = SchemeResource.objects.order_by("pk")
    serializer_class = SchemeResourceSerializer
    filterset_fields = ("scheme", "resource")


class PlannedProductSerializer(PolicySerializer):
    class Meta:
        model = PlannedProduct
        fields = ("id", "version", "scheme", "name", "purpose", "form")


class PlannedProductViewSet(PolicyViewSet):
    queryset = PlannedProduct.objects.order_by("pk")
    serializer_class = PlannedProductSerializer
    filterset_fields = ("scheme", "purpose")


ROUTES: list[tuple[str, type[Any]]] = [
    ("schemes", SchemeViewSet),
    ("scheme-resources", SchemeResourceViewSet),
    ("planned-products", PlannedProductViewSet),
]
