"""Sharing requests and the responsibility list in the shared site."""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.postgres.fields import ArrayField
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.forms.words import WordListField
from catalog.models import (
    CorrectionRequest,
    SharingDuty,
    SharingIncident,
    SharingRequest,
    SharingSupplement,
    SharingUse,
)
from catalog.policies.sharing import departments_of
from catalog.workflow import sharing, sharing_extensions, sharing_outcomes, sharing_use
from governance import clock
from governance.actors import as_actor
from governance.admin import PolicyAdmin, PolicyInline, step_action
from governance.policies import could


class TermFilter(admin.SimpleListFilter):
    """Which terms have passed: the list of what is overdue."""

    title = _("办理期限")
    parameter_name = "term"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Passed, or still running."""
        return [("overdue", _("已逾期")), ("running", _("在期限内"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """By the day of the request."""
        if self.value() == "overdue":
            return queryset.filter(due_on__lt=clock.today())
        if self.value() == "running":
            return queryset.filter(due_on__gte=clock.today())
        return queryset


def listed(model: type[Model], user: Any, words: str, **about: Any) -> dict[str, str]:
    """A page beside the record: the visible rows of another list that are about it, with their number."""
    meta: Any = model._meta
    rows: Any = model._default_manager
    number = rows.visible_to(user).filter(**about).count()
    url = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
    label = gettext("%(kind)s（%(n)d）") % {"kind": meta.verbose_name, "n": number}
    return {"url": f"{url}?{urlencode({'q': words})}", "label": label}


def may_ask_for(user: Any, resource: Any) -> bool:
    """Whether one of the person's departments could ask for it: shared at all, and another body's."""
    others = set(departments_of(as_actor(user))) - {resource.provider_id}
    is_shared = resource.is_standing and resource.sharing != resource.Sharing.NONE
    return is_shared and bool(others) and could(user, "catalog.add_sharingrequest", SharingRequest)


class SharingPages(PolicyAdmin):
    """For the page of a data resource: ask for it, and what others asked and found wrong."""

    def record_context(self, request: HttpRequest, subject: Any) -> dict[str, Any]:
        """Requests and corrections beside the entry, as this person may see them."""
        context = super().record_context(request, subject)
        if not subject.code:
            return context
        pages = [
            listed(model, request.user, subject.code, resource=subject)
            for model in (SharingRequest, CorrectionRequest)
        ]
        if may_ask_for(request.user, subject):
            add = reverse("admin:catalog_sharingrequest_add")
            url = f"{add}?{urlencode({'resource': subject.pk})}"
            pages.append({"url": url, "label": gettext("申请共享")})
        return {**context, "record_pages": [*context["record_pages"], *pages]}


class SupplementInline(PolicyInline):
    model = SharingSupplement
    fields = ("submission", "missing", "given_on")
    readonly_fields = ("missing",)

    @admin.display(description=_("应补正的内容"))
    def missing(self, notice: SharingSupplement) -> str:
        """Every item on a line of its own."""
        return "\n".join(notice.items)


class UseInline(PolicyInline):
    model = SharingUse
    fields = ("used_from", "used_until", "purpose", "times", "volume", "result", "recorded_on")


@admin.register(SharingRequest)
class SharingRequestAdmin(PolicyAdmin):
    list_display = ("__str__", "requester", "provider", "status", "due_on")
    list_filter = (
        "status", "kind", TermFilter, "extension", "extra_review", "is_return_flow",
        ("provider", admin.RelatedOnlyFieldListFilter), ("requester", admin.RelatedOnlyFieldListFilter),
    )  # fmt: skip
    list_select_related = ("requester", "provider", "resource")
    search_fields = ("number", "resource__name", "resource__code", "requester__name")
    autocomplete_fields = ("requester", "resource")
    formfield_overrides = {
        **PolicyAdmin.formfield_overrides,
        ArrayField: {"form_class": WordListField},
    }
    inlines = (SupplementInline, UseInline)
    fieldsets: ClassVar[Any] = (
        (_("申请"), {"fields": ("requester", "resource", "items", "scope", "way", "starts_on", "ends_on")}),
        (_("用途和依据"), {"fields": ("purpose", "legal_basis", "conditions_met")}),
        (_("安全责任和联系人"), {"fields": ("security", "contact_name", "contact_phone")}),
        (_("受理"), {"fields": ("number", "provider", "kind", "conditions", "crossing", "is_return_flow", "submission",
                              "received_on", "reply_due_on")}),
        (_("答复"), {"fields": ("replied_on", "replied_by", "reply_reason", "reply_legal_basis", "unmet_condition",
                              "extra_conditions", "extra_review", "extra_opinion")}),
        (_("延期"), {"fields": ("extension", "extension_reason", "extended_from", "extension_noted_on")}),
        (_("提供和使用"), {"fields": ("provided_on", "provided_way", "provision_evidence", "confirmed_on",
                                  "last_used_on", "ended_on", "end_reason")}),
    )  # fmt: skip
    readonly_fields = ("crossing",)
    standard_reasons = {
        "return_for_supplement": (
            _("补充履职依据的文件名称和条款。"),
            _("补充需要的数据项和时间范围。"),
            _("补充安全保障承诺。"),
        ),
        "refuse": (
            _("法律规定该数据只用于统计目的，不得提供。"),
            _("申请的用途不符合目录载明的共享条件。"),
        ),
        "review_extra_conditions": (
            _("另加的条件有法律依据，予以维持。"),
            _("另加的条件没有依据，阻碍共享，予以取消。"),
        ),
    }
    actions = (
        step_action(sharing.submit),
        step_action(sharing.agree),
        step_action(sharing_extensions.grant_extension),
        step_action(sharing_extensions.note_extension),
        step_action(sharing_use.confirm),
        step_action(sharing_outcomes.raise_dispute),
    )

    @admin.display(description=_("跨越"))
    def crossing(self, request: SharingRequest) -> str:
        """Levels, regions and departments that the request crosses."""
        return request.crossing

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Whoever asks for one department need not choose it."""
        own = departments_of(as_actor(request.user))
        return (
            {"requester": own[0]} if len(own) == 1 else {}
        ) | super().get_changeform_initial_data(request)

    def record_context(self, request: HttpRequest, subject: Any) -> dict[str, Any]:
        """Incidents and the dispute beside the request."""
        context = super().record_context(request, subject)
        if not subject.number:
            return context
        pages = [listed(SharingIncident, request.user, subject.number, request=subject)]
        dispute = getattr(subject, "dispute", None)
        if dispute is not None:
            url = reverse("admin:catalog_sharingdispute_change", args=[dispute.pk])
            pages.append({"url": url, "label": gettext("共享争议")})
        return {**context, "record_pages": [*context["record_pages"], *pages]}


