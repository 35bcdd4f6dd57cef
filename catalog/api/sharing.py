"""Sharing for machines: requests, their records, corrections, disputes and the responsibility list."""

from typing import Any

from rest_framework import serializers

from catalog.models import (
    CorrectionRequest,
    SharingDispute,
    SharingDuty,
    SharingIncident,
    SharingRequest,
    SharingSupplement,
    SharingUse,
)
from catalog.workflow import (
    sharing,
    sharing_corrections,
    sharing_disputes,
    sharing_extensions,
    sharing_incidents,
    sharing_outcomes,
    sharing_use,
)
from governance.api import PROCESS_FIELDS, PolicySerializer, PolicyViewSet, step_route

READ_ONLY: Any = ["get", "head", "options"]


class SharingRequestSerializer(PolicySerializer):
    class Meta:
        model = SharingRequest
        fields = (
            *PROCESS_FIELDS, "number", "requester", "resource", "provider", "kind", "conditions", "is_return_flow",
            "items", "purpose", "legal_basis", "scope", "way", "starts_on", "ends_on", "conditions_met", "security",
            "contact_name", "contact_phone", "submission", "received_on", "reply_due_on", "replied_on", "reply_reason",
            "reply_legal_basis", "unmet_condition", "extension", "extension_reason", "extended_from",
            "extension_noted_on", "extra_conditions", "extra_review", "extra_opinion", "provided_on", "provided_way",
            "provision_evidence", "confirmed_on", "last_used_on", "ended_on", "end_reason",
        )  # fmt: skip
        read_only_fields = tuple(
            field.name for field in SharingRequest._meta.concrete_fields if not field.editable
        )


class SharingRequestViewSet(PolicyViewSet):
    queryset = SharingRequest.objects.order_by("-pk")
    serializer_class = SharingRequestSerializer
    filterset_fields = (
        "status", "kind", "requester", "provider", "resource", "number", "extension", "extra_review", "is_return_flow",
    )  # fmt: skip
    ordering_fields = ("due_on", "received_on")
    submit = step_route(sharing.submit)
    agree = step_route(sharing.agree)
    refuse = step_route(sharing.refuse)
    return_for_supplement = step_route(sharing.return_for_supplement)
    withdraw = step_route(sharing.withdraw)
    ask_extension = step_route(sharing_extensions.ask_extension)
    grant_extension = step_route(sharing_extensions.grant_extension)
    decline_extension = step_route(sharing_extensions.decline_extension)
    note_extension = step_route(sharing_extensions.note_extension)
    review_extra_conditions = step_route(sharing.review_extra_conditions)
    provide = step_route(sharing_use.provide)
    confirm = step_route(sharing_use.confirm)
    record_use = step_route(sharing_use.record_use)
    end_use = step_route(sharing_use.end_use)
    resume_use = step_route(sharing_use.resume_use)
    report_incident = step_route(sharing_use.report_incident)
    raise_dispute = step_route(sharing_outcomes.raise_dispute)


class SharingSupplementSerializer(PolicySerializer):
    class Meta:
        model = SharingSupplement
        fields = ("id", "request", "submission", "items", "given_on")


class SharingSupplementViewSet(PolicyViewSet):
    http_method_names = READ_ONLY
    queryset = SharingSupplement.objects.order_by("pk")
    serializer_class = SharingSupplementSerializer
    filterset_fields = ("request",)


class SharingUseSerializer(PolicySerializer):
    class Meta:
        model = SharingUse
        fields = (
            "id", "request", "used_from", "used_until", "purpose", "times", "volume", "result", "recorded_on",
        )  # fmt: skip


class SharingUseViewSet(PolicyViewSet):
    http_method_names = READ_ONLY
    queryset = SharingUse.objects.order_by("-pk")
    serializer_class = SharingUseSerializer
    filterset_fields = ("request",)


