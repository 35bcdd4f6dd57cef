"""Applications, notices, objections and registrations for machines."""

from typing import Any

from rest_framework import serializers
from rest_framework.parsers import MultiPartParser

from catalog.blocks import BLOCKS, REQUEST_FIELDS
from catalog.models import (
    ApplicationParty,
    Evidence,
    Objection,
    PublicNotice,
    Registration,
    RegistrationApplication,
    RegistrationPractice,
    RegistrationVersion,
    Revocation,
    SupplementNotice,
)
from catalog.workflow import applications, beginnings, objections, registrations, revocations
from governance import clock
from governance.api import PROCESS_FIELDS, PolicySerializer, PolicyViewSet, step_route
from governance.api.parsers import BoundedJSONParser

#: Files come as multipart, everything else as JSON.
WITH_FILES: Any = (BoundedJSONParser, MultiPartParser)
READ_ONLY_METHODS = ["get", "head", "options"]
DESK_FIELDS = (
    "internally_reviewed_on", "undertaking_signed_on", "submission", "first_received_on", "received_on",
    "accepted_on", "reviewed_on", "needs_notice", "outcome_reason",
)  # fmt: skip
WRITTEN_FIELDS = tuple(
    dict.fromkeys(
        (
            *(name for names in REQUEST_FIELDS.values() for name in names),
            *(name for block in BLOCKS for name in block.fields),
        )
    )
)


class RegistrationApplicationSerializer(PolicySerializer):
    """What was filed, whatever the kind; kind and subject are chosen once."""

    class Meta:
        model = RegistrationApplication
        fields = (
            *PROCESS_FIELDS, "kind", "subject_kind", "registry", *WRITTEN_FIELDS, *DESK_FIELDS,
        )  # fmt: skip
        read_only_fields = DESK_FIELDS

    def update(self, instance: Any, validated_data: dict[str, Any]) -> Any:
        """A draft keeps its kind: another kind is another application."""
        validated_data.pop("kind", None)
        validated_data.pop("subject_kind", None)
        return super().update(instance, validated_data)


class RegistrationApplicationViewSet(PolicyViewSet):
    queryset = RegistrationApplication.objects.prefetch_related("source_registrations").order_by(
        "-pk"
    )
    serializer_class = RegistrationApplicationSerializer
    parser_classes = WITH_FILES
    filterset_fields = (
        "status", "kind", "subject_kind", "registry", "registrant", "resource", "product", "about",
        "is_by_interested_party",
    )  # fmt: skip
    pass_internal_review = step_route(applications.pass_internal_review)
    submit = step_route(applications.submit)
    withdraw = step_route(applications.withdraw)
    accept = step_route(applications.accept)
    return_for_supplement = step_route(applications.return_for_supplement)
    refuse = step_route(applications.refuse)
    review = step_route(applications.review)
    fail_review = step_route(applications.fail_review)
    explain_delay = step_route(applications.explain_delay)
    give_notice = step_route(registrations.give_notice)
    assign_code = step_route(registrations.assign_code)
    correct = step_route(registrations.correct)
    cancel = step_route(registrations.cancel)


class ApplicationPartySerializer(PolicySerializer):
    class Meta:
        model = ApplicationParty
        fields = (
            "id", "version", "application", "organisation", "is_lead", "consent_statement", "consent_file",
        )  # fmt: skip


class ApplicationPartyViewSet(PolicyViewSet):
    queryset = ApplicationParty.objects.order_by("pk")
    serializer_class = ApplicationPartySerializer
    parser_classes = WITH_FILES
    filterset_fields = ("application", "organisation")


class SupplementNoticeSerializer(PolicySerializer):
    class Meta:
        model = SupplementNotice
        fields = ("id", "application", "submission", "items", "given_on")


class SupplementNoticeViewSet(PolicyViewSet):
    http_method_names = READ_ONLY_METHODS
    queryset = SupplementNotice.objects.order_by("pk")
    serializer_class = SupplementNoticeSerializer
    filterset_fields = ("application", "submission")


class EvidenceSerializer(PolicySerializer):
    class Meta:
        model = Evidence
        fields = (
            "id", "version", "application", "method", "number", "algorithm", "digest", "institution",
            "preserved_on", "preserved_time", "file",
        )  # fmt: skip


