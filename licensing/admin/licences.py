"""Agreements and their scope in the shared site (27号 第十三条、第十四条)."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from governance.admin import PolicyStackedInline, step_action
from governance.transitions import Step
from licensing.admin.bases import (
    RETURNED_FOR,
    InspectedAdmin,
    PartsOfDraft,
    PreparedAdmin,
    contents_of,
)
from licensing.admin.filters import InspectedFilter
from licensing.admin.licence_pages import LicencePages
from licensing.left_open import left_open
from licensing.models import Licence, LicensedResource
from licensing.workflow import ends, exemptions, licences, renewals


class LicensedResourceInline(PartsOfDraft, PolicyStackedInline):
    model = LicensedResource
    fields = ("resource", "purposes", "restrictions", "is_exclusive", "consent", "assessment")
    autocomplete_fields = ("resource",)


@admin.register(Licence)
class LicenceAdmin(LicencePages, InspectedAdmin, PreparedAdmin):
    list_display = (
        "name",
        "number",
        "operator",
        "mode",
        "starts_on",
        "ends_on",
        "status",
        "due_on",
    )
    list_filter = (
        "status", "mode", "is_exclusive", InspectedFilter,
        ("operator", admin.RelatedOnlyFieldListFilter), "ends_on",
    )  # fmt: skip
    list_select_related = ("operator",)
    search_fields = ("name", "number")
    autocomplete_fields = (
        "scheme", "implementing_body", "authorising_body", "operator", "regulator", "exceptional_term",
        "region", "cosigner",
    )  # fmt: skip
    inlines = (LicensedResourceInline,)
    fieldsets = (
        (
            _("授权"),
            {
                "fields": (
                    "status",
                    "name",
                    "number",
                    "scheme",
                    "mode",
                    "domain",
                    "scenario",
                    "content",
                    "business",
                    "is_exclusive",
                    "region",
                    "predecessor",
                )
            },
        ),
        (
            _("各方"),
            {
                "fields": (
                    "authorising_body",
                    "implementing_body",
                    "operator",
                    "regulator",
                    "cosigner",
                    "cosigned_on",
                )
            },
        ),
        (_("运营机构的承诺"), {"fields": ("undertakings", "undertaken_on")}),
        (
            _("（二）运营期限"),
            {"fields": ("starts_on", "ends_on", "exceptional_term", "suspended_until", "ended_on")},
        ),
        (
            _("遴选运营机构"),
            {
                "fields": (
                    "selected_in",
                    "selection",
                    "selection_basis",
                    "notice_no",
                    "result_no",
                    "selection_exemption",
                )
            },
        ),
        *contents_of(Licence),
        (
            _("（十三）其他"),
            {"fields": ("other_terms", "decision", "agreement", "signed_on", "effective_on")},
        ),
    )
    actions = (
        step_action(licences.decide_licence),
        step_action(exemptions.exempt_licence),
        step_action(licences.activate_licence),
        step_action(ends.suspend_licence),
        step_action(ends.reinstate_licence),
        step_action(ends.expire_licence),
        step_action(ends.terminate_licence),
        step_action(ends.close_licence),
        step_action(renewals.renew_licence),
    )
    standard_reasons = {"return": RETURNED_FOR}

    def step_context(self, request: HttpRequest, subject: Any, step: Step) -> dict[str, Any]:
        """What an exit still leaves open, each with its page, before it is closed."""
        is_closing = step.transition.verb == "close"
        return {"left_open": left_open(subject) if is_closing else []}


@admin.register(LicensedResource)
class LicensedResourceAdmin(InspectedAdmin):
    list_display = ("resource", "licence", "purposes_in_words", "is_exclusive", "scope_until")
    list_filter = (("licence", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("resource", "licence")
    search_fields = ("resource__name", "licence__number")
    autocomplete_fields = ("licence", "resource")
    fields = (
        "licence", "resource", "purposes", "restrictions", "is_exclusive", "consent", "assessment", "scope_from",
        "scope_until",
    )  # fmt: skip

    @admin.display(description=_("许可用途"))
    def purposes_in_words(self, entry: LicensedResource) -> str:
        """The purposes as the register tells them."""
        return entry.get_purposes_display()
