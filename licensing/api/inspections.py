"""Check-lists, plans, inspections, findings and rectifications for machines."""

from typing import Any

from governance.api import PROCESS_FIELDS, PolicySerializer, PolicyViewSet, step_route
from licensing.api.bases import FilesViewSet
from licensing.models import (
    ChecklistPoint,
    ChecklistTemplate,
    Finding,
    Inspection,
    InspectionPlan,
    InspectionVisit,
    Rectification,
)
from licensing.workflow import inspection_plans, inspections, rectifications


class ChecklistTemplateSerializer(PolicySerializer):
    class Meta:
        model = ChecklistTemplate
        fields = ("id", "version", "name", "kind", "owner", "is_in_use")


class ChecklistTemplateViewSet(PolicyViewSet):
    queryset = ChecklistTemplate.objects.order_by("pk")
    serializer_class = ChecklistTemplateSerializer
    filterset_fields = ("kind", "owner", "is_in_use")


class ChecklistPointSerializer(PolicySerializer):
    class Meta:
        model = ChecklistPoint
        fields = ("id", "version", "template", "number", "text", "basis", "method")


class ChecklistPointViewSet(PolicyViewSet):
    queryset = ChecklistPoint.objects.order_by("pk")
    serializer_class = ChecklistPointSerializer
    filterset_fields = ("template",)


class InspectionPlanSerializer(PolicySerializer):
    class Meta:
        model = InspectionPlan
        fields = (
            *PROCESS_FIELDS, "name", "year", "authority", "scope", "template", "sample_size", "planned_on", "seed",
            "drawn_from", "drawn_on",
        )  # fmt: skip
        read_only_fields = ("seed", "drawn_from", "drawn_on")


class InspectionPlanViewSet(PolicyViewSet):
    queryset = InspectionPlan.objects.order_by("pk")
    serializer_class = InspectionPlanSerializer
    filterset_fields = ("status", "year", "authority")
    draw_plan = step_route(inspection_plans.draw_plan)
    close_plan = step_route(inspection_plans.close_plan)


class InspectionSerializer(PolicySerializer):
    class Meta:
        model = Inspection
        fields = (
            *PROCESS_FIELDS, "number", "kind", "plan", "licence", "body", "template", "ground", "planned_on",
            "begun_on", "summary", "reported_on", "operator_view", "viewed_on", "closed_on",
        )  # fmt: skip
        read_only_fields = (
            "number", "plan", "begun_on", "reported_on", "operator_view", "viewed_on", "closed_on",
        )  # fmt: skip


class InspectionViewSet(PolicyViewSet):
    queryset = Inspection.objects.order_by("pk")
    serializer_class = InspectionSerializer
    filterset_fields = ("status", "kind", "licence", "body", "plan", "number")
    begin_inspection = step_route(inspections.begin_inspection)
    join_inspection = step_route(inspections.join_inspection)
    record_visit = step_route(inspections.record_visit)
    report_inspection = step_route(inspections.report_inspection)
    state_view = step_route(inspections.state_view)
    close_inspection = step_route(inspections.close_inspection)
    cancel_inspection = step_route(inspections.cancel_inspection)


class InspectionVisitSerializer(PolicySerializer):
    class Meta:
        model = InspectionVisit
        fields = ("id", "inspection", "visited_on", "place", "met", "seen")


class InspectionVisitViewSet(PolicyViewSet):
    queryset = InspectionVisit.objects.order_by("pk")
    serializer_class = InspectionVisitSerializer
    filterset_fields = ("inspection",)
    http_method_names = ["get", "head", "options"]


class FindingSerializer(PolicySerializer):
    class Meta:
        model = Finding
        fields = (
            "id", "version", "inspection", "text", "basis", "method", "result", "what", "responsible", "evidence",
        )  # fmt: skip


class FindingViewSet(FilesViewSet):
    queryset = Finding.objects.select_related("evidence").order_by("pk")
    serializer_class = FindingSerializer
    filterset_fields = ("inspection", "result")


class RectificationSerializer(PolicySerializer):
    class Meta:
        model = Rectification
        fields = (
            *PROCESS_FIELDS, "finding", "licence", "ordered_on", "plan", "planned_on", "done", "done_on",
            "extended_from", "extension_reason", "suspension_suggested_on", "decided_on", "decision",
        )  # fmt: skip


class RectificationViewSet(FilesViewSet):
    queryset = Rectification.objects.order_by("pk")
    serializer_class = RectificationSerializer
    filterset_fields = ("status", "licence", "finding")
    http_method_names = ["get", "post", "head", "options"]
    plan_rectification = step_route(rectifications.plan_rectification)
    extend_rectification = step_route(rectifications.extend_rectification)
    complete_rectification = step_route(rectifications.complete_rectification)
    verify_rectification = step_route(rectifications.verify_rectification)
    return_rectification = step_route(rectifications.return_rectification)
    suggest_suspension = step_route(rectifications.suggest_suspension)
    find_refusal = step_route(rectifications.find_refusal)


ROUTES: list[tuple[str, type[Any]]] = [
    ("checklist-templates", ChecklistTemplateViewSet),
    ("checklist-points", ChecklistPointViewSet),
    ("inspection-plans", InspectionPlanViewSet),
    ("inspections", InspectionViewSet),
    ("inspection-visits", InspectionVisitViewSet),
    ("findings", FindingViewSet),
    ("rectifications", RectificationViewSet),
]
