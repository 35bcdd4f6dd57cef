"""Applications for registration in the shared site: written by kind, reviewed against what stands."""

from typing import Any

from django.contrib import admin
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from catalog import blocks, claims, duties, prefill
from catalog.admin.leading import LeadingOn
from catalog.admin.timeliness import LEDGER_FILTERS
from catalog.block_changes import changes_of
from catalog.blocks import BLOCKS, EVIDENCE_FIELDS, REQUEST_FIELDS
from catalog.forms.registrations import FAULT_LIST, FAULTS
from catalog.forms.words import WordListField
from catalog.inspection import inspect
from catalog.models import (
    ApplicationParty,
    DataResource,
    Evidence,
    Registration,
    RegistrationApplication,
    SupplementNotice,
)
from catalog.policies.registrations import REGISTRANT_ROLES
from catalog.workflow import applications, registrations
from governance import clock
from governance.actors import as_actor
from governance.admin import PolicyAdmin, PolicyInline, step_action
from governance.admin.timeline import timeline
from governance.policies import holds
from governance.transitions import Step
from governance.visibility import only_visible, visible_rows

Kind = RegistrationApplication.Kind
#: Steps of the registry's desk: their pages show what they are about.
EXAMINED = frozenset(
    {"accept", "return_for_supplement", "refuse", "review", "fail_review", "correct", "cancel", "give_notice",
     "assign_code"}
)  # fmt: skip
LATEST_EVENTS = 5
OWN_REVIEW = (
    "internal_reviewer", "internally_reviewed_on", "internal_opinion", "undertaking_signer", "undertaking_signed_on",
)  # fmt: skip
DESK = (
    "submission", "received_on", "accepted_on", "reviewed_on", "needs_notice", "outcome_reason",
)  # fmt: skip


class EvidenceInline(PolicyInline):
    model = Evidence
    fields = (*EVIDENCE_FIELDS, "file")


class ApplicationPartyInline(PolicyInline):
    model = ApplicationParty
    fields = ("organisation", "is_lead", "consent_statement", "consent_file")
    autocomplete_fields = ("organisation",)


class SupplementNoticeInline(PolicyInline):
    model = SupplementNotice
    fields = ("submission", "missing", "given_on")
    readonly_fields = ("missing",)

    @admin.display(description=_("应补正的内容"))
    def missing(self, notice: SupplementNotice) -> str:
        """Every item on a line of its own."""
        return "\n".join(notice.lines)