class EvidenceViewSet(PolicyViewSet):
    queryset = Evidence.objects.order_by("pk")
    serializer_class = EvidenceSerializer
    parser_classes = WITH_FILES
    filterset_fields = ("application",)


class PublicNoticeSerializer(PolicySerializer):
    class Meta:
        model = PublicNotice
        fields = (
            "id", "registrant_name", "kind_name", "data_name", "data_abstract", "starts_on", "ends_on",
            "is_provisional",
        )  # fmt: skip


class PublicNoticeViewSet(PolicyViewSet):
    http_method_names = READ_ONLY_METHODS
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

    standing = serializers.SerializerMethodField()

    class Meta:
        model = Registration
        fields = (
            "id", "version", "status", "standing", "kind", "subject_kind", "number", "national_code",
            "resource", "product", "registrant", "registry", "data_name", "notice_ended_on", "coded_on", "valid_from",
            "valid_to", "previous", "corrected_on", "ended_on", "content_digest",
        )  # fmt: skip

    def get_standing(self, registration: Registration) -> str:
        """Valid, expiring, pending, or how it ended, as of today."""
        return str(registration.standing(clock.today()).value)


class RegistrationViewSet(PolicyViewSet):
    queryset = Registration.objects.order_by("-pk")
    serializer_class = RegistrationSerializer
    filterset_fields = (
        "status", "kind", "subject_kind", "resource", "product", "registrant", "registry", "number", "query_code",
        "valid_to", "previous",
    )  # fmt: skip
    begin_change = step_route(beginnings.begin_change)
    begin_correction = step_route(beginnings.begin_correction)
    begin_cancellation = step_route(beginnings.begin_cancellation)
    begin_renewal = step_route(beginnings.begin_renewal)


class RegistrationVersionSerializer(PolicySerializer):
    class Meta:
        model = RegistrationVersion
        fields = (
            "id", "registration", "sequence", "application", "content", "content_digest", "corrected_on", "reason",
        )  # fmt: skip


class RegistrationVersionViewSet(PolicyViewSet):
    http_method_names = READ_ONLY_METHODS
    queryset = RegistrationVersion.objects.order_by("pk")
    serializer_class = RegistrationVersionSerializer
    filterset_fields = ("registration", "sequence")


class RevocationSerializer(PolicySerializer):
    class Meta:
        model = Revocation
        fields = (
            *PROCESS_FIELDS, "registration", "ground", "facts", "evidence_file", "verified_on", "findings",
            "decided_on", "decision",
        )  # fmt: skip
        read_only_fields = ("verified_on", "findings", "decided_on", "decision")


class RevocationViewSet(PolicyViewSet):
    queryset = Revocation.objects.order_by("-pk")
    serializer_class = RevocationSerializer
    parser_classes = WITH_FILES
    filterset_fields = ("status", "registration", "ground")
    verify = step_route(revocations.verify)
    revoke = step_route(revocations.revoke)
    drop = step_route(revocations.drop)


class RegistrationPracticeSerializer(PolicySerializer):
    class Meta:
        model = RegistrationPractice
        fields = (
            "id", "version", "region", "is_product_registration_mandatory", "is_change_announced",
            "is_correction_announced", "is_cancellation_announced", "is_renewal_announced", "source",
        )  # fmt: skip


class RegistrationPracticeViewSet(PolicyViewSet):
    queryset = RegistrationPractice.objects.order_by("region")
    serializer_class = RegistrationPracticeSerializer
    filterset_fields = ("region",)


ROUTES = (
    ("registration-applications", RegistrationApplicationViewSet),
    ("registration-parties", ApplicationPartyViewSet),
    ("supplement-notices", SupplementNoticeViewSet),
    ("evidence", EvidenceViewSet),
    ("notices", PublicNoticeViewSet),
    ("objections", ObjectionViewSet),
    ("registrations", RegistrationViewSet),
    ("registration-versions", RegistrationVersionViewSet),
    ("revocations", RevocationViewSet),
    ("registration-practices", RegistrationPracticeViewSet),
)
