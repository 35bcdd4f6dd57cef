"""Collective decisions, their members and the rules of meetings for machines."""

from typing import Any

from governance.api import PROCESS_FIELDS, PolicySerializer, PolicyViewSet, step_route
from licensing.api.bases import FilesViewSet
from licensing.models import CollectiveDecision, DecisionMember, QuorumRule
from licensing.workflow import decisions

#: Counted at signing.
COUNTED = (
    "members_listed", "members_recused", "members_present", "votes_for", "votes_against", "votes_abstained",
    "quorum_words",
)  # fmt: skip


class CollectiveDecisionSerializer(PolicySerializer):
    class Meta:
        model = CollectiveDecision
        fields = (
            *PROCESS_FIELDS, "kind", "scheme", "licence", "body", "meeting_type", "meeting", "held_on", "minutes_no",
            "chair", "attendees", "recusals", "opinions", "result", "conditions", "exception_grounds", "signed_on",
            *COUNTED,
        )  # fmt: skip
        read_only_fields = ("signed_on", *COUNTED)


class CollectiveDecisionViewSet(FilesViewSet):
    queryset = CollectiveDecision.objects.order_by("pk")
    serializer_class = CollectiveDecisionSerializer
    filterset_fields = ("status", "kind", "meeting_type", "result", "scheme", "licence")
    sign_decision = step_route(decisions.sign_decision)
    strike_members = step_route(decisions.strike_members)


class DecisionMemberSerializer(PolicySerializer):
    class Meta:
        model = DecisionMember
        fields = (
            "id", "version", "decision", "name", "post", "attendance", "has_conflict", "reason", "vote", "opinion",
        )  # fmt: skip


class DecisionMemberViewSet(PolicyViewSet):
    queryset = DecisionMember.objects.order_by("pk")
    serializer_class = DecisionMemberSerializer
    filterset_fields = ("decision", "attendance", "vote", "has_conflict")


class QuorumRuleSerializer(PolicySerializer):
    class Meta:
        model = QuorumRule
        fields = (
            "id", "version", "organisation", "meeting_type", "attendance_part", "attendance_whole",
            "attendance_is_strict", "majority_part", "majority_whole", "majority_is_strict", "majority_of",
            "least_present", "source", "verified",
        )  # fmt: skip


class QuorumRuleViewSet(PolicyViewSet):
    queryset = QuorumRule.objects.order_by("pk")
    serializer_class = QuorumRuleSerializer
    filterset_fields = ("organisation", "meeting_type", "verified")


ROUTES: list[tuple[str, type[Any]]] = [
    ("collective-decisions", CollectiveDecisionViewSet),
    ("decision-members", DecisionMemberViewSet),
    ("quorum-rules", QuorumRuleViewSet),
]
