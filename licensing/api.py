"""Authorised operation for machines: the same rows, edits and steps as every other door."""

from typing import Any

from rest_framework.parsers import MultiPartParser

from governance.actors import as_actor
from governance.api import PROCESS_FIELDS, PolicySerializer, PolicyViewSet, step_route
from governance.api.parsers import BoundedJSONParser
from licensing.models import (
    CollectiveDecision,
    Licence,
    LicensedResource,
    PlannedProduct,
    Product,
    ProductReview,
    ProductSource,
    Scheme,
    SchemeResource,
)
from licensing.workflow import decisions, ends, licences, products, schemes


def texts_of(model: type[Scheme] | type[Licence]) -> tuple[str, ...]:
    """The text fields that answer the contents of an article."""
    return tuple(field for _title, fields in model.CONTENTS for field in fields)


class FilesViewSet(PolicyViewSet):
    """Where a record or a step holds a file, it is sent as multipart form data."""

    parser_classes: Any = (BoundedJSONParser, MultiPartParser)


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


class CollectiveDecisionSerializer(PolicySerializer):
    class Meta:
        model = CollectiveDecision
        fields = (
            *PROCESS_FIELDS, "kind", "scheme", "licence", "body", "meeting", "held_on", "minutes_no", "chair",
            "attendees", "recusals", "opinions", "result", "conditions", "exception_grounds", "signed_on",
        )  # fmt: skip


class CollectiveDecisionViewSet(FilesViewSet):
    queryset = CollectiveDecision.objects.order_by("pk")
    serializer_class = CollectiveDecisionSerializer
    filterset_fields = ("status", "kind", "result", "scheme", "licence")
    sign_decision = step_route(decisions.sign_decision)


class LicenceSerializer(PolicySerializer):
    """Everybody reads what the register shows; the agreement's text only those who may inspect it."""

    INSPECTED = (*texts_of(Licence), "other_terms", "exceptional_term")

    class Meta:
        model = Licence
        fields = (
            *PROCESS_FIELDS, "name", "number", "scheme", "implementing_body", "authorising_body", "operator",
            "regulator", "mode", "domain", "scenario", "content", "business", "starts_on", "ends_on", "selection",
            "selection_basis", "notice_no", "result_no", "signed_on", "effective_on", "suspended_until", "ended_on",
            *texts_of(Licence), "other_terms", "exceptional_term",
        )  # fmt: skip

    def to_representation(self, instance: Licence) -> dict[str, Any]:
        """The row, without the text for whom it is not meant."""
        row: dict[str, Any] = super().to_representation(instance)
        if instance.pk in self._inspectable():
            return row
        return {name: value for name, value in row.items() if name not in self.INSPECTED}

    def _inspectable(self) -> set[int]:
        # One question for a whole page.
        if "inspectable" not in self.context:
            user = as_actor(self.context["request"].user)
            allowed = Licence.objects.permitted(user, "licensing.inspect_licence")
            context: Any = self.context
            context["inspectable"] = set(allowed.values_list("pk", flat=True))
        known: set[int] = self.context["inspectable"]
        return known


class LicenceViewSet(FilesViewSet):
    queryset = Licence.objects.order_by("pk")
    serializer_class = LicenceSerializer
    filterset_fields = ("status", "mode", "operator", "implementing_body", "scheme")
    ordering_fields = ("starts_on", "ends_on")
    decide_licence = step_route(licences.decide_licence)
    return_licence = step_route(licences.return_licence)
    sign_licence = step_route(licences.sign_licence)
    file_licence = step_route(licences.file_licence)
    activate_licence = step_route(licences.activate_licence)
    suspend_licence = step_route(ends.suspend_licence)
    reinstate_licence = step_route(ends.reinstate_licence)
    expire_licence = step_route(ends.expire_licence)
    terminate_licence = step_route(ends.terminate_licence)
    revoke_licence = step_route(ends.revoke_licence)
    close_licence = step_route(ends.close_licence)


class LicensedResourceSerializer(PolicySerializer):
    class Meta:
        model = LicensedResource
        fields = (
            "id", "version", "licence", "resource", "purposes", "restrictions", "consent", "assessment",
        )  # fmt: skip
        # The row is public with its resource; the proofs are not.
        extra_kwargs = {"consent": {"write_only": True}, "assessment": {"write_only": True}}


class LicensedResourceViewSet(FilesViewSet):
    queryset = LicensedResource.objects.order_by("pk")
    serializer_class = LicensedResourceSerializer
    filterset_fields = ("licence", "resource")


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
    ("schemes", SchemeViewSet),
    ("scheme-resources", SchemeResourceViewSet),
    ("planned-products", PlannedProductViewSet),
    ("collective-decisions", CollectiveDecisionViewSet),
    ("licences", LicenceViewSet),
    ("licensed-resources", LicensedResourceViewSet),
    ("products", ProductViewSet),
    ("product-sources", ProductSourceViewSet),
    ("product-reviews", ProductReviewViewSet),
]
