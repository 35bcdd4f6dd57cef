"""Incidents for machines: reporting and handling."""

from typing import Any

from governance import clock
from governance.api import PROCESS_FIELDS, PolicySerializer, PolicyViewSet, step_route
from governance.models import AuditEvent
from licensing.models import Incident, IncidentMeasure, IncidentNotice
from licensing.workflow import incidents


class IncidentSerializer(PolicySerializer):
    class Meta:
        model = Incident
        fields = (
            *PROCESS_FIELDS, "number", "licence", "product", "resource", "kind", "severity", "what", "effect",
            "found_on", "found_by", "reported_on", "touches_persons", "handling_since", "cause", "prevention",
            "not_told_because", "resolved_on", "closed_on", "conclusion",
        )  # fmt: skip
        read_only_fields = (
            "number", "found_by", "reported_on", "handling_since", "cause", "prevention", "not_told_because",
            "resolved_on", "closed_on", "conclusion",
        )  # fmt: skip

    def create(self, validated_data: dict[str, Any]) -> Any:
        """By the same function as every other door; the same matter again is the open incident."""
        told = {
            name: value
            for name, value in validated_data.items()
            if name not in ("version", "reason")
        }
        reported = incidents.report_incident(
            actor=self.context["request"].user, on=clock.today(), **told
        )
        added = AuditEvent.objects.about(reported).filter(action="licensing.incident.add")
        self.event = added.first()
        return reported


class IncidentViewSet(PolicyViewSet):
    queryset = Incident.objects.order_by("pk")
    serializer_class = IncidentSerializer
    filterset_fields = ("status", "kind", "severity", "licence", "number")
    http_method_names = ["get", "post", "head", "options"]
    take_up = step_route(incidents.take_up)
    regrade = step_route(incidents.regrade)
    measure = step_route(incidents.measure)
    notify = step_route(incidents.notify)
    resolve = step_route(incidents.resolve)
    return_incident = step_route(incidents.return_incident)
    close_incident = step_route(incidents.close_incident)
    dismiss_incident = step_route(incidents.dismiss_incident)


class IncidentMeasureSerializer(PolicySerializer):
    class Meta:
        model = IncidentMeasure
        fields = ("id", "incident", "kind", "what", "taken_on")


class IncidentMeasureViewSet(PolicyViewSet):
    queryset = IncidentMeasure.objects.order_by("pk")
    serializer_class = IncidentMeasureSerializer
    filterset_fields = ("incident", "kind")
    http_method_names = ["get", "head", "options"]


class IncidentNoticeSerializer(PolicySerializer):
    class Meta:
        model = IncidentNotice
        fields = ("id", "incident", "recipient", "name", "way", "told_on")


class IncidentNoticeViewSet(PolicyViewSet):
    queryset = IncidentNotice.objects.order_by("pk")
    serializer_class = IncidentNoticeSerializer
    filterset_fields = ("incident", "recipient")
    http_method_names = ["get", "head", "options"]


ROUTES: list[tuple[str, type[Any]]] = [
    ("incidents", IncidentViewSet),
    ("incident-measures", IncidentMeasureViewSet),
    ("incident-notices", IncidentNoticeViewSet),
]
