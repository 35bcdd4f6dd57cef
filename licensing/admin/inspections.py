"""Check-lists, plans and inspections in the shared site (27号 第二十一条; 意见（十三）)."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from catalog.admin.cases import OverdueFilter
from governance.actors import as_actor
from governance.admin import PolicyAdmin, PolicyInline, PolicyStackedInline, step_action
from governance.clock import today
from licensing import sampling
from licensing.admin.bases import PartsOfDraft
from licensing.admin.filters import OpenFilter
from licensing.admin.overview import overview
from licensing.models import (
    ChecklistPoint,
    ChecklistTemplate,
    Finding,
    Inspection,
    InspectionPlan,
    InspectionVisit,
)
from licensing.workflow import inspection_plans, inspections

HEADER = ("kind", "licence", "body", "template", "ground", "planned_on")


def own_body(request: HttpRequest, *roles: Role) -> Any:
    """The organisation for which the person works in these roles, where there is just one."""
    own = as_actor(request.user).organisation_ids(*roles)
    return own[0] if len(own) == 1 else None


class PointInline(PartsOfDraft, PolicyInline):
    model = ChecklistPoint
    fields = ("number", "text", "basis", "method")

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """A few empty rows, so that a list is written without scripts."""
        return 5


@admin.register(ChecklistTemplate)
class ChecklistTemplateAdmin(PolicyAdmin):
    list_display = ("name", "kind", "owner", "is_in_use")
    list_filter = ("kind", "is_in_use", ("owner", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("owner",)
    search_fields = ("name",)
    autocomplete_fields = ("owner",)
    fields = ("name", "kind", "owner", "is_in_use")
    inlines = (PointInline,)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Of the own body."""
        own = own_body(request, Role.AUTHORITY, Role.IMPLEMENTING_BODY)
        return {"owner": own} | super().get_changeform_initial_data(request)


class DrawnInline(PolicyInline):
    model = Inspection
    fk_name = "plan"
    view_on_site = False
    fields = readonly_fields = ("licence", "number", "planned_on", "status")
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The draw makes them."""
        return False


@admin.register(InspectionPlan)
class InspectionPlanAdmin(PolicyAdmin):
    list_display = ("name", "year", "authority", "sample_size", "planned_on", "status")
    list_filter = ("status", "year", ("authority", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("authority",)
    search_fields = ("name",)
    autocomplete_fields = ("authority", "template")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "status", "name", "year", "authority", "scope", "template", "sample_size", "planned_on",
                )
            },
        ),
        (_("抽取"), {"fields": ("seed", "drawn_on", "drawn_from", "how_to_repeat")}),
    )  # fmt: skip
    readonly_fields = ("how_to_repeat",)
    actions = (step_action(inspection_plans.close_plan),)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """A new plan has not been drawn."""
        return self.fieldsets if obj else ((None, self.fieldsets[0][1]),)

    def get_inlines(self, request: HttpRequest, obj: Any) -> tuple[type[PolicyInline], ...]:
        """The inspections that were drawn."""
        return (DrawnInline,) if obj else ()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Of the own authority."""
        return {"authority": own_body(request, Role.AUTHORITY)} | (
            super().get_changeform_initial_data(request)
        )

    @admin.display(description=_("怎样重算"))
    def how_to_repeat(self, plan: InspectionPlan) -> str:
        """So that nobody has to believe the draw."""
        return sampling.RULE


class VisitInline(PolicyInline):
    model = InspectionVisit
    fields = readonly_fields = ("visited_on", "place", "met", "seen")


class FindingInline(PartsOfDraft, PolicyStackedInline):
    model = Finding
    fields = ("text", "basis", "method", "result", "what", "responsible", "evidence")
    readonly_fields = ("text", "basis", "method")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What the list does not ask is added on the finding's own page."""
        return False


@admin.register(Inspection)
class InspectionAdmin(PolicyAdmin):
    list_display = ("operator", "number", "kind", "body", "planned_on", "status", "due_on")
    list_display_links = ("operator",)
    list_filter = (
        "status", OpenFilter, OverdueFilter, "kind", ("licence", admin.RelatedOnlyFieldListFilter),
        ("body", admin.RelatedOnlyFieldListFilter), ("planned_on", admin.DateFieldListFilter),
    )  # fmt: skip
    list_select_related = ("licence__operator", "body")
    search_fields = ("number", "licence__name", "licence__number")
    autocomplete_fields = ("licence", "body", "template")
    fieldsets = (
        (_("检查"), {"fields": ("status", "number", *HEADER, "plan", "lead", "second", "begun_on")}),
        (
            _("结果"),
            {
                "fields": (
                    "summary", "reported_on", "operator_view", "viewed_on", "orders", "closed_by", "closed_on",
                )
            },
        ),
    )  # fmt: skip
    readonly_fields = ("orders",)
    standard_reasons = {"cancel": (_("授权已经结束，不再检查。"), _("与其他检查合并进行。"))}
    actions = (
        step_action(inspections.begin_inspection),
        step_action(inspections.join_inspection),
        step_action(inspections.close_inspection),
        step_action(inspections.cancel_inspection),
    )

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """A new one asks who, what and why."""
        return self.fieldsets if obj else ((None, {"fields": HEADER}),)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Once begun, only the report is written."""
        fixed = super().get_readonly_fields(request, obj)
        is_begun = obj is not None and obj.status != Inspection.Status.PLANNED
        return (*fixed, *HEADER) if is_begun else fixed

    def get_inlines(self, request: HttpRequest, obj: Any) -> tuple[Any, ...]:
        """Findings and visits once there are any."""
        return (FindingInline, VisitInline) if obj else ()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """By the own body."""
        own = own_body(request, Role.AUTHORITY, Role.IMPLEMENTING_BODY)
        return {"body": own} | super().get_changeform_initial_data(request)

    def get_urls(self) -> list[URLPattern]:
        """The dashboard 监管."""
        view = self.admin_site.admin_view(self.overview_view)
        return [path("overview/", view, name=self.url_name("overview")), *super().get_urls()]

    def list_tools(self, request: HttpRequest) -> list[dict[str, Any]]:
        """The way to the dashboard."""
        return [{"url": self.url_of("overview"), "label": _("监管概况")}]

    def overview_view(self, request: HttpRequest) -> HttpResponse:
        """What is open and late, each figure a link to its rows."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("监管概况"),
            "opts": self.opts,
            "groups": overview(request.user, today()),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/licensing/overview.html", context)

    @admin.display(description=_("运营机构"), ordering="licence__operator__name")
    def operator(self, inspection: Inspection) -> str:
        """Who is inspected."""
        return str(inspection.licence.operator)

    @admin.display(description=_("整改"))
    def orders(self, inspection: Inspection) -> SafeString | str:
        """The way to the orders that came of it."""
        if inspection.reported_on is None:
            return "–"
        return format_html(
            '<a href="/admin/licensing/rectification/?finding__inspection__id__exact={}">{}</a>',
            inspection.pk,
            _("查看整改事项"),
        )
