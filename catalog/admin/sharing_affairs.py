"""Incidents, corrections and disputes around shared data in the shared site."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from catalog.admin.sharing import TermFilter
from catalog.models import CorrectionRequest, SharingDispute, SharingIncident
from catalog.policies.sharing import departments_of
from catalog.workflow import sharing_corrections, sharing_disputes, sharing_incidents
from governance.actors import as_actor
from governance.admin import PolicyAdmin, step_action


@admin.register(SharingIncident)
class SharingIncidentAdmin(PolicyAdmin):
    list_display = ("request", "kind", "found_on", "status", "measure", "due_on")
    list_filter = ("status", "kind", "measure", TermFilter)
    list_select_related = ("request__resource",)
    search_fields = ("request__number", "request__resource__name")
    fields = (
        "request", "kind", "facts", "found_on", "statement", "stated_on", "verified_by", "verified_on", "finding",
        "measure", "handled_on", "handling",
    )  # fmt: skip
    standard_reasons = {
        "verify": (_("经查阅调用日志，事实清楚。"),),
        "dismiss": (_("经核实，使用在约定的范围内。"),),
        "handle": (_("限期改正，并报告改正情况。"), _("涉及超范围使用，停止共享并收回数据。")),
    }
    actions = (
        step_action(sharing_incidents.verify),
        step_action(sharing_incidents.dismiss),
        step_action(sharing_incidents.handle),
    )


@admin.register(CorrectionRequest)
class CorrectionRequestAdmin(PolicyAdmin):
    list_display = ("resource", "place", "applicant", "provider", "status", "due_on")
    list_filter = (
        "status",
        TermFilter,
        ("provider", admin.RelatedOnlyFieldListFilter),
        ("applicant", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("resource", "applicant", "provider")
    search_fields = ("resource__name", "resource__code", "place")
    autocomplete_fields = ("applicant", "resource")
    fieldsets = (
        (_("申请"), {"fields": ("applicant", "resource", "place", "problem", "evidence", "evidence_file")}),
        (_("校核"), {"fields": ("provider", "received_on", "extended_from", "extension_reason", "answered_by",
                              "answered_on", "answer")}),
    )  # fmt: skip
    standard_reasons = {
        "extend": (_("需要向原始材料的保管单位调取档案核对。"),),
        "refuse": (_("经核对原始材料，现有数据无误。"),),
    }
    actions = (
        step_action(sharing_corrections.submit),
        step_action(sharing_corrections.correct),
        step_action(sharing_corrections.refuse),
    )

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Whoever asks for one department need not choose it."""
        own = departments_of(as_actor(request.user))
        return (
            {"applicant": own[0]} if len(own) == 1 else {}
        ) | super().get_changeform_initial_data(request)


@admin.register(SharingDispute)
class SharingDisputeAdmin(PolicyAdmin):
    list_display = ("request", "raised_on", "status", "superior", "outcome", "due_on")
    list_filter = ("status", "outcome", TermFilter)
    list_select_related = ("request__resource", "superior")
    search_fields = ("request__number", "request__resource__name")
    fields = (
        "request", "claim", "raised_on", "answer", "answered_on", "answer_due_on", "proposal", "proposal_reason",
        "mediated_by", "superior", "outcome", "decision", "decided_by", "closed_on",
    )  # fmt: skip
    standard_reasons = {
        "decide": (
            _("申请单位履职确需，目录载明的条件已经符合，应当共享。"),
            _("法律对数据的提供另有规定，可以不予共享。"),
        )
    }
    actions = (
        step_action(sharing_disputes.seek_mediation),
        step_action(sharing_disputes.propose),
        step_action(sharing_disputes.escalate),
        step_action(sharing_disputes.decide),
    )
