"""Grade changes, findings of personal data and source conflicts in the shared site."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from catalog.models import (
    DataResource,
    GradeChange,
    PersonalDataFinding,
    SourceConflict,
    SourceConflictMember,
)
from catalog.workflow import conflicts, findings, grading
from governance.admin import PolicyAdmin, step_action


@admin.register(GradeChange)
class GradeChangeAdmin(PolicyAdmin):
    list_display = (
        "resource", "grade_before", "grade_after", "proposed_by", "proposed_on", "status", "due_on",
    )  # fmt: skip
    list_filter = (
        "status", "grade_after", ("resource__provider", admin.RelatedOnlyFieldListFilter),
    )  # fmt: skip
    list_select_related = ("resource", "proposed_by")
    search_fields = ("resource__name",)
    fieldsets = (
        (_("调整"), {"fields": ("resource", "grade_before", "grade_after", "factor_words", "rationale")}),
        (_("办理"), {"fields": ("proposed_by", "proposed_on", "decided_by", "decided_on", "decision")}),
    )  # fmt: skip
    readonly_fields = ("factor_words",)
    standard_reasons = {
        "confirm": (_("理由充分，同意调整。"), _("与数据项的敏感级别一致，同意调整。")),
        "reject": (_("理由不足，维持原分级。"),),
    }
    actions = (step_action(grading.confirm), step_action(grading.reject))

    @admin.display(description=_("分级要素"))
    def factor_words(self, change: GradeChange) -> str:
        """The factors in words."""
        return "、".join(str(DataResource.GradeFactor(each).label) for each in change.factors)


@admin.register(PersonalDataFinding)
class PersonalDataFindingAdmin(PolicyAdmin):
    list_display = ("resource", "place_detail", "kind", "excerpt", "number", "status", "found_on")
    list_filter = (
        "status", "kind", "place", ("resource__provider", admin.RelatedOnlyFieldListFilter),
    )  # fmt: skip
    list_select_related = ("resource",)
    search_fields = ("resource__name",)
    fields = (
        "resource", "kind", "place", "place_detail", "excerpt", "number", "found_on", "handled_by", "handled_on",
        "justification",
    )  # fmt: skip
    standard_reasons = {
        "justify": (
            _("数字为业务编号，不是个人信息。"),
            _("法律法规要求公开的信息。"),
            _("已取得本人同意公开。"),
        )
    }
    actions = (
        step_action(findings.accept_office_contact),
        step_action(findings.mark_masked),
        step_action(findings.justify),
    )


@admin.register(SourceConflict)
class SourceConflictAdmin(PolicyAdmin):
    list_display = ("name", "kind", "providers_text", "status", "authoritative_source", "found_on")
    list_filter = ("status", "kind", ("found_on", admin.DateFieldListFilter))
    list_select_related = ("authoritative_source",)
    search_fields = ("name", "spellings", "providers_text")
    fieldsets = (
        (_("情形"), {"fields": ("name", "kind", "spellings", "providers_text", "places", "found_on")}),
        (_("决定"), {"fields": ("authoritative_source", "kept_resource", "decided_by", "decided_on", "decision")}),
    )  # fmt: skip
    readonly_fields = ("places",)
    standard_reasons = {
        "fix_source": (_("由该单位依法定职责采集。"), _("该单位的数据最完整、更新最及时。")),
        "dismiss": (_("名称相近，统计口径不同。"), _("属于不同业务，不是同一数据。")),
    }
    actions = (step_action(conflicts.dismiss),)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """The case, with the places that this person may see."""
        conflict = super().get_object(request, object_id, from_field)
        if conflict is not None:
            visible = DataResource.objects.visible_to(request.user)
            conflict.shown_places = list(
                SourceConflictMember.objects.filter(conflict=conflict, resource__in=visible)
                .select_related("resource__provider", "item")
                .order_by("pk")
            )
        return conflict

    @admin.display(description=_("涉及的资源和数据项"))
    def places(self, conflict: Any) -> str:
        """One line for each place: who, which resource, under what name."""
        return "\n".join(
            f"{each.resource.provider}：{each.resource.name}"
            + (_("（数据项“%(item)s”）") % {"item": each.item} if each.item else "")
            for each in getattr(conflict, "shown_places", ())
        )
