"""Products, their sources and reviews for machines."""

from typing import Any

from governance.api import PROCESS_FIELDS, PolicySerializer, PolicyViewSet, step_route
from licensing.api.bases import FilesViewSet
from licensing.models import Product, ProductReview, ProductSource, ReviewPoint
from licensing.workflow import deliveries, product_service, products


class ProductSerializer(PolicySerializer):
    class Meta:
        model = Product
        fields = (
            *PROCESS_FIELDS, "name", "licence", "form", "purpose", "scenario", "description", "is_raw", "processing",
            "edition", "output_fields", "personal_output", "desensitisation", "delivery", "availability", "latency_ms",
            "support_hours", "how_to_get", "is_on_exchange", "exchange_name", "listing_no", "unit", "unit_name",
            "free_conditions", "terms_of_use", "contact", "manual_url", "graded_as", "listed_on", "suspended_until",
            "last_service_on", "closing_notice",
        )  # fmt: skip


class ProductViewSet(FilesViewSet):
    queryset = Product.objects.order_by("pk")
    serializer_class = ProductSerializer
    filterset_fields = ("status", "form", "purpose", "licence", "is_on_exchange")
    submit_product = step_route(products.submit_product)
    review_security = step_route(products.review_security)
    review_conformity = step_route(products.review_conformity)
    return_product = step_route(products.return_product)
    put_on_sale = step_route(products.put_on_sale)
    withdraw_product = step_route(products.withdraw_product)
    suspend_product = step_route(product_service.suspend_product)
    resume_product = step_route(product_service.resume_product)
    recall_product = step_route(product_service.recall_product)
    begin_registration = step_route(product_service.begin_registration)
    announce_end = step_route(product_service.announce_end)
    deliver = step_route(deliveries.deliver)


class ProductSourceSerializer(PolicySerializer):
    class Meta:
        model = ProductSource
        fields = ("id", "version", "product", "licensed_resource", "licence", "items", "graded_as")
        read_only_fields = ("licence", "graded_as")


class ProductSourceViewSet(PolicyViewSet):
    queryset = ProductSource.objects.prefetch_related("items").order_by("pk")
    serializer_class = ProductSourceSerializer
    filterset_fields = ("product", "licensed_resource")


class ProductReviewSerializer(PolicySerializer):
    class Meta:
        model = ProductReview
        fields = ("id", "product", "kind", "round", "reviewer", "result", "opinion", "reviewed_on")


class ProductReviewViewSet(PolicyViewSet):
    queryset = ProductReview.objects.order_by("pk")
    serializer_class = ProductReviewSerializer
    filterset_fields = ("product", "kind", "result")
    http_method_names = ["get", "head", "options"]


class ReviewPointSerializer(PolicySerializer):
    class Meta:
        model = ReviewPoint
        fields = ("id", "review", "key", "point", "field", "is_met", "note")


class ReviewPointViewSet(PolicyViewSet):
    queryset = ReviewPoint.objects.order_by("pk")
    serializer_class = ReviewPointSerializer
    filterset_fields = ("review", "is_met")
    http_method_names = ["get", "head", "options"]


ROUTES: list[tuple[str, type[Any]]] = [
    ("products", ProductViewSet),
    ("product-sources", ProductSourceViewSet),
    ("product-reviews", ProductReviewViewSet),
    ("product-review-points", ReviewPointViewSet),
]
