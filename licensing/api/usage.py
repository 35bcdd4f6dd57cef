"""Usage reports for machines: one request files a whole report; the same key again gets the same answer."""

from collections.abc import Callable
from typing import Any

from rest_framework import serializers

from governance import edits
from governance.api import PROCESS_FIELDS, PolicySerializer, PolicyViewSet, step_route
from licensing.models import UsageEntry, UsageReport
from licensing.workflow import usage

FIGURES = (
    "product",
    "purpose",
    "deliveries",
    "volume",
    "users",
    "free_quantity",
    "revenue",
    "note",
)


class UsageEntrySerializer(PolicySerializer):
    class Meta:
        model = UsageEntry
        fields = ("id", "version", "report", "licence", *FIGURES, "metered")
        read_only_fields = ("licence", "metered")


class UsageRowSerializer(UsageEntrySerializer):
    """A row inside its report."""

    class Meta:
        model = UsageEntry
        fields = FIGURES


class UsageReportSerializer(PolicySerializer):
    entries = UsageRowSerializer(many=True, required=False)

    class Meta:
        model = UsageReport
        fields = (
            *PROCESS_FIELDS, "licence", "granularity", "year", "number", "starts_on", "ends_on", "is_nil", "revision",
            "replaces", "correction_reason", "owed_on", "submitted_on", "accepted_on", "return_reason", "marks",
            "entries",
        )  # fmt: skip
        read_only_fields = (
            "starts_on", "ends_on", "revision", "replaces", "correction_reason", "owed_on", "submitted_on",
            "accepted_on", "return_reason", "marks",
        )  # fmt: skip

    def create(self, validated_data: dict[str, Any]) -> UsageReport:
        """The report and its rows: all of it, or nothing."""
        rows = validated_data.pop("entries", [])
        validated_data.pop("version", None)
        reason, actor = validated_data.pop("reason", ""), self.context["request"].user
        report = UsageReport(**validated_data)
        self.event = edits.save(
            report, actor=actor, reason=reason, relations=_writer(report, rows, actor)
        )
        return report

    def update(self, instance: Any, validated_data: dict[str, Any]) -> Any:
        """Rows of a report that is there already have an address of their own."""
        if "entries" in validated_data:
            raise serializers.ValidationError(
                {"entries": ["明细请通过 /api/v1/usage-entries/ 逐行修改。"]}
            )
        return super().update(instance, validated_data)


def _writer(report: UsageReport, rows: list[dict[str, Any]], actor: Any) -> Callable[[], None]:
    def write() -> None:
        for row in rows:
            row.pop("reason", None)
            row.pop("version", None)
            edits.save(UsageEntry(report=report, **row), actor=actor)

    return write


class UsageReportViewSet(PolicyViewSet):
    queryset = UsageReport.objects.prefetch_related("entries").order_by("pk")
    serializer_class = UsageReportSerializer
    filterset_fields = ("status", "licence", "granularity", "year", "number")
    ordering_fields = ("starts_on", "submitted_on")
    prefill_report = step_route(usage.prefill_report)
    submit_report = step_route(usage.submit_report)
    return_report = step_route(usage.return_report)
    accept_report = step_route(usage.accept_report)
    correct_report = step_route(usage.correct_report)
    abandon_report = step_route(usage.abandon_report)


class UsageEntryViewSet(PolicyViewSet):
    queryset = UsageEntry.objects.order_by("pk")
    serializer_class = UsageEntrySerializer
    filterset_fields = ("report", "product", "purpose", "licence")


ROUTES: list[tuple[str, type[Any]]] = [
    ("usage-reports", UsageReportViewSet),
    ("usage-entries", UsageEntryViewSet),
]
