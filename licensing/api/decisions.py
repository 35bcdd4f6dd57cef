"""Collective decisions for machines."""

from typing import Any

from governance.api import PROCESS_FIELDS, PolicySerializer, step_route
from licensing.api.bases import FilesViewSet
from licensing.models import CollectiveDecision
from licensing.workflow import decisions


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


ROUTES: list[tuple[str, type[Any]]] = [
    ("collective-decisions", CollectiveDecisionViewSet),
]
