"""Applications, notices, objections and registrations in the shared site."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from catalog.admin.certificates import CertificatePages
from catalog.admin.guide import GuidedPages
from catalog.admin.timeliness import LEDGER_FILTERS
from catalog.blocks import BLOCKS
from catalog.models import (
    Evidence,
    Objection,
    PublicNotice,
    Registration,
    RegistrationApplication,
    SupplementNotice,
)
from catalog.policies.registrations import REGISTRANT_ROLES
from catalog.workflow import applications, objections, registrations
from governance.actors import as_actor
from governance.admin import PolicyAdmin, PolicyInline, step_action


class EvidenceInline(PolicyInline):
    model = Evidence
    fields = ("method", "number", "algorithm", "digest", "institution", "preserved_on")


class SupplementNoticeInline(PolicyInline):
    model = SupplementNotice
    fields = ("submission", "missing", "given_on")
    readonly_fields = ("missing",)

    @admin.display(description=_("应补正的内容"))
    def missing(self, notice: SupplementNotice) -> str:
        """Every item on a line of its own."""
        return "\n".join(notice.lines)


@admin.register(RegistrationApplication)
class RegistrationApplicationAdmin(GuidedPages):
    list_display = ("data_name", "kind", "registrant", "registry", "status", "due_on")
    list_filter = (
        "status",
        "kind",
        ("registry", admin.RelatedOnlyFieldListFilter),
        *LEDGER_FILTERS,
    )
    list_select_related = ("registrant", "registry")
    search_fields = ("data_name", "registrant__name")
    autocomplete_fields = ("registry", "registrant", "resource")
    inlines = (EvidenceInline, SupplementNoticeInline)
    fieldsets: ClassVar[Any] = (
        (_("申请"), {"fields": ("registry",)}),
        *((block.title, {"fields": block.fields}) for block in BLOCKS if block.fields),
        (_("业务审核和承诺"), {"fields": ("internal_reviewer", "internally_reviewed_on", "internal_opinion",
                                    "undertaking_signer", "undertaking_signed_on")}),
        (_("办理"), {"fields": ("submission", "received_on", "accepted_on", "reviewed_on", "outcome_reason")}),
    )  # fmt: skip
    standard_reasons = {
        "return_for_supplement": (
            _("缺少合法合规依据的文件名称和条款。"),
            _("存证编号与存证机构不符，请核对后重新填写。"),
            _("缺少安全风险评估报告。"),
        ),
        "refuse": (_("不属于本机构的登记范围。"), _("同一资源已经登记。")),
        "fail_review": (_("材料不齐全，补正后仍不符合要求。"), _("登记内容与存证不一致。")),
    }
    actions = (
        step_action(applications.submit),
        step_action(applications.accept),
        step_action(applications.review),
        step_action(registrations.give_notice),
        step_action(registrations.assign_code),
    )

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Whoever registers for one organisation need not choose it."""
        own = as_actor(request.user).organisation_ids(*REGISTRANT_ROLES)
        return (
            {"registrant": own[0]} if len(own) == 1 else {}
        ) | super().get_changeform_initial_data(request)


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


@admin.register(Registration)
class RegistrationAdmin(CertificatePages):
    list_display = ("number", "data_name", "registrant", "status", "coded_on", "valid_to")
    list_filter = ("status", ("registry", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("registrant",)
    search_fields = ("number", "data_name", "national_code")
    fields = (
        "number", "national_code", "data_name", "application", "resource", "registrant", "registry", "coded_on",
        "valid_from", "valid_to", "content_digest",
    )  # fmt: skip