class SharingIncidentSerializer(PolicySerializer):
    class Meta:
        model = SharingIncident
        fields = (
            *PROCESS_FIELDS, "request", "kind", "facts", "found_on", "statement", "stated_on", "verified_on", "finding",
            "measure", "handled_on", "handling",
        )  # fmt: skip


class SharingIncidentViewSet(PolicyViewSet):
    queryset = SharingIncident.objects.order_by("-pk")
    serializer_class = SharingIncidentSerializer
    filterset_fields = ("status", "kind", "request")
    state_case = step_route(sharing_incidents.state_case)
    verify = step_route(sharing_incidents.verify)
    dismiss = step_route(sharing_incidents.dismiss)
    handle = step_route(sharing_incidents.handle)


class CorrectionRequestSerializer(PolicySerializer):
    class Meta:
        model = CorrectionRequest
        fields = (
            *PROCESS_FIELDS, "resource", "applicant", "provider", "place", "problem", "evidence", "received_on",
            "extended_from", "extension_reason", "answered_on", "answer",
        )  # fmt: skip
        read_only_fields = (
            "provider", "received_on", "extended_from", "extension_reason", "answered_on", "answer",
        )  # fmt: skip


class CorrectionRequestViewSet(PolicyViewSet):
    queryset = CorrectionRequest.objects.order_by("-pk")
    serializer_class = CorrectionRequestSerializer
    filterset_fields = ("status", "resource", "applicant", "provider")
    submit = step_route(sharing_corrections.submit)
    extend = step_route(sharing_corrections.extend)
    correct = step_route(sharing_corrections.correct)
    refuse = step_route(sharing_corrections.refuse)
    withdraw = step_route(sharing_corrections.withdraw)


class SharingDisputeSerializer(PolicySerializer):
    class Meta:
        model = SharingDispute
        fields = (
            *PROCESS_FIELDS, "request", "claim", "raised_on", "answer", "answered_on", "answer_due_on", "proposal",
            "proposal_reason", "superior", "outcome", "decision", "closed_on",
        )  # fmt: skip


class SharingDisputeViewSet(PolicyViewSet):
    queryset = SharingDispute.objects.order_by("-pk")
    serializer_class = SharingDisputeSerializer
    filterset_fields = ("status", "request", "superior", "outcome")
    answer_claim = step_route(sharing_disputes.answer_claim)
    agree_to_share = step_route(sharing_disputes.agree_to_share)
    drop = step_route(sharing_disputes.drop)
    seek_mediation = step_route(sharing_disputes.seek_mediation)
    propose = step_route(sharing_disputes.propose)
    escalate = step_route(sharing_disputes.escalate)
    decide = step_route(sharing_disputes.decide)


class SharingDutySerializer(PolicySerializer):
    """A line of the responsibility list, with what the catalogue says of the resource."""

    sharing = serializers.CharField(source="resource.sharing", read_only=True)
    sharing_conditions = serializers.CharField(source="resource.sharing_conditions", read_only=True)
    sharing_way = serializers.CharField(source="resource.sharing_way", read_only=True)
    update_cycle = serializers.CharField(source="resource.update_cycle", read_only=True)

    class Meta:
        model = SharingDuty
        fields = (
            "resource", "provider", "sharing", "sharing_conditions", "sharing_way", "update_cycle", "received",
            "replied", "in_time", "provided",
        )  # fmt: skip


class SharingDutyViewSet(PolicyViewSet):
    http_method_names = READ_ONLY
    queryset = SharingDuty.objects.select_related("resource").order_by("resource")
    serializer_class = SharingDutySerializer
    filterset_fields = ("provider", "resource__sharing")


ROUTES = (
    ("sharing-requests", SharingRequestViewSet),
    ("sharing-supplements", SharingSupplementViewSet),
    ("sharing-uses", SharingUseViewSet),
    ("sharing-incidents", SharingIncidentViewSet),
    ("sharing-disputes", SharingDisputeViewSet),
    ("correction-requests", CorrectionRequestViewSet),
    ("sharing-duties", SharingDutyViewSet),
)