@admin.register(SharingDuty)
class SharingDutyAdmin(PolicyAdmin):
    """The responsibility list: read off the catalogue, for looking at and for taking away."""

    list_display = (
        "resource", "provider", "sharing", "update_cycle", "received", "replied", "in_time", "provided",
    )  # fmt: skip
    list_filter = (
        ("provider", admin.RelatedOnlyFieldListFilter),
        "resource__sharing",
        "resource__sharing_way",
        "resource__update_cycle",
    )
    list_select_related = ("resource", "provider")
    search_fields = ("resource__name", "resource__code")
    fields = (
        "resource", "provider", "sharing", "conditions", "sharing_way", "update_cycle", "received", "replied",
        "in_time", "provided",
    )  # fmt: skip
    readonly_fields = fields

    @admin.display(description=_("共享类型"), ordering="resource__sharing")
    def sharing(self, duty: SharingDuty) -> str:
        """With or without conditions."""
        return str(duty.resource.get_sharing_display())

    @admin.display(description=_("共享条件"))
    def conditions(self, duty: SharingDuty) -> str:
        """As the catalogue states them."""
        return duty.resource.sharing_conditions or "–"

    @admin.display(description=_("共享方式"), ordering="resource__sharing_way")
    def sharing_way(self, duty: SharingDuty) -> str:
        """How the data reach the other department."""
        return str(duty.resource.get_sharing_way_display()) or "–"

    @admin.display(description=_("更新周期"), ordering="resource__update_cycle")
    def update_cycle(self, duty: SharingDuty) -> str:
        """How often the data are renewed."""
        return duty.resource.update_promise