@admin.register(RegistrationApplication)
class RegistrationApplicationAdmin(LeadingOn):
    list_display = (
        "data_name", "kind", "subject_kind", "registrant", "registry", "status", "due_on",
    )  # fmt: skip
    list_filter = (
        "status",
        "kind",
        "subject_kind",
        ("registry", admin.RelatedOnlyFieldListFilter),
        *LEDGER_FILTERS,
    )
    list_select_related = ("registrant", "registry")
    search_fields = ("data_name", "registrant__name")
    autocomplete_fields = (
        "registry", "registrant", "resource", "product", "about", "applicant", "data_region",
        "source_registrations",
    )  # fmt: skip
    formfield_overrides = {
        **PolicyAdmin.formfield_overrides,
        ArrayField: {"form_class": WordListField},
    }
    inlines = (ApplicationPartyInline, EvidenceInline, SupplementNoticeInline)
    standard_reasons = {
        "return_for_supplement": (
            _("缺少存证，或者存证编号与存证机构不符，请核对后重新填写。"),
            _("缺少共同申请单位的同意文件。"),
        ),
        "refuse": (_("不属于本机构的登记范围。"), _("同一资源已经登记。")),
        "fail_review": (_("材料不齐全，补正后仍不符合要求。"), _("登记内容与存证不一致。")),
        "explain_delay": (_("正在向数据提供单位核实。"), _("正在等待存证机构答复。")),
        "withdraw": (_("数据情况有变，重新准备后再申请。"), _("重复申请。")),
    }
    actions = (
        step_action(applications.submit),
        step_action(applications.accept),
        step_action(applications.review),
        step_action(registrations.give_notice),
        step_action(registrations.assign_code),
        step_action(registrations.correct),
        step_action(registrations.cancel),
    )

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """Only what the kind asks; a new application says its kind first."""
        kind = obj.kind if obj is not None else asked_kind(request)
        head = ("kind", "subject_kind", "registry", *REQUEST_FIELDS[kind])
        written = [
            (_("申请"), {"fields": head}),
            *((block.title, {"fields": block.fields}) for block in BLOCKS if block.fields),
        ]
        if obj is None:
            return written
        return [
            *written,
            (_("业务审核和承诺"), {"fields": OWN_REVIEW}),
            (_("办理"), {"fields": DESK}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[Any, ...]:
        """The kind is chosen once; what no edit writes is only shown."""
        fixed = ("kind", "subject_kind") if obj is not None else ()
        return (*fixed, *OWN_REVIEW, *DESK)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """While it is returned for supplement, each field at fault says what is wrong with it (26号 第十条)."""
        form = super().get_form(request, obj, change=change, **kwargs)
        for name, fault in faults_of(obj).items():
            if name in form.base_fields:
                field = form.base_fields[name]
                field.help_text = format_html(
                    '<strong class="st is-bad">{}{}</strong> {}',
                    _("应补正："),
                    fault,
                    field.help_text,
                )
        return form

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What the catalogue, the product or the registration says already; the only body one registers for."""
        own = as_actor(request.user).organisation_ids(*REGISTRANT_ROLES)
        found: dict[str, Any] = {"registrant": own[0]} if len(own) == 1 else {}
        found |= {"kind": asked_kind(request)} | self._filled_in(request)
        return found | super().get_changeform_initial_data(request)

    def _filled_in(self, request: HttpRequest) -> dict[str, Any]:
        """From what is the person's own; of a registration of others no more than the public register says."""
        about = self._named(request, "about", visible_rows(Registration, request.user))
        if about is not None:
            return self._about(request, about)
        own = as_actor(request.user).organisation_ids(*REGISTRANT_ROLES)
        resources = visible_rows(DataResource, request.user).filter(provider__in=own)
        resource = self._named(request, "resource", resources)
        if resource is not None:
            return prefill.from_resource(resource)
        product_model: Any = RegistrationApplication._meta.get_field("product").related_model
        products = visible_rows(product_model, request.user).filter(licence__operator__in=own)
        product = self._named(request, "product", products)
        if product is None:
            return {}
        return prefill.from_product(product) | {"source_registrations": prefill.sources_of(product)}

    def _about(self, request: HttpRequest, about: Registration) -> dict[str, Any]:
        kind = asked_kind(request)
        if holds(request.user, "catalog.apply_registration", about):
            sources = list(claims.registrants_own(about).source_registrations.all())
            return prefill.from_registration(about, kind) | {"source_registrations": sources}
        return prefill.from_public_register(about, kind) if kind == Kind.CORRECTION else {}

    def _named(self, request: HttpRequest, name: str, rows: QuerySet[Any]) -> Any:
        """A record named in the address, if it is among these."""
        key = request.GET.get(name, "")
        return rows.filter(pk=key).first() if key.isdecimal() else None

    def get_urls(self) -> list[URLPattern]:
        """The list of what has to be registered, before the record's pages."""
        owed = path("owed/", self.admin_site.admin_view(self.owed_view), name=self.url_name("owed"))
        return [owed, *super().get_urls()]

    def list_tools(self, request: HttpRequest) -> list[dict[str, Any]]:
        """What waits for a first registration stands one click away."""
        return [
            {"url": self.url_of("owed"), "label": _("应登记未登记")},
            *super().list_tools(request),
        ]

    def owed_view(self, request: HttpRequest) -> TemplateResponse:
        """Resources and products that wait for their first registration, among those that this person may see."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        on = clock.today()
        resources = only_visible(duties.unregistered_resources(on), request.user)
        products = only_visible(duties.unregistered_products(on), request.user)
        context = {
            **self.admin_site.each_context(request),
            "title": _("应登记未登记"),
            "opts": self.opts,
            "owed": duties.owed_to_the_registry(resources, products),
            "add_url": self.url_of("add"),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/catalog/registration_owed.html", context)

    def _step_page(
        self, request: HttpRequest, subject: Any, step: Step, asked: Any, *, status: int
    ) -> TemplateResponse:
        page = super()._step_page(request, subject, step, asked, status=status)
        if step.transition.verb in EXAMINED:
            page.template_name = "admin/catalog/application_step.html"
            page.context_data = (page.context_data or {}) | self.examination(request, subject, step)
        return page

    def examination(
        self, request: HttpRequest, subject: RegistrationApplication, step: Step
    ) -> dict[str, Any]:
        """What the desk looks at: findings, changes, blocks, the last events, and the other steps."""
        return {
            "findings": inspect(subject, clock.today()),
            "changes": changes_of(subject),
            "told": blocks.content(subject),
            "entries": timeline(subject, request.user)[:LATEST_EVENTS],
            "other_steps": [
                each for each in self.open_steps(request, subject) if each["step"] is not step
            ],
            "faults": FAULTS,
            "fault_list": FAULT_LIST,
        }


def asked_kind(request: HttpRequest) -> str:
    """The kind that a new application is to be of: as typed, else as the address says."""
    asked = request.POST.get("kind") or request.GET.get("kind", "")
    return asked if asked in Kind.values else Kind.FIRST.value


def latest_notice(application: Any) -> SupplementNotice | None:
    """The supplement notice that a returned application has to answer."""
    if application is None or application.status != RegistrationApplication.Status.RETURNED:
        return None
    notice: SupplementNotice | None = application.supplement_notices.order_by("-submission").first()
    return notice


def faults_of(application: Any) -> dict[str, str]:
    """What is wrong, by field, while the application is returned for supplement."""
    notice = latest_notice(application)
    return notice.by_field if notice is not None else {}
