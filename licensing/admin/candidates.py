"""Applications of candidates in the shared site (27号 第十二条)."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from governance.admin import PolicyInline, step_action
from licensing.admin.applying import GuidedApplication
from licensing.application import tasks
from licensing.models import Candidate, CandidateCondition
from licensing.workflow import candidates


class CandidateConditionInline(PolicyInline):
    model = CandidateCondition
    fields = readonly_fields = ("condition", "verdict", "reason", "file", "checked_on")


PAGES_AS_FIELDSETS: list[tuple[Any, Any]] = [
    (page.title, {"fields": page.fields}) for page in tasks.PAGES
]


@admin.register(Candidate)
class CandidateAdmin(GuidedApplication):
    list_display = ("name", "selection", "number", "status", "total", "rank", "due_on")
    list_filter = ("status", ("selection", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("selection",)
    search_fields = ("name", "uscc", "number", "selection__name")
    autocomplete_fields = ("selection", "organisation")
    inlines = (CandidateConditionInline,)
    fieldsets = (
        (None, {"fields": ("status", "selection", "organisation", "number", "received_at")}),
        *PAGES_AS_FIELDSETS,
        (_("审查和结果"), {"fields": ("examined_on", "total", "rank", "outcome_reason")}),
    )
    actions = (
        step_action(candidates.submit_candidate),
        step_action(candidates.withdraw_candidate),
    )
