"""Complaints for machines: filing without an account, working off for the authority; no reporter comes out."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.api.cases import CaseViewSet
from catalog.forms.issues import SHORTEST_WORDS
from governance import clock
from governance.actors import VISITOR
from governance.api import PROCESS_FIELDS, PolicySerializer, step_route
from governance.models import AuditEvent
from licensing.models import Complaint
from licensing.workflow import complaints

SEALED = {"required": False, "allow_blank": True, "max_length": 120, "write_only": True}


class ComplaintSerializer(PolicySerializer):
    name = serializers.CharField(**SEALED)  # type: ignore[arg-type]
    contact = serializers.CharField(**SEALED)  # type: ignore[arg-type]

    class Meta:
        model = Complaint
        fields = (
            *PROCESS_FIELDS, "number", "kind", "operator", "authority", "licence", "what", "wanted", "is_named",
            "filed_on", "accepted_on", "statement", "inspection", "incident", "outcome", "findings", "measures",
            "public_words", "decided_on", "answer", "answered_on", "name", "contact",
        )  # fmt: skip
        read_only_fields = (
            "number", "authority", "licence", "is_named", "filed_on", "accepted_on", "statement", "inspection",
            "incident", "outcome", "findings", "measures", "public_words", "decided_on", "answer", "answered_on",
        )  # fmt: skip
        extra_kwargs = {"what": {"min_length": SHORTEST_WORDS, "max_length": 2000}}

    def create(self, validated_data: dict[str, Any]) -> Any:
        """By the same function as the public page."""
        told = {
            name: value
            for name, value in validated_data.items()
            if name not in ("version", "reason")
        }
        # Whoever is known files as the public too: the trail shall not tell who complains.
        case, _is_new = complaints.file_complaint(
            told.pop("operator"), actor=VISITOR, on=clock.today(), **told
        )
        self.event = AuditEvent.objects.about(case).filter(action="licensing.complaint.add").first()
        return case


class ComplaintViewSet(CaseViewSet):
    queryset = Complaint.objects.order_by("-pk")
    serializer_class = ComplaintSerializer
    filterset_fields = ("status", "kind", "operator", "outcome", "number")
    accept_complaint = step_route(complaints.accept_complaint)
    decline_complaint = step_route(complaints.decline_complaint)
    investigate_complaint = step_route(complaints.investigate_complaint)
    hear_operator = step_route(complaints.hear_operator)
    open_inspection = step_route(complaints.open_inspection)
    open_incident = step_route(complaints.open_incident)
    decide_complaint = step_route(complaints.decide_complaint)
    answer_complaint = step_route(complaints.answer_complaint)
    close_complaint = step_route(complaints.close_complaint)

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Whoever files gets the receipt, and nothing of how the case is worked off."""
        filed = super().create(request, *args, **kwargs)
        case = Complaint._base_manager.get(pk=filed.data["id"])
        told = {
            name: filed.data[name] for name in ("number", "kind", "status", "filed_on", "due_on")
        }
        return Response(told | {"receipt": case.receipt}, status=filed.status_code)


ROUTES: list[tuple[str, type[Any]]] = [("complaints", ComplaintViewSet)]
