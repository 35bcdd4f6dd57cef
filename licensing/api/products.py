"""Products, their sources and reviews for machines."""

from typing import Any

from governance.api import PROCESS_FIELDS, PolicySerializer, PolicyViewSet, step_route
from licensing.api.bases import FilesViewSet
from licensing.models import Product, ProductEdition, ProductReview, ProductSource, ReviewPoint
from licensing.workflow import deliveries, product_editions, product_service, products


class ProductSerializer(PolicySerializer):
    class Meta:
        model = Product
        fields = (
            *PROCESS_FIELDS, "name", "licence", "form", "purpose", "scenario", "description", "is_raw", "processing",
            "edition", "revision_of", "output_fields", "personal_output", "desensitisation", "delivery", "availability",
            "latency_ms", "support_hours", "how_to_get", "is_on_exchange", "exchange_name", "listing_no", "unit",
            "unit_name", "free_conditions", "terms_of_use", "contact", "manual_url", "graded_as", "listed_on",
            "suspended_until", "last_service_on", "closing_notice",
        )  # fmt: skip
        read_only_fields = ("revision_of",)


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
    revise_product = step_route(product_editions.revise_product)
    release_edition = step_route(product_editions.release_edition)
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


class ProductEditionSerializer(PolicySerializer):
    class Meta:
        model = ProductEdition
        fields = (
            "id",
            "product",
            "edition",
            "served_from",
            "served_to",
            "summary",
            "content",
            "digest",
        )


class ProductEditionViewSet(PolicyViewSet):
    queryset = ProductEdition.objects.order_by("pk")
    serializer_class = ProductEditionSerializer
    filterset_fields = ("product", "edition")
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
    ("product-editions", ProductEditionViewSet),
    ("product-reviews", ProductReviewViewSet),
    ("product-review-points", ReviewPointViewSet),
]
