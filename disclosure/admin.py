"""Disclosure in the shared admin site."""

from django.contrib import admin
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from disclosure import workflow
from disclosure.models import Disclosure, DisclosureObligation
from governance.admin import PolicyAdmin, step_action


@admin.register(DisclosureObligation)
class DisclosureObligationAdmin(PolicyAdmin):
    list_display = ("licence", "kind", "year", "discloser", "due_on", "status")
    list_filter = ("status", "kind", "year", ("discloser", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("licence", "discloser")
    search_fields = ("licence__number", "licence__name", "discloser__name")
    fields = ("licence", "kind", "year", "discloser")
    actions = [step_action(workflow.collect)]


@admin.register(Disclosure)
class DisclosureAdmin(PolicyAdmin):
    list_display = ("obligation", "release", "signed_by", "published_on", "due_on", "status")
    list_filter = ("status", "obligation__kind", "obligation__year")
    list_select_related = ("obligation__licence", "signed_by")
    search_fields = ("obligation__licence__number", "obligation__licence__name", "sha256")
    fields = (
        "obligation",
        "release",
        "correction_reason",
        "explanation",
        "summary",
        "sha256",
        "withdrawal_reason",
    )
    readonly_fields = (
        "obligation",
        "release",
        "correction_reason",
        "summary",
        "sha256",
        "withdrawal_reason",
    )
    actions = [
        step_action(workflow.refresh),
        step_action(workflow.sign),
        step_action(workflow.publish),
        step_action(workflow.return_for_changes),
        step_action(workflow.correct),
        step_action(workflow.withdraw),
    ]

    @admin.display(description=_("披露内容"))
    def summary(self, disclosure: Disclosure) -> str:
        """Which tables the release holds, and how many rows each."""
        tables = disclosure.contents.get("tables", [])
        return format_html_join(
            "；", str(_("{}（{} 行）")), ((each["title"], len(each["rows"])) for each in tables)
        )
