"""The mechanism's own records in the shared site: the audit trail, the terms and the calendar."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from governance.admin.naming import names_in
from governance.admin.policy_admin import PolicyAdmin
from governance.admin.timeline import differences
from governance.models import AuditEvent, DeadlineRule
from governance.words import action_words, kind_words

DOORS = {"admin": _("工作平台"), "api": _("接口"), "page": _("公开页面"), "command": _("后台任务")}


class DoorFilter(admin.SimpleListFilter):
    """Through which door it came."""

    title = _("入口")
    parameter_name = "door"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The doors by name."""
        return list(DOORS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The events of one door."""
        return queryset.filter(door=self.value()) if self.value() else queryset


@admin.register(AuditEvent)
class AuditEventAdmin(PolicyAdmin):
    """Read-only for everybody: no rule for adding or changing exists."""

    list_display = ("at", "what", "subject_label", "actor_name", "actor_role", "outcome", "way")
    list_filter = ("outcome", DoorFilter, ("at", admin.DateFieldListFilter))
    search_fields = ("subject_label", "actor_name", "action", "=request_id")
    date_hierarchy = "at"
    fieldsets = (
        (
            _("谁在何时做了什么"),
            {"fields": ("at", "actor", "actor_name", "actor_role", "what", "outcome", "way")},
        ),
        (_("对象"), {"fields": ("subject_label", "kind", "subject_id")}),
        (_("理由和变更"), {"fields": ("reason", "legal_basis", "told_changes")}),
        (_("凭证"), {"fields": ("uuid", "request_id", "payload_sha256", "told_payload")}),
    )
    readonly_fields = ("what", "way", "kind", "told_changes", "told_payload")

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """The event, with the names of what it points to, as this person may read them."""
        event = super().get_object(request, object_id, from_field)
        if event is not None:
            event.told_names = names_in([event], request.user)
        return event

    @admin.display(description=_("入口"), ordering="door")
    def way(self, event: AuditEvent) -> str:
        """Through which door it came, in words."""
        return str(DOORS.get(event.door, event.door))

    @admin.display(description=_("对象类型"), ordering="subject_type")
    def kind(self, event: AuditEvent) -> str:
        """What kind of record it tells of."""
        return kind_words(event.subject_type)

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
        rows = (
            (each.label, each.before, each.after)
            for each in differences(event, getattr(event, "told_names", None))
        )
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
