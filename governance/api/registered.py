"""The mechanism's own routes: the audit trail and the terms, to read."""

from typing import Any

from governance.api.filters import PolicyFilterSet
from governance.api.serializers import PolicySerializer
from governance.api.viewsets import PolicyViewSet
from governance.models import AuditEvent, DeadlineRule


class AuditEventSerializer(PolicySerializer):
    class Meta:
        model = AuditEvent
        fields = (
            "uuid", "at", "action", "outcome", "actor_name", "actor_role", "subject_type", "subject_id",
            "subject_label", "reason", "legal_basis", "changes", "request_id", "door", "payload", "payload_sha256",
        )  # fmt: skip


class AuditEventFilter(PolicyFilterSet):
    class Meta:
        model = AuditEvent
        fields = {
            "at": ["gte", "lt"],
            "action": ["exact"],
            "outcome": ["exact"],
            "subject_type": ["exact"],
            "subject_id": ["exact"],
            "request_id": ["exact"],
        }


class AuditEventViewSet(PolicyViewSet):
    queryset = AuditEvent.objects.order_by("-id")
    serializer_class = AuditEventSerializer
    filterset_class = AuditEventFilter
    lookup_field = "uuid"
    http_method_names = ["get", "head", "options"]


class DeadlineRuleSerializer(PolicySerializer):
    class Meta:
        model = DeadlineRule
        fields = (
            "id", "key", "region_code", "name", "number", "unit", "month_day", "starts_at", "duty_of", "source",
            "verified",
        )  # fmt: skip


class DeadlineRuleViewSet(PolicyViewSet):
    queryset = DeadlineRule.objects.order_by("key", "region_code")
    serializer_class = DeadlineRuleSerializer
    filterset_fields = ("key", "region_code", "verified")


ROUTES: list[tuple[str, type[Any]]] = [
    ("audit-events", AuditEventViewSet),
    ("deadline-rules", DeadlineRuleViewSet),
]
