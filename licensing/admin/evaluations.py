"""Indicator sets, evaluations and objections in the shared site (27号 第九条、第十四条)."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from governance.admin import PolicyAdmin, PolicyInline, PolicyStackedInline, step_action
from licensing.admin.bases import PartsOfDraft
from licensing.models import (
    Evaluation,
    EvaluationIndicator,
    EvaluationObjection,
    EvaluationScheme,
    EvaluationScore,
)
from licensing.workflow import evaluations


class EvaluationIndicatorInline(PartsOfDraft, PolicyInline):
    model = EvaluationIndicator
    fields = ("name", "weight", "measure", "target", "method")


@admin.register(EvaluationScheme)
class EvaluationSchemeAdmin(PolicyAdmin):
    list_display = ("name", "regulator", "status", "adopted_on")
    list_filter = ("status", ("regulator", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("regulator",)
    search_fields = ("name",)
    autocomplete_fields = ("regulator",)
    inlines = (EvaluationIndicatorInline,)
    fieldsets = (
        (None, {"fields": ("status", "name", "regulator")}),
        (_("等次"), {"fields": ("excellent_from", "good_from", "pass_from")}),
        (_("启用"), {"fields": ("adopted_by", "adopted_on")}),
    )


class EvaluationScoreInline(PartsOfDraft, PolicyStackedInline):
    model = EvaluationScore
    fields = ("indicator", "is_measured", "facts", "score", "note", "evidence")
    readonly_fields = ("indicator", "is_measured", "facts")

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """Rows come from the counting."""
        return 0


class EvaluationObjectionInline(PolicyInline):
    model = EvaluationObjection
    fields = readonly_fields = ("status", "statement", "due_on", "reply", "decided_on")
    show_change_link = True


@admin.register(Evaluation)
class EvaluationAdmin(PolicyAdmin):
    list_display = ("licence", "year", "kind", "status", "total", "grade", "due_on")
    list_filter = ("status", "kind", "grade", "year", "follow_up")
    list_select_related = ("licence",)
    search_fields = ("licence__name", "licence__number")
    autocomplete_fields = ("licence", "scheme", "evaluator")
    inlines = (EvaluationScoreInline, EvaluationObjectionInline)
    fieldsets = (
        (None, {"fields": ("status", "licence", "year", "kind", "scheme", "evaluator")}),
        (_("结果"), {"fields": ("total", "grade", "summary", "differences", "published_on")}),
        (_("办理"), {"fields": ("submitted_by", "confirmed_by", "follow_up", "followed_up_on")}),
    )
    standard_reasons = {
        "return": (_("证明材料不足，请补充。"), _("得分与评分办法不符，请核对。")),
        "follow_up": (_("连续不合格，到期不再续约。"), _("问题限期可以改正，责令整改。")),
    }
    actions = (
        step_action(evaluations.measure_evaluation),
        step_action(evaluations.confirm_evaluation),
    )

    def get_inlines(self, request: HttpRequest, obj: Any) -> tuple[type[Any], ...]:
        """An evaluation that is not there yet has no scores."""
        return self.inlines if obj else ()


@admin.register(EvaluationObjection)
class EvaluationObjectionAdmin(PolicyAdmin):
    list_display = ("evaluation", "status", "due_on", "decided_on")
    list_filter = ("status",)
    list_select_related = ("evaluation__licence",)
    search_fields = ("evaluation__licence__name",)
    fieldsets = (
        (_("异议"), {"fields": ("status", "evaluation", "statement", "evidence")}),
        (_("答复"), {"fields": ("reply", "decided_by", "decided_on")}),
    )
    standard_reasons = {
        "uphold": (_("经核对，异议所述属实，重新评价。"),),
        "reject": (_("经核对，得分与证明材料一致。"),),
    }
