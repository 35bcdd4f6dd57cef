"""Incidents and emergency handling in the shared site (27号 第十四条第八项、第二十一条)."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from catalog.admin.cases import OverdueFilter
from governance import clock
from governance.admin import PolicyAdmin, PolicyInline, step_action
from governance.admin.editing import request_key
from governance.models import AuditEvent
from governance.replays import Replay
from licensing.admin.filters import OpenFilter
from licensing.admin.further import step_links
from licensing.models import Incident, IncidentMeasure, IncidentNotice
from licensing.workflow import ends, incidents, products

FILED = (
    "licence", "product", "resource", "kind", "severity", "what", "effect", "found_on", "touches_persons",
)  # fmt: skip


class MeasureInline(PolicyInline):
    model = IncidentMeasure
    fields = readonly_fields = ("kind", "what", "taken_on")


class NoticeInline(PolicyInline):
    model = IncidentNotice
    fields = readonly_fields = ("recipient", "name", "way", "told_on")


@admin.register(Incident)
class IncidentAdmin(PolicyAdmin):
    list_display = ("number", "licence", "kind", "severity", "found_on", "status", "due_on")
    list_filter = (
        "status", OpenFilter, OverdueFilter, "severity", "kind", "found_by",
        ("licence", admin.RelatedOnlyFieldListFilter), ("reported_on", admin.DateFieldListFilter),
    )  # fmt: skip
    list_select_related = ("licence",)
    search_fields = ("number", "licence__name", "licence__number")
    autocomplete_fields = ("licence", "product", "resource")
    inlines = (MeasureInline, NoticeInline)
    fieldsets = (
        (_("事件"), {"fields": ("status", "number", *FILED)}),
        (
            _("处置"),
            {
                "fields": (
                    "found_by", "reported_on", "handling_since", "cause", "prevention", "not_told_because",
                    "resolved_by", "resolved_on", "closed_by", "closed_on", "conclusion", "further",
                )
            },
        ),
    )  # fmt: skip
    readonly_fields = ("further",)
    standard_reasons = {
        "dismiss": (_("经核对调用日志，使用在授权范围内。"), _("重复报告，已有事件在处置。")),
        "return": (_("根本原因没有查清，请继续核查。"), _("受影响的单位尚未全部通知。")),
        "close": (_("措施有效，同意办结。"),),
    }
    actions = (
        step_action(incidents.take_up),
        step_action(incidents.close_incident),
        step_action(incidents.dismiss_incident),
    )

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """A new report is one group of fields."""
        return self.fieldsets if obj else ((None, {"fields": FILED}),)

    def get_inlines(self, request: HttpRequest, obj: Any) -> tuple[type[PolicyInline], ...]:
        """A new report has no measures yet."""
        return self.inlines if obj else ()

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """The incident, knowing who looks at it."""
        incident = super().get_object(request, object_id, from_field)
        if incident is not None:
            incident.shown_to = request.user
        return incident

    def _save_new(self, request: HttpRequest, obj: Any, form: Any, reason: str) -> None:
        """By the same function as every other door; the same matter again is the open incident."""
        replay = Replay(request_key(request), request.user, ["licensing.incident.add"])
        event = replay.answer(lambda: self._report(form, request.user))
        obj.pk = obj._meta.pk.to_python(event.subject_id)
        obj.refresh_from_db()

    @staticmethod
    def _report(form: Any, actor: Any) -> AuditEvent:
        reported = incidents.report_incident(actor=actor, on=clock.today(), **form.cleaned_data)
        events = AuditEvent.objects.about(reported).filter(action="licensing.incident.add")
        return events.latest("id")

    @admin.display(description=_("可以采取的监管措施"))
    def further(self, incident: Incident) -> SafeString | str:
        """Suspension and withdrawal, where they are open to the person now."""
        user = getattr(incident, "shown_to", None)
        if user is None or incident.status not in Incident.OPEN:
            return "–"
        return step_links(
            user,
            (
                (ends.suspend_licence, incident.licence),
                (ends.revoke_licence, incident.licence),
                (products.withdraw_product, incident.product),
            ),
        )
