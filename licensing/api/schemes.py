"""Schemes, their resources and planned products for machines."""

from typing import Any

from governance.api import PROCESS_FIELDS, PolicySerializer, PolicyViewSet, step_route
from licensing.api.bases import FilesViewSet, texts_of
from licensing.models import PlannedProduct, Scheme, SchemeAnnex, SchemeResource, SchemeVersion
from licensing.workflow import scheme_changes, schemes

#: Drawn from the catalogue when the scheme is put forward.
KEPT = ("quality_score", "grade", "update_cycle", "data_updated_on", "record_count", "facts_on")


class SchemeSerializer(PolicySerializer):
    class Meta:
        model = Scheme
        fields = (
            *PROCESS_FIELDS, "name", "authority", "authorising_body", "implementing_body", "mode", "domain",
            "scenario", "planned_months", *texts_of(Scheme), "other_terms", "decision", "revision_of", "change_reason",
        )  # fmt: skip
        read_only_fields = ("decision", "revision_of", "change_reason")


class SchemeViewSet(FilesViewSet):
    queryset = Scheme.objects.order_by("pk")
    serializer_class = SchemeSerializer
    filterset_fields = ("status", "mode", "implementing_body", "revision_of")
    submit_scheme = step_route(schemes.submit_scheme)
    review_scheme = step_route(schemes.review_scheme)
    return_scheme = step_route(schemes.return_scheme)
    deliberate_scheme = step_route(schemes.deliberate_scheme)
    approve_scheme = step_route(schemes.approve_scheme)
    reject_scheme = step_route(schemes.reject_scheme)
    file_scheme = step_route(schemes.file_scheme)
    close_scheme = step_route(schemes.close_scheme)
    revise_scheme = step_route(scheme_changes.revise_scheme)
    correct_scheme = step_route(scheme_changes.correct_scheme)
    strike_from_scheme = step_route(scheme_changes.strike_from_scheme)
    abandon_scheme = step_route(scheme_changes.abandon_scheme)


class SchemeResourceSerializer(PolicySerializer):
    class Meta:
        model = SchemeResource
        fields = ("id", "version", "scheme", "resource", "quality_note", *KEPT)
        read_only_fields = KEPT


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


class SchemeAnnexSerializer(PolicySerializer):
    class Meta:
        model = SchemeAnnex
        fields = ("id", "version", "scheme", "content", "title", "file")


class SchemeAnnexViewSet(FilesViewSet):
    queryset = SchemeAnnex.objects.select_related("file").order_by("pk")
    serializer_class = SchemeAnnexSerializer
    filterset_fields = ("scheme", "content")


class SchemeVersionSerializer(PolicySerializer):
    class Meta:
        model = SchemeVersion
        fields = (
            "id", "version", "scheme", "number", "kind", "frozen_on", "decision", "reason", "content", "digest",
        )  # fmt: skip
        read_only_fields = fields


class SchemeVersionViewSet(PolicyViewSet):
    http_method_names = ["get", "head", "options"]
    queryset = SchemeVersion.objects.order_by("pk")
    serializer_class = SchemeVersionSerializer
    filterset_fields = ("scheme", "kind")


ROUTES: list[tuple[str, type[Any]]] = [
    ("schemes", SchemeViewSet),
    ("scheme-resources", SchemeResourceViewSet),
    ("planned-products", PlannedProductViewSet),
    ("scheme-annexes", SchemeAnnexViewSet),
    ("scheme-versions", SchemeVersionViewSet),
]
