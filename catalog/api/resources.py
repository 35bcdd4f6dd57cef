"""Data resources, their items and distributions for machines."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request

from catalog.api.tombstones import GONE, TombstoneMixin
from catalog.contacts import masked
from catalog.models import DataItem, DataResource, Distribution, ResourceRelation
from catalog.workflow import findings, grading, resources, revisions
from governance.api import PROCESS_FIELDS, LongPages, PolicySerializer, PolicyViewSet, step_route
from governance.search import checked, query

CONTACT = {"write_only": True, "required": False}


class WordsBackend(BaseFilterBackend):
    """``?q=``: the same bigrams as on the public page."""

    def filter_queryset(
        self, request: Request, queryset: QuerySet[Any], view: Any
    ) -> QuerySet[Any]:
        """The rows found; a text without letter or digit asks for nothing."""
        words = checked(request.query_params.get("q", ""))
        return queryset.filter(search__tsv__bigrams=words) if query(words) else queryset


class DataResourceSerializer(PolicySerializer):
    """Contacts go in as they are and come out masked."""

    contact = serializers.SerializerMethodField(label="联系方式")
    provider_uscc = serializers.CharField(source="provider.uscc", read_only=True)
    industry_gbt4754 = serializers.CharField(
        source="industry_code.code", read_only=True, default=""
    )

    class Meta:
        model = DataResource
        fields = (
            *PROCESS_FIELDS, "code", "name", "provider", "abstract", "category", "category_code", "theme", "industry",
            "region", "tags", "formats", "sharing", "sharing_conditions", "sharing_way", "sharing_legal_basis",
            "opening", "opening_conditions", "opening_reason", "is_secret", "update_cycle", "update_cycle_text",
            "grade", "grade_factors", "grade_rationale", "confirmed_grade", "grade_reviewed_on", "grade_review_by",
            "provider_uscc", "classification", "theme_code", "industry_code", "industry_gbt4754", "opening_way",
            "opening_requirements", "opening_safeguards", "is_livelihood", "is_backflow", "legal_basis", "covers_from",
            "covers_to", "spatial_range", "record_count", "volume_bytes", "origin_system",
            "acquisition", "acquisition_basis", "contact", "contact_name", "contact_phone",
            "contact_email", "issued_on", "data_updated_on", "delivered_on", "source_url", "withdrawal_reason",
            "revision_of", "release_on",
        )  # fmt: skip
        read_only_fields = (
            "delivered_on", "source_url", "withdrawal_reason", "revision_of", "release_on", "confirmed_grade",
            "grade_reviewed_on", "grade_review_by",
        )  # fmt: skip
        extra_kwargs = {"contact_name": CONTACT, "contact_phone": CONTACT, "contact_email": CONTACT}

    def to_representation(self, instance: DataResource) -> dict[str, Any]:
        """The grounds of a grade of closed data are not for visitors."""
        told = super().to_representation(instance)
        if _is_told_little(self.context["request"], instance):
            told |= {"grade_factors": [], "grade_rationale": ""}
        return told

    def get_contact(self, resource: DataResource) -> str:
        """Phone or address with its middle hidden."""
        return masked(resource.contact_phone or resource.contact_email)


@extend_schema_view(
    list=extend_schema(parameters=[OpenApiParameter("q", OpenApiTypes.STR)]),
    retrieve=extend_schema(responses={200: DataResourceSerializer, 410: GONE}),
)
class DataResourceViewSet(TombstoneMixin, PolicyViewSet):
    queryset = DataResource.objects.select_related("provider", "industry_code").order_by("-pk")
    serializer_class = DataResourceSerializer
    pagination_class = LongPages
    filterset_fields = (
        "status", "provider", "theme", "opening", "sharing", "update_cycle", "grade", "region", "category",
        "classification", "theme_code", "industry_code", "opening_way", "acquisition", "is_livelihood", "is_backflow",
        "revision_of",
    )  # fmt: skip
    ordering_fields = ("data_updated_on", "issued_on")
    filter_backends: Any = (*PolicyViewSet.filter_backends, WordsBackend)
    submit = step_route(resources.submit)
    return_for_revision = step_route(resources.return_for_revision)
    publish = step_route(resources.publish)
    revise = step_route(revisions.revise)
    extend_update = step_route(revisions.extend_update)
    abandon_revision = step_route(revisions.abandon_revision)
    withdraw = step_route(resources.withdraw)
    record_delivery = step_route(resources.record_delivery)
    scan = step_route(findings.scan)
    propose_grade = step_route(grading.propose_grade)
    review_grade = step_route(grading.review_grade)


def _is_told_little(request: Request, resource: DataResource) -> bool:
    """Visitors learn that closed data exist and why they are closed, not how sensitive each part is."""
    return not request.user.is_authenticated and not resource.is_open


class DataItemSerializer(PolicySerializer):
    class Meta:
        model = DataItem
        fields = (
            "id", "version", "resource", "position", "name", "english_name", "data_type", "length", "unit",
            "description", "is_personal", "sensitivity", "authoritative_source",
        )  # fmt: skip

    def to_representation(self, instance: DataItem) -> dict[str, Any]:
        """The level of an item of closed data is not for visitors."""
        told = super().to_representation(instance)
        if _is_told_little(self.context["request"], instance.resource):
            told["sensitivity"] = ""
        return told


class DataItemViewSet(PolicyViewSet):
    queryset = DataItem.objects.select_related("resource").order_by("pk")
    serializer_class = DataItemSerializer
    filterset_fields = ("resource", "is_personal", "authoritative_source")


class DistributionSerializer(PolicySerializer):
    class Meta:
        model = Distribution
        fields = (
            "id",
            "version",
            "resource",
            "name",
            "kind",
            "format",
            "url",
            "file_name",
            "size_bytes",
            "sample",
        )

    def to_representation(self, instance: Distribution) -> dict[str, Any]:
        """No sample of closed data for visitors."""
        told = super().to_representation(instance)
        if _is_told_little(self.context["request"], instance.resource):
            told["sample"] = ""
        return told


class DistributionViewSet(PolicyViewSet):
    queryset = Distribution.objects.select_related("resource").order_by("pk")
    serializer_class = DistributionSerializer
    filterset_fields = ("resource", "kind", "format")


class ResourceRelationSerializer(PolicySerializer):
    class Meta:
        model = ResourceRelation
        fields = ("id", "version", "resource", "related", "note")


class ResourceRelationViewSet(PolicyViewSet):
    queryset = ResourceRelation.objects.order_by("pk")
    serializer_class = ResourceRelationSerializer
    filterset_fields = ("resource", "related")


ROUTES = (
    ("resources", DataResourceViewSet),
    ("data-items", DataItemViewSet),
    ("distributions", DistributionViewSet),
    ("resource-relations", ResourceRelationViewSet),
)
