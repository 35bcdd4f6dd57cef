"""Exits, their tasks, notices and early ends in the shared site (27号 第九条第六项、第十四条)."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from governance.admin import PolicyAdmin, PolicyInline, step_action
from governance.transitions import Step
from licensing.left_open import left_open
from licensing.models import EarlyEnding, Exit, ExitTask, StopNotice
from licensing.workflow import endings, exit_tasks

NOT_APPLICABLE = (
    _("授权期间没有取得数据副本，无需返还或者销毁。"),
    _("协议没有形成需要移交的资产。"),
)


class ExitTaskInline(PolicyInline):
    model = ExitTask
    fields = readonly_fields = (
        "kind",
        "side",
        "status",
        "due_on",
        "done_by",
        "done_on",
        "confirmed_by",
        "confirmed_on",
    )
    show_change_link = True


class StopNoticeInline(PolicyInline):
    model = StopNotice
    fields = readonly_fields = ("published_on", "stops_on", "text")


@admin.register(Exit)
class ExitAdmin(PolicyAdmin):
    list_display = ("licence", "kind", "began_on", "status", "due_on")
    list_filter = ("status", "kind", "initiator", ("began_on", admin.DateFieldListFilter))
    list_select_related = ("licence",)
    search_fields = ("licence__name", "licence__number")
    inlines = (ExitTaskInline, StopNoticeInline)
    fieldsets = (
        (
            _("结束"),
            {"fields": ("status", "licence", "kind", "initiator", "began_on", "grounds", "basis")},
        ),
        (_("退出报告"), {"fields": ("report", "report_file", "reported_by", "reported_on")}),
        (_("办结"), {"fields": ("closed_by", "closed_on")}),
    )
    standard_reasons = {"return": (_("证明材料不齐，请补充。"), _("结算数额与账目不符，请核对。"))}

    def step_context(self, request: HttpRequest, subject: Any, step: Step) -> dict[str, Any]:
        """What still stands in the way of the report, each with its page."""
        is_report = step.transition.verb == "report"
        return {"left_open": left_open(subject.licence) if is_report else []}


@admin.register(ExitTask)
class ExitTaskAdmin(PolicyAdmin):
    list_display = ("exit_of", "kind", "side", "status", "due_on", "done_on", "confirmed_on")
    list_filter = ("status", "kind", "side", ("due_on", admin.DateFieldListFilter))
    list_select_related = ("exit__licence",)
    search_fields = ("exit__licence__name", "exit__licence__number")
    fieldsets = (
        (None, {"fields": ("status", "exit", "kind", "side", "agreed")}),
        (_("办理"), {"fields": ("account", "method", "witness", "evidence", "done_by", "done_on")}),
        (_("确认"), {"fields": ("confirmed_by", "confirmed_on")}),
    )
    standard_reasons = {
        "ask_waiver": NOT_APPLICABLE,
        "waive": (_("经核对，理由属实，同意不办。"),),
        "return": (_("证明材料不齐，请补充。"), _("这一事项应当办理，请办理后提交。")),
    }
    actions = (step_action(exit_tasks.confirm_task), step_action(exit_tasks.waive_task))

    @admin.display(description=_("授权"), ordering="exit__licence__name")
    def exit_of(self, task: ExitTask) -> str:
        """The licence that ended."""
        return task.exit.licence.name


@admin.register(StopNotice)
class StopNoticeAdmin(PolicyAdmin):
    list_display = ("licence", "published_on", "stops_on", "corrects")
    list_filter = (("published_on", admin.DateFieldListFilter),)
    list_select_related = ("licence", "corrects__licence")
    search_fields = ("licence__name", "licence__number")
    fields = ("licence", "published_on", "stops_on", "text", "products", "corrects")


@admin.register(EarlyEnding)
class EarlyEndingAdmin(PolicyAdmin):
    list_display = ("licence", "kind", "ground", "status", "due_on", "decided_on")
    list_filter = ("status", "kind", "ground")
    list_select_related = ("licence",)
    search_fields = ("licence__name", "licence__number")
    autocomplete_fields = ("licence",)
    fieldsets = (
        (
            _("立案"),
            {"fields": ("status", "licence", "kind", "ground", "facts", "basis", "evidence")},
        ),
        (_("陈述申辩"), {"fields": ("statement", "statement_file", "heard_on")}),
        (_("决定"), {"fields": ("decided_by", "decided_on", "decision")}),
    )
    standard_reasons = {
        "approve": (_("事实清楚，证据充分，陈述申辩的理由不成立。"),),
        "drop": (_("陈述申辩的理由成立。"), _("情节轻微，已经改正，不予结束。")),
    }
    actions = (step_action(endings.approve_ending), step_action(endings.drop_ending))
