"""Products, their sources and reviews for machines."""

from typing import Any

from governance.api import PROCESS_FIELDS, PolicySerializer, PolicyViewSet, step_route
from licensing.models import Product, ProductReview, ProductSource
from licensing.workflow import products


class ProductSerializer(PolicySerializer):
    class Meta:
        model = Product
        fields = (
            *PROCESS_FIELDS, "name", "licence", "form", "purpose", "scenario", "description", "is_raw", "processing",
            "delivery", "is_on_exchange", "unit", "unit_name", "contact", "listed_on",
        )  # fmt: skip


class ProductViewSet(PolicyViewSet):
    queryset = Product.objects.order_by("pk")
    serializer_class = ProductSerializer
    filterset_fields = ("status", "form", "purpose", "licence")
    submit_product = step_route(products.submit_product)
    review_security = step_route(products.review_security)
    review_conformity = step_route(products.review_conformity)
    return_product = step_route(products.return_product)
    put_on_sale = step_route(products.put_on_sale)
    withdraw_product = step_route(products.withdraw_product)


class ProductSourceSerializer(PolicySerializer):
    class Meta:
        model = ProductSource
        fields = ("id", "version", "product", "licensed_resource", "licence")
        read_only_fields = ("licence",)


class ProductSourceViewSet(PolicyViewSet):
    queryset = ProductSource.objects.order_by("pk")
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


ROUTES: list[tuple[str, type[Any]]] = [
    ("products", ProductViewSet),
    ("product-sources", ProductSourceViewSet),
    ("product-reviews", ProductReviewViewSet),
]
