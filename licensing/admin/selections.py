"""Selections, judges and challenges in the shared site (27号 第十二条)."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from governance.admin import PolicyAdmin, PolicyInline, step_action
from licensing.admin.bases import PartsOfDraft, PreparedAdmin
from licensing.models import (
    Score,
    Scorer,
    ScoringCriterion,
    Selection,
    SelectionChallenge,
    SelectionCondition,
)
from licensing.selecting import warnings
from licensing.workflow import challenges, judging, results, selections


class SelectionConditionInline(PartsOfDraft, PolicyInline):
    model = SelectionCondition
    fields = ("kind", "requirement")


class ScoringCriterionInline(PartsOfDraft, PolicyInline):
    model = ScoringCriterion
    fields = ("name", "weight", "guidance")


@admin.register(Selection)
class SelectionAdmin(PreparedAdmin):
    list_display = ("name", "implementing_body", "method", "closes_at", "status", "due_on")
    list_filter = ("status", "method", ("implementing_body", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("implementing_body",)
    search_fields = ("name", "notice_no", "result_no")
    autocomplete_fields = ("scheme", "implementing_body", "invited")
    inlines = (SelectionConditionInline, ScoringCriterionInline)
    readonly_fields = ("relations_found",)
    fieldsets = (
        (_("遴选"), {"fields": ("status", "name", "scheme", "implementing_body")}),
        (
            _("方式"),
            {
                "fields": (
                    "method",
                    "method_basis",
                    "invited",
                    "needed_candidates",
                    "needed_judges",
                    "tie_rule",
                )
            },
        ),
        (
            _("公告"),
            {"fields": ("notice_no", "notice", "channel", "opens_at", "closes_at", "published_on")},
        ),
        (_("拟授权"), {"fields": ("content", "business", "terms", "terms_file", "consultation")}),
        (
            _("结果"),
            {
                "fields": (
                    "winner",
                    "reserve",
                    "result_no",
                    "announced_on",
                    "result_ends_on",
                    "concluded_on",
                    "outcome_reason",
                    "relations_found",
                )
            },
        ),
    )
    actions = (
        step_action(selections.take_conditions),
        step_action(selections.submit_selection),
        step_action(selections.publish_selection),
        step_action(selections.return_selection),
        step_action(selections.close_selection),
        step_action(results.conclude_selection),
    )
    standard_reasons = {
        "return": (_("遴选条件与实施方案不一致，请核对。"), _("协议条款尚未充分征求意见。")),
        "fail": (_("符合条件的申请单位不足。"),),
    }

    @admin.display(description=_("关联关系提示"))
    def relations_found(self, selection: Selection) -> str:
        """Candidates and judges that stand close to the implementing body or to each other."""
        found = warnings.relations(selection) if selection.pk else []
        return "；".join(str(each) for each in found) or str(_("没有发现关联关系。"))


class ScoreInline(PolicyInline):
    model = Score
    fields = readonly_fields = ("candidate", "criterion", "points", "comment")


@admin.register(Scorer)
class ScorerAdmin(PolicyAdmin):
    list_display = ("judge", "selection", "round", "status", "ends_on", "signed_on")
    list_filter = ("status", ("selection", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("judge", "selection")
    search_fields = ("judge__name", "judge__username", "selection__name")
    fields = (
        "status",
        "selection",
        "round",
        "judge",
        "ends_on",
        "statement",
        "signature",
        "signed_on",
    )
    inlines = (ScoreInline,)
    actions = (step_action(judging.dismiss_judge),)

    def get_inlines(self, request: HttpRequest, obj: Any) -> tuple[type[PolicyInline], ...]:
        """A judge who has not signed has no scores."""
        return self.inlines if obj is not None and obj.status == Scorer.Status.CLEAR else ()


@admin.register(SelectionChallenge)
class SelectionChallengeAdmin(PolicyAdmin):
    list_display = ("__str__", "selection", "raised_on", "status", "due_on", "answered_on")
    list_filter = ("status",)
    list_select_related = ("selection",)
    search_fields = ("selection__name",)
    fields = (
        "status", "selection", "real_name", "contact", "claim", "grounds", "file", "raised_on", "answered_by",
        "answered_on", "answer",
    )  # fmt: skip
    standard_reasons = {
        "dismiss": (_("经复核，评分和排序无误。"),),
        "uphold": (_("经复核，评分有误。"),),
    }
    actions = (step_action(challenges.uphold_challenge), step_action(challenges.dismiss_challenge))
