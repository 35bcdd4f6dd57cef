"""Notices, objections, registrations, revocations and the region's practice in the shared site."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from catalog.admin.certificates import CertificateInline, CertificatePages
from catalog.models import (
    Objection,
    PublicNotice,
    Registration,
    RegistrationPractice,
    RegistrationVersion,
    Revocation,
)
from catalog.workflow import objections, revocations
from governance import clock
from governance.admin import PolicyAdmin, PolicyInline, step_action
from governance.presentation import badge
from governance.transitions import Step

STANDING_TONES = {
    Registration.Standing.VALID: "ok",
    Registration.Standing.EXPIRING: "warn",
    Registration.Standing.PENDING: "wait",
    Registration.Standing.REVOKED: "bad",
}


@admin.register(PublicNotice)
class PublicNoticeAdmin(PolicyAdmin):
    list_display = (
        "data_name",
        "registrant_name",
        "kind_name",
        "starts_on",
        "ends_on",
        "is_provisional",
    )
    list_filter = ("is_provisional", ("ends_on", admin.DateFieldListFilter))
    search_fields = ("data_name", "registrant_name")
    fields = (
        "application", "registrant_name", "kind_name", "data_name", "data_abstract", "starts_on", "ends_on",
        "is_provisional",
    )  # fmt: skip


@admin.register(Objection)
class ObjectionAdmin(PolicyAdmin):
    list_display = ("__str__", "notice", "raised_on", "status", "decided_on")
    list_filter = ("status",)
    list_select_related = ("notice",)
    search_fields = ("notice__data_name",)
    fields = (
        "notice", "real_name", "contact", "claim", "evidence_statement", "evidence_file", "raised_on", "decided_by",
        "decided_on", "decision",
    )  # fmt: skip
    standard_reasons = {
        "uphold": (_("经核实，异议所列证据属实。"),),
        "dismiss": (_("经核实，异议所列证据与登记内容无关。"), _("经核实，登记内容属实。")),
    }
    actions = (step_action(objections.uphold), step_action(objections.dismiss))


class RegistrationVersionInline(PolicyInline):
    model = RegistrationVersion
    fields = ("sequence", "application", "corrected_on", "reason", "content_digest")


@admin.register(Registration)
class RegistrationAdmin(CertificatePages):
    list_display = (
        "number", "data_name", "kind", "subject_kind", "registrant", "standing_today", "coded_on", "valid_to",
    )  # fmt: skip
    list_filter = (
        "status",
        "kind",
        "subject_kind",
        ("registry", admin.RelatedOnlyFieldListFilter),
        ("valid_to", admin.DateFieldListFilter),
    )
    list_select_related = ("registrant",)
    search_fields = ("number", "data_name", "national_code", "=query_code")
    inlines = (RegistrationVersionInline, CertificateInline)
    fieldsets = (
        (_("登记结果"), {"fields": ("number", "told_code", "national_code", "standing_today", "kind", "subject_kind",
                                "data_name")}),
        (_("登记主体和登记对象"), {"fields": ("registrant", "registry", "resource", "product", "application")}),
        (_("有效期"), {"fields": ("notice_ended_on", "coded_on", "valid_from", "valid_to", "previous", "followed_by",
                               "corrected_on", "ended_on", "end_reason")}),
        (_("登记内容"), {"fields": ("content_digest",)}),
    )  # fmt: skip
    readonly_fields = ("told_code", "standing_today", "followed_by")

    @admin.display(description=_("登记结果查询码"))
    def told_code(self, registration: Registration) -> str:
        """The query code in groups of four, as it is printed."""
        return format_html("<code>{}</code>", registration.told_query_code)

    @admin.display(description=_("今日效力"))
    def standing_today(self, registration: Registration) -> str:
        """Valid, about to expire, or how it ended, as of today."""
        standing = registration.standing(clock.today())
        return badge(standing.label, STANDING_TONES.get(standing, "off"))

    @admin.display(description=_("接续的登记"))
    def followed_by(self, registration: Registration) -> str:
        """The registration that took its place or will."""
        return str(registration.superseded_by or "")

    def _carry_out(
        self, request: HttpRequest, subject: Any, step: Step, asked: Any
    ) -> HttpResponse:
        """A begun application is where the registrant goes on."""
        answer = super()._carry_out(request, subject, step, asked)
        is_begun = step.transition.verb.startswith("begin_") and answer.status_code == 302
        draft = (
            subject.later_applications.filter(created_by=request.user.pk).order_by("-pk").first()
        )
        if not is_begun or draft is None:
            return answer
        page = reverse("admin:catalog_registrationapplication_tasks", args=[draft.pk])
        return HttpResponseRedirect(page)


@admin.register(Revocation)
class RevocationAdmin(PolicyAdmin):
    list_display = ("registration", "ground", "status", "verified_on", "decided_on")
    list_filter = ("status", "ground")
    list_select_related = ("registration",)
    search_fields = ("registration__number", "registration__data_name")
    autocomplete_fields = ("registration",)
    fields = (
        "registration", "ground", "facts", "evidence_file", "verified_by", "verified_on", "findings", "decided_by",
        "decided_on", "decision",
    )  # fmt: skip
    standard_reasons = {
        "verify": (_("经核对原始材料，事实属实。"), _("经向数据提供单位核实，事实属实。")),
        "revoke": (_("事实清楚，证据充分，撤销登记。"),),
        "drop": (_("经核实，事实不成立。"), _("情节轻微，已经改正，不予撤销。")),
    }
    actions = (step_action(revocations.verify), step_action(revocations.drop))


@admin.register(RegistrationPractice)
class RegistrationPracticeAdmin(PolicyAdmin):
    list_display = (
        "region", "is_product_registration_mandatory", "is_change_announced", "is_correction_announced",
        "is_cancellation_announced", "is_renewal_announced",
    )  # fmt: skip
    list_filter = ("is_product_registration_mandatory", "is_change_announced")
    list_select_related = ("region",)
    search_fields = ("region__name", "region__code")
    autocomplete_fields = ("region",)
    fields = (
        "region", "is_product_registration_mandatory", "is_change_announced", "is_correction_announced",
        "is_cancellation_announced", "is_renewal_announced", "source",
    )  # fmt: skip
