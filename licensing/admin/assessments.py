"""Risk assessments in the shared site (网络数据安全管理条例 第三十一条、第三十三条)."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from governance.admin import PolicyAdmin, PolicyStackedInline, step_action
from licensing.admin.bases import PartsOfDraft
from licensing.models import IdentifierWord, RiskAssessment, RiskPoint
from licensing.workflow import assessments

RETURNED_FOR = (
    _("评估发现过于笼统，请写明核查的事实。"),
    _("措施没有责任人和时限，请补充。"),
    _("结论与要点的风险程度不一致，请核对。"),
)


class RiskPointInline(PartsOfDraft, PolicyStackedInline):
    """A new assessment asks for every point; one that is begun, for those that are still missing."""

    model = RiskPoint
    fields = ("point", "finding", "level", "measures", "evidence")

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """One row for each point that is not judged yet."""
        return len(missing_points(obj))


def missing_points(assessment: RiskAssessment | None) -> list[str]:
    """The points that an assessment has not judged."""
    judged = set(assessment.points.values_list("point", flat=True)) if assessment else set()
    return [value for value in RiskPoint.Point.values if value not in judged]


@admin.register(RiskAssessment)
class RiskAssessmentAdmin(PolicyAdmin):
    list_display = (
        "licence",
        "kind",
        "assessed_on",
        "conclusion",
        "status",
        "valid_until",
        "due_on",
    )
    list_filter = ("status", "kind", "conclusion", ("licence", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("licence",)
    search_fields = ("licence__name", "licence__number", "assessor")
    autocomplete_fields = ("licence",)
    inlines = (RiskPointInline,)
    fieldsets = (
        (None, {"fields": ("status", "licence", "kind", "assessor", "assessed_on", "file")}),
        (_("结论"), {"fields": ("conclusion", "measures")}),
        (
            _("办理"),
            {"fields": ("analysis", "predecessor", "submitted_by", "confirmed_by", "valid_until")},
        ),
    )
    actions = (
        step_action(assessments.submit_assessment),
        step_action(assessments.confirm_assessment),
        step_action(assessments.return_assessment),
        step_action(assessments.renew_assessment),
    )
    standard_reasons = {"return": RETURNED_FOR}

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> Any:
        """Each empty row begins with the point that it is for."""
        asked: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        if request.method == "GET" and inline.model is RiskPoint:
            stored = obj if obj is not None and obj.pk else None
            asked["initial"] = [{"point": point} for point in missing_points(stored)]
        return asked


@admin.register(IdentifierWord)
class IdentifierWordAdmin(PolicyAdmin):
    list_display = ("word", "concept", "kind", "source", "is_verified", "is_active")
    list_filter = ("kind", "is_verified", "is_active")
    search_fields = ("word", "concept")
    fields = ("word", "concept", "kind", "source", "is_verified", "is_active")
