"""The catalogue for machines: the same rows, edits and steps as every other door."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request

from catalog.contacts import masked
from catalog.models import (
    DataItem,
    DataResource,
    Distribution,
    Evidence,
    Objection,
    PublicNotice,
    Registration,
    RegistrationApplication,
)
from catalog.workflow import applications, objections, registrations, resources
from governance.api import PolicySerializer, PolicyViewSet, step_route
from governance.search import checked, query

PROCESS = ("id", "version", "status", "status_since", "due_on", "due_is_provisional")
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

    class Meta:
        model = DataResource
        fields = (
            *PROCESS, "code", "name", "provider", "abstract", "category", "category_code", "theme", "industry",
            "region", "tags", "formats", "sharing", "sharing_conditions", "sharing_way", "sharing_legal_basis",
            "opening", "opening_conditions", "opening_reason", "is_secret", "update_cycle", "update_cycle_text",
            "grade", "acquisition", "acquisition_basis", "contact", "contact_name", "contact_phone",
            "contact_email", "issued_on", "data_updated_on", "delivered_on", "source_url", "withdrawal_reason",
        )  # fmt: skip
        read_only_fields = ("delivered_on", "source_url", "withdrawal_reason")
        extra_kwargs = {"contact_name": CONTACT, "contact_phone": CONTACT, "contact_email": CONTACT}

    def get_contact(self, resource: DataResource) -> str:
        """Phone or address with its middle hidden."""
        return masked(resource.contact_phone or resource.contact_email)


@extend_schema_view(list=extend_schema(parameters=[OpenApiParameter("q", OpenApiTypes.STR)]))
class DataResourceViewSet(PolicyViewSet):
    queryset = DataResource.objects.order_by("-pk")
    serializer_class = DataResourceSerializer
    filterset_fields = (
        "status",
        "provider",
        "theme",
        "opening",
        "sharing",
        "update_cycle",
        "grade",
        "region",
    )
    ordering_fields = ("data_updated_on", "issued_on")
    filter_backends: Any = (*PolicyViewSet.filter_backends, WordsBackend)
    submit = step_route(resources.submit)
    return_for_revision = step_route(resources.return_for_revision)
    publish = step_route(resources.publish)
    revise = step_route(resources.revise)
    withdraw = step_route(resources.withdraw)
    record_delivery = step_route(resources.record_delivery)


class DataItemSerializer(PolicySerializer):
    class Meta:
        model = DataItem
        fields = (
            "id", "version", "resource", "position", "name", "english_name", "data_type", "length", "unit",
            "description", "is_personal", "authoritative_source",
        )  # fmt: skip


class DataItemViewSet(PolicyViewSet):
    queryset = DataItem.objects.order_by("pk")
    serializer_class = DataItemSerializer
    filterset_fields = ("resource", "is_personal")


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
        )


class DistributionViewSet(PolicyViewSet):
    queryset = Distribution.objects.order_by("pk")
    serializer_class = DistributionSerializer
    filterset_fields = ("resource", "kind", "format")


class RegistrationApplicationSerializer(PolicySerializer):
    class Meta:
        model = RegistrationApplication
        fields = (
            *PROCESS, "kind", "registry", "registrant", "legal_representative", "address", "contact_name",
            "contact_phone", "acquisition", "legal_basis", "provider_consent", "has_personal_data",
            "personal_data_basis", "resource", "data_name", "data_abstract", "volume", "time_span",
            "spatial_range", "provision_mode", "product_name", "product_description", "scenario",
            "scenario_description", "risk_assessor", "risk_assessed_on", "risk_level", "risk_conclusion",
            "internally_reviewed_on", "undertaking_signed_on", "submission", "received_on", "accepted_on",
            "reviewed_on", "outcome_reason",
        )  # fmt: skip
        read_only_fields = (
            "kind", "internally_reviewed_on", "undertaking_signed_on", "submission", "received_on", "accepted_on",
            "reviewed_on", "outcome_reason",
        )  # fmt: skip


class RegistrationApplicationViewSet(PolicyViewSet):
    queryset = RegistrationApplication.objects.order_by("-pk")
    serializer_class = RegistrationApplicationSerializer
    filterset_fields = ("status", "registry", "registrant", "resource")
    pass_internal_review = step_route(applications.pass_internal_review)
    submit = step_route(applications.submit)
    accept = step_route(applications.accept)
    return_for_supplement = step_route(applications.return_for_supplement)
    refuse = step_route(applications.refuse)
    review = step_route(applications.review)
    fail_review = step_route(applications.fail_review)
    explain_delay = step_route(applications.explain_delay)
    give_notice = step_route(registrations.give_notice)
    assign_code = step_route(registrations.assign_code)


class EvidenceSerializer(PolicySerializer):
    class Meta:
        model = Evidence
        fields = (
            "id", "version", "application", "method", "number", "algorithm", "digest", "institution",
            "preserved_on",
        )  # fmt: skip


class EvidenceViewSet(PolicyViewSet):
    queryset = Evidence.objects.order_by("pk")
    serializer_class = EvidenceSerializer
    filterset_fields = ("application",)


class PublicNoticeSerializer(PolicySerializer):
    class Meta:
        model = PublicNotice
        fields = (
            "id", "registrant_name", "kind_name", "data_name", "data_abstract", "starts_on", "ends_on",
            "is_provisional",
        )  # fmt: skip


class PublicNoticeViewSet(PolicyViewSet):
    http_method_names = ["get", "head", "options"]
    queryset = PublicNotice.objects.order_by("-pk")
    serializer_class = PublicNoticeSerializer
    filterset_fields = ("starts_on", "ends_on")


class ObjectionSerializer(PolicySerializer):
    class Meta:
        model = Objection
        fields = (
            *PROCESS, "notice", "real_name", "contact", "claim", "evidence_statement", "raised_on", "decided_on",
            "decision",
        )  # fmt: skip


class ObjectionViewSet(PolicyViewSet):
    queryset = Objection.objects.order_by("-pk")
    serializer_class = ObjectionSerializer
    filterset_fields = ("status", "notice")
    uphold = step_route(objections.uphold)
    dismiss = step_route(objections.dismiss)


class RegistrationSerializer(PolicySerializer):
    """The public columns; the seven blocks stay with those who see the application."""

    class Meta:
        model = Registration
        fields = (
            "id", "version", "status", "number", "national_code", "resource", "registrant", "registry",
            "data_name", "coded_on", "valid_from", "valid_to", "content_digest",
        )  # fmt: skip


class RegistrationViewSet(PolicyViewSet):
    queryset = Registration.objects.order_by("-pk")
    serializer_class = RegistrationSerializer
    filterset_fields = ("status", "resource", "registrant", "registry", "number")


ROUTES = [
    ("resources", DataResourceViewSet),
    ("data-items", DataItemViewSet),
    ("distributions", DistributionViewSet),
    ("registration-applications", RegistrationApplicationViewSet),
    ("evidence", EvidenceViewSet),
    ("notices", PublicNoticeViewSet),
    ("objections", ObjectionViewSet),
    ("registrations", RegistrationViewSet),
]
