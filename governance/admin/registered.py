"""The mechanism's own records in the shared site: the audit trail, the terms and the calendar."""

from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from governance.admin.inlines import PolicyInline
from governance.admin.policy_admin import PolicyAdmin
from governance.admin.timeline import differences
from governance.models import AuditEvent, DeadlineRule, Workday, WorkdayYear
from governance.words import action_words


@admin.register(AuditEvent)
class AuditEventAdmin(PolicyAdmin):
    """Read-only for everybody: no rule for adding or changing exists."""

    list_display = ("at", "what", "subject_label", "actor_name", "actor_role", "outcome", "door")
    list_filter = ("outcome", "door", ("at", admin.DateFieldListFilter))
    search_fields = ("subject_label", "actor_name", "action", "=request_id")
    date_hierarchy = "at"
    fieldsets = (
        (
            _("谁在何时做了什么"),
            {"fields": ("at", "actor", "actor_name", "actor_role", "what", "outcome", "door")},
        ),
        (_("对象"), {"fields": ("subject_label", "subject_type", "subject_id")}),
        (_("理由和变更"), {"fields": ("reason", "legal_basis", "told_changes")}),
        (_("凭证"), {"fields": ("uuid", "request_id", "payload_sha256", "told_payload")}),
    )
    readonly_fields = ("what", "told_changes", "told_payload")

    @admin.display(description=_("动作"), ordering="action")
    def what(self, event: AuditEvent) -> str:
        """The action in words."""
        return action_words(event.action)

    @admin.display(description=_("规范文本"))
    def told_payload(self, event: AuditEvent) -> SafeString:
        """The very bytes that were hashed."""
        return format_html("<pre>{}</pre>", event.payload)

    @admin.display(description=_("变更内容"))
    def told_changes(self, event: AuditEvent) -> SafeString:
        """Before and after by field."""
        rows = ((each.label, each.before, each.after) for each in differences(event))
        return format_html_join("\n", "{}：<del>{}</del> → <ins>{}</ins>", rows)


@admin.register(DeadlineRule)
class DeadlineRuleAdmin(PolicyAdmin):
    list_display = (
        "key",
        "name",
        "term",
        "region_code",
        "starts_at",
        "duty_of",
        "source",
        "verified",
    )
    list_filter = ("verified", "unit")
    search_fields = ("key", "name", "source")
    fields = (
        "key", "region_code", "name", "number", "unit", "month_day", "starts_at", "duty_of", "source", "verified",
    )  # fmt: skip

    @admin.display(description=_("期限"))
    def term(self, rule: DeadlineRule) -> str:
        """The term in words."""
        return rule.term


class WorkdayInline(PolicyInline):
    model = Workday
    fields = ("day", "kind", "name")


@admin.register(WorkdayYear)
class WorkdayYearAdmin(PolicyAdmin):
    list_display = ("year", "source_document")
    search_fields = ("source_document",)
    fields = ("year", "source_document")
    inlines = (WorkdayInline,)


@admin.register(Workday)
class WorkdayAdmin(PolicyAdmin):
    list_display = ("day", "kind", "name", "year")
    list_filter = ("kind", "year")
    list_select_related = ("year",)
    search_fields = ("name",)
    date_hierarchy = "day"
    fields = ("year", "day", "kind", "name")
