"""Risk assessments, linkage analyses and the words that identify, for machines."""

from typing import Any

from governance.api import PROCESS_FIELDS, PolicySerializer, PolicyViewSet, step_route
from licensing.api.bases import FilesViewSet
from licensing.models import (
    IdentifierWord,
    LinkageAnalysis,
    LinkageSample,
    RiskAssessment,
    RiskPoint,
)
from licensing.workflow import assessments, linkage


class RiskAssessmentSerializer(PolicySerializer):
    class Meta:
        model = RiskAssessment
        fields = (
            *PROCESS_FIELDS, "licence", "kind", "assessor", "assessed_on", "conclusion", "measures", "file",
            "predecessor", "analysis", "resource_ids", "submitted_by", "confirmed_by", "valid_until",
        )  # fmt: skip
        read_only_fields = (
            "predecessor", "analysis", "resource_ids", "submitted_by", "confirmed_by", "valid_until",
        )  # fmt: skip


class RiskAssessmentViewSet(FilesViewSet):
    queryset = RiskAssessment.objects.order_by("pk")
    serializer_class = RiskAssessmentSerializer
    filterset_fields = ("status", "kind", "conclusion", "licence")
    submit_assessment = step_route(assessments.submit_assessment)
    return_assessment = step_route(assessments.return_assessment)
    confirm_assessment = step_route(assessments.confirm_assessment)
    renew_assessment = step_route(assessments.renew_assessment)


class RiskPointSerializer(PolicySerializer):
    class Meta:
        model = RiskPoint
        fields = (
            "id", "version", "assessment", "point", "finding", "level", "measures", "evidence",
        )  # fmt: skip


class RiskPointViewSet(FilesViewSet):
    queryset = RiskPoint.objects.order_by("pk")
    serializer_class = RiskPointSerializer
    filterset_fields = ("assessment", "point", "level")


class LinkageAnalysisSerializer(PolicySerializer):
    class Meta:
        model = LinkageAnalysis
        fields = (
            *PROCESS_FIELDS, "licence", "note", "resource_ids", "matrix", "concepts", "result", "rows_total",
            "least_class", "unique_share", "has_direct", "is_beyond", "finished_on", "failure",
        )  # fmt: skip
        read_only_fields = (
            "resource_ids", "matrix", "concepts", "result", "rows_total", "least_class", "unique_share", "has_direct",
            "is_beyond", "finished_on", "failure",
        )  # fmt: skip


class LinkageAnalysisViewSet(PolicyViewSet):
    queryset = LinkageAnalysis.objects.order_by("pk")
    serializer_class = LinkageAnalysisSerializer
    filterset_fields = ("status", "licence", "is_beyond")
    begin_analysis = step_route(linkage.begin_analysis)


class LinkageSampleSerializer(PolicySerializer):
    class Meta:
        model = LinkageSample
        fields = (*PROCESS_FIELDS, "analysis", "resource", "file", "destroyed_on")
        read_only_fields = ("destroyed_on",)


class LinkageSampleViewSet(FilesViewSet):
    queryset = LinkageSample.objects.order_by("pk")
    serializer_class = LinkageSampleSerializer
    filterset_fields = ("status", "analysis", "resource")
    destroy_sample = step_route(linkage.destroy_sample)


class IdentifierWordSerializer(PolicySerializer):
    class Meta:
        model = IdentifierWord
        fields = ("id", "version", "word", "concept", "kind", "source", "is_verified", "is_active")


class IdentifierWordViewSet(PolicyViewSet):
    queryset = IdentifierWord.objects.order_by("pk")
    serializer_class = IdentifierWordSerializer
    filterset_fields = ("kind", "concept", "is_active")


ROUTES: list[tuple[str, type[Any]]] = [
    ("risk-assessments", RiskAssessmentViewSet),
    ("risk-points", RiskPointViewSet),
    ("linkage-analyses", LinkageAnalysisViewSet),
    ("linkage-samples", LinkageSampleViewSet),
    ("identifier-words", IdentifierWordViewSet),
]
