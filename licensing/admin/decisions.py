"""Collective decisions and the rules of their meetings in the shared site (27号 第十一条、第十三条)."""

from typing import Any

from django.contrib import admin
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from governance.admin import PolicyAdmin, PolicyInline
from governance.step_forms import StepInput
from governance.transitions import Step
from licensing import meetings
from licensing.admin.bases import PartsOfDraft
from licensing.models import CollectiveDecision, DecisionMember, QuorumRule


class DecisionMemberInline(PartsOfDraft, PolicyInline):
    model = DecisionMember
    fields = ("name", "post", "attendance", "has_conflict", "reason", "vote", "opinion")

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """A meeting has several members: room for them also where no script adds rows."""
        return 2 if obj else 5


class UnanimityFilter(admin.SimpleListFilter):
    """By how the votes fell."""

    title = _("表决情况")
    parameter_name = "votes"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """What supervision asks about."""
        return [
            ("unanimous", _("一致赞成")),
            ("divided", _("有反对或弃权")),
            ("recusals", _("有成员回避")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Signed ones only: before that nothing is counted."""
        cases = {
            "unanimous": Q(votes_for=F("members_present")),
            "divided": Q(votes_for__lt=F("members_present")),
            "recusals": Q(members_recused__gt=0),
        }
        chosen = cases.get(str(self.value()))
        return queryset if chosen is None else queryset.filter(chosen)


@admin.register(CollectiveDecision)
class CollectiveDecisionAdmin(PolicyAdmin):
    list_display = ("meeting", "minutes_no", "kind", "body", "held_on", "result", "votes", "status")
    list_filter = (
        "status",
        "kind",
        "meeting_type",
        "result",
        UnanimityFilter,
        ("body", admin.RelatedOnlyFieldListFilter),
        ("held_on", admin.DateFieldListFilter),
    )
    list_select_related = ("body",)
    search_fields = ("meeting", "minutes_no", "scheme__name", "licence__name")
    autocomplete_fields = ("scheme", "licence", "body")
    inlines = (DecisionMemberInline,)
    fieldsets = (
        (None, {"fields": ("status", "kind", "scheme", "licence")}),
        (
            _("会议"),
            {"fields": ("body", "meeting_type", "meeting", "held_on", "minutes_no", "chair", "attendees", "recusals")},
        ),
        (
            _("结果"),
            {"fields": ("tally_in_words", "rule_in_words", "opinions", "result", "conditions", "exception_grounds")},
        ),
        (_("签署"), {"fields": ("signed_on", "signed_by", "file_digest")}),
    )  # fmt: skip
    readonly_fields = ("tally_in_words", "rule_in_words", "file_digest")

    @admin.display(description=_("赞成／反对／弃权"))
    def votes(self, decision: CollectiveDecision) -> str:
        """The count, once it is fixed."""
        counts = (decision.votes_for, decision.votes_against, decision.votes_abstained)
        return "–" if None in counts else "／".join(str(each) for each in counts)

    @admin.display(description=_("到会和表决"))
    def tally_in_words(self, decision: CollectiveDecision) -> str:
        """Counted from the rows below, never typed."""
        if decision.pk is None:
            return str(_("保存参会成员后，由系统计算。"))
        tally = decision.members.tally()
        words = meetings.tally_in_words(tally)
        if decision.status == CollectiveDecision.Status.SIGNED:
            return words
        return f"{words}{meetings.verdict_in_words(tally, decision.quorum_rule)}。"

    @admin.display(description=_("表决规则"))
    def rule_in_words(self, decision: CollectiveDecision) -> str:
        """The rule that held at signing, or that holds now."""
        if decision.quorum_words or decision.pk is None:
            return decision.quorum_words or "–"
        rule = decision.quorum_rule
        return f"{rule.in_words}（{rule.source_in_words}）"

    @admin.display(description=_("扫描件 SHA-256"))
    def file_digest(self, decision: CollectiveDecision) -> str:
        """The whole hash of the scanned minutes."""
        return decision.file.sha256 if decision.file else "–"

    def _step_page(
        self, request: HttpRequest, subject: Any, step: Step, asked: StepInput, *, status: int
    ) -> TemplateResponse:
        """Who signs has the count and what stands in the way before the eyes."""
        page = super()._step_page(request, subject, step, asked, status=status)
        page.template_name = "admin/licensing/decision_step.html"
        page.context_data = (page.context_data or {}) | {
            "tally": self.tally_in_words(subject),
            "rule": self.rule_in_words(subject),
            "faults": meetings.faults_of(subject) if step.transition.verb == "sign" else (),
            "members": subject.members.order_by("pk"),
        }
        return page


@admin.register(QuorumRule)
class QuorumRuleAdmin(PolicyAdmin):
    list_display = ("organisation", "meeting_type", "in_words", "source", "verified")
    list_filter = ("verified", "meeting_type", ("organisation", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organisation",)
    search_fields = ("organisation__name", "source")
    autocomplete_fields = ("organisation",)
    fieldsets = (
        (None, {"fields": ("organisation", "meeting_type", "source", "verified")}),
        (_("到会"), {"fields": ("attendance_part", "attendance_whole", "attendance_is_strict", "least_present")}),
        (_("赞成"), {"fields": ("majority_part", "majority_whole", "majority_is_strict", "majority_of")}),
    )  # fmt: skip

    @admin.display(description=_("规则"))
    def in_words(self, rule: QuorumRule) -> str:
        """What must be reached."""
        return rule.in_words
