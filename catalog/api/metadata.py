"""Code lists, grade changes, findings of personal data and source conflicts for machines."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from rest_framework import serializers

from catalog.models import (
    CodeEntry,
    DataResource,
    GradeChange,
    PersonalDataFinding,
    SourceConflict,
    SourceConflictMember,
)
from catalog.workflow import conflicts, findings, grading
from governance.actors import as_actor
from governance.api import PROCESS_FIELDS, PolicySerializer, PolicyViewSet, step_route


class CodeEntrySerializer(PolicySerializer):
    class Meta:
        model = CodeEntry
        fields = (
            "id", "version", "code_list", "code", "name", "parent", "valid_from", "valid_to", "successor",
        )  # fmt: skip


class CodeEntryViewSet(PolicyViewSet):
    queryset = CodeEntry.objects.order_by("code_list", "code")
    serializer_class = CodeEntrySerializer
    filterset_fields = ("code_list", "code", "name", "parent")
    ordering_fields = ("code", "valid_to")


class GradeChangeSerializer(PolicySerializer):
    class Meta:
        model = GradeChange
        fields = (
            *PROCESS_FIELDS, "resource", "grade_before", "grade_after", "factors", "rationale", "proposed_on",
            "decided_on", "decision",
        )  # fmt: skip


class GradeChangeViewSet(PolicyViewSet):
    queryset = GradeChange.objects.order_by("-pk")
    serializer_class = GradeChangeSerializer
    filterset_fields = ("status", "resource", "grade_after")
    ordering_fields = ("proposed_on", "due_on")
    confirm = step_route(grading.confirm)
    reject = step_route(grading.reject)


class PersonalDataFindingSerializer(PolicySerializer):
    class Meta:
        model = PersonalDataFinding
        fields = (
            *PROCESS_FIELDS, "resource", "kind", "place", "place_detail", "excerpt", "number", "found_on",
            "handled_on", "justification",
        )  # fmt: skip


class PersonalDataFindingViewSet(PolicyViewSet):
    queryset = PersonalDataFinding.objects.order_by("-pk")
    serializer_class = PersonalDataFindingSerializer
    filterset_fields = ("status", "resource", "kind", "place")
    ordering_fields = ("found_on",)
    mark_masked = step_route(findings.mark_masked)
    accept_office_contact = step_route(findings.accept_office_contact)
    justify = step_route(findings.justify)


class SourceConflictMemberSerializer(serializers.ModelSerializer):
    class Meta:
        model = SourceConflictMember
        fields = ("resource", "item")


class SourceConflictSerializer(PolicySerializer):
    members = SourceConflictMemberSerializer(many=True, read_only=True)

    class Meta:
        model = SourceConflict
        fields = (
            *PROCESS_FIELDS, "kind", "name", "spellings", "providers_text", "members", "found_on",
            "authoritative_source", "kept_resource", "decided_on", "decision",
        )  # fmt: skip


class SourceConflictViewSet(PolicyViewSet):
    queryset = SourceConflict.objects.order_by("-pk")
    serializer_class = SourceConflictSerializer
    filterset_fields = ("status", "kind", "authoritative_source")
    ordering_fields = ("found_on",)
    fix_source = step_route(conflicts.fix_source)
    keep_one = step_route(conflicts.keep_one)
    dismiss = step_route(conflicts.dismiss)

    def get_queryset(self) -> QuerySet[Any]:
        """The cases, each with the places that the caller may see."""
        visible = DataResource.objects.visible_to(as_actor(self.request.user))
        members = SourceConflictMember.objects.filter(resource__in=visible).order_by("pk")
        return super().get_queryset().prefetch_related(Prefetch("members", queryset=members))


ROUTES = (
    ("codes", CodeEntryViewSet),
    ("grade-changes", GradeChangeViewSet),
    ("personal-data-findings", PersonalDataFindingViewSet),
    ("source-conflicts", SourceConflictViewSet),
)
