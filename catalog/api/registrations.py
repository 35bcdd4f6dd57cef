"""Applications, notices, objections and registrations for machines."""

from catalog.models import (
    Evidence,
    Objection,
    PublicNotice,
    Registration,
    RegistrationApplication,
)
from catalog.workflow import applications, objections, registrations
from governance.api import PROCESS_FIELDS, PolicySerializer, PolicyViewSet, step_route


class RegistrationApplicationSerializer(PolicySerializer):
    class Meta:
        model = RegistrationApplication
        fields = (
            *PROCESS_FIELDS, "kind", "registry", "registrant", "legal_representative", "address", "contact_name",
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
            *PROCESS_FIELDS, "notice", "real_name", "contact", "claim", "evidence_statement", "raised_on", "decided_on",
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


ROUTES = (
    ("registration-applications", RegistrationApplicationViewSet),
    ("evidence", EvidenceViewSet),
    ("notices", PublicNoticeViewSet),
    ("objections", ObjectionViewSet),
    ("registrations", RegistrationViewSet),
)
