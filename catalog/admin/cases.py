"""Quality issues and data requests in the shared site: lists to work off, steps, and a ranking of demand."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.blocks import words as words_of
from catalog.contacts import hidden
from catalog.models import DataRequest, QualityIssue
from catalog.workflow import issues, requests
from governance import clock
from governance.admin import PolicyAdmin, step_action
from governance.policies import holds
from governance.step_forms import StepInput
from governance.transitions import Step


class OverdueFilter(admin.SimpleListFilter):
    """By whether the term has passed: for those who supervise."""

    title = gettext_lazy("办理期限")
    parameter_name = "overdue"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Overdue, or still in time."""
        return [("yes", _("已逾期")), ("no", _("未逾期"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Computed as of today."""
        on = clock.today()
        cases = {"yes": Q(due_on__lt=on), "no": Q(due_on__gte=on)}
        chosen = cases.get(str(self.value()))
        return queryset.filter(chosen) if chosen is not None else queryset


class CaseAdmin(PolicyAdmin):
    """What the public filed: those who follow a case see it here, its contact only while they work on it."""

    #: What the public wrote.
    filed_fields: tuple[str, ...] = ()

    def _permission(self, verb: str) -> str:
        return f"{self.opts.app_label}.{verb}_{self.opts.model_name}"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The working site shows cases to those who have to do with them; the public pages show the rest."""
        rows: Any = super().get_queryset(request)
        followed: QuerySet[Any] = rows.permitted(request.user, self._permission("follow"))
        return followed

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """By the same right."""
        return self.has_policy(request, "follow", obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Cases are filed on their public pages, where each gets its number and its term."""
        return False

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """The case, knowing whether this person may contact who filed it."""
        case = super().get_object(request, object_id, from_field)
        if case is not None:
            case.may_contact = holds(request.user, self._permission("contact"), case)
        return case

    @admin.display(description=gettext_lazy("联系方式"))
    def reachable(self, case: Any) -> str:
        """As it was written for who works on the case, only hinted at for everybody else."""
        if not case.contact:
            return _("没有留下联系方式")
        return str(case.contact) if getattr(case, "may_contact", False) else hidden(case.contact)

    def _step_page(
        self, request: HttpRequest, subject: Any, step: Step, asked: StepInput, *, status: int
    ) -> TemplateResponse:
        """What was filed stands on the page of every step: nobody decides from memory."""
        page = super()._step_page(request, subject, step, asked, status=status)
        page.template_name = "admin/catalog/case_step.html"
        page.context_data = (page.context_data or {}) | {
            "told": [
                (subject._meta.get_field(name).verbose_name, words_of(subject, name))
                for name in self.filed_fields
            ],
            "will_publish": step.transition.verb == "accept",
        }
        return page

    def record_context(self, request: HttpRequest, subject: Any) -> dict[str, Any]:
        """The file goes the way of the contact: even its name may be somebody's."""
        context = super().record_context(request, subject)
        may_contact = getattr(subject, "may_contact", False)
        return context if may_contact else context | {"record_files": []}

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        """Every case has its public page."""
        return None if obj is None else str(obj.get_absolute_url())


@admin.register(QualityIssue)
class QualityIssueAdmin(CaseAdmin):
    filed_fields = ("resource_name", "kind", "description", "filed_on")
    list_display = (
        "number",
        "resource_name",
        "kind",
        "provider",
        "status",
        "due_on",
        "is_escalated",
    )
    list_filter = (
        "status", OverdueFilter, "kind", "is_escalated", ("resource__provider", admin.RelatedOnlyFieldListFilter),
        ("filed_on", admin.DateFieldListFilter),
    )  # fmt: skip
    list_select_related = ("resource__provider",)
    search_fields = ("number", "resource_name", "description")
    fields = (
        "number", "resource", "kind", "description", "reachable", "filed_on", "accepted_on", "mark_words", "finding",
        "answer", "answered_on", "answered_by", "is_escalated",
    )  # fmt: skip
    readonly_fields = ("reachable",)
    standard_reasons = {
        "decline": (
            gettext_lazy("内容与本资源无关。"),
            gettext_lazy("没有写明问题，无法核实。欢迎补充后重新提出。"),
        ),
        "reject": (
            gettext_lazy("经核实，数据与来源系统一致，没有错误。"),
            gettext_lazy("经核实，差异由统计口径不同造成，口径已在摘要中说明。"),
        ),
        "escalate": (gettext_lazy("已超过答复期限，请尽快办理。"),),
        "reopen": (gettext_lazy("答复没有回应提出的问题，请重新核实。"),),
    }
    actions = (
        step_action(issues.accept),
        step_action(issues.decline),
        step_action(issues.mark),
        step_action(issues.unmark),
        step_action(issues.close),
        step_action(issues.escalate),
    )

    @admin.display(description=gettext_lazy("提供单位"), ordering="resource__provider__name")
    def provider(self, issue: QualityIssue) -> str:
        """Who answers."""
        return str(issue.resource.provider)


@admin.register(DataRequest)
class DataRequestAdmin(CaseAdmin):
    filed_fields = ("title", "purpose", "theme", "filed_on")
    list_display = ("number", "title", "theme", "is_livelihood", "bureau", "status", "due_on")
    list_filter = (
        "status", OverdueFilter, "is_livelihood", "outcome", "theme", ("bureau", admin.RelatedOnlyFieldListFilter),
        ("filed_on", admin.DateFieldListFilter),
    )  # fmt: skip
    list_select_related = ("bureau",)
    search_fields = ("number", "title", "purpose")
    ordering = ("-is_livelihood", "-filed_on", "-pk")
    fields = (
        "number", "title", "purpose", "theme", "is_livelihood", "reachable", "filed_on", "accepted_on", "bureau",
        "outcome", "resource", "opinion", "decided_by", "reply", "replied_on",
    )  # fmt: skip
    readonly_fields = ("reachable",)
    standard_reasons = {
        "decline": (
            gettext_lazy("不是对公共数据的需求，请向有关部门咨询。"),
            gettext_lazy("没有写明需要什么数据，欢迎补充后重新提出。"),
        ),
        "refuse": (
            gettext_lazy("含个人信息，脱敏后仍能识别到个人。"),
            gettext_lazy("依法依规予以保密，不予开放。"),
            gettext_lazy("本单位没有采集这类数据。"),
        ),
        "send_back": (gettext_lazy("理由不充分，请写明依据的法律条款。"),),
    }
    actions = (
        step_action(requests.accept),
        step_action(requests.decline),
        step_action(requests.assign),
        step_action(requests.close),
    )

    def get_urls(self) -> list[URLPattern]:
        """The ranking."""
        view = self.admin_site.admin_view(self.demand_view)
        return [path("demand/", view, name=self.url_name("demand")), *super().get_urls()]

    def list_tools(self, request: HttpRequest) -> list[dict[str, Any]]:
        """The way to the ranking."""
        return [{"url": self.url_of("demand"), "label": _("按主题看需求")}]

    def demand_view(self, request: HttpRequest) -> HttpResponse:
        """What is asked for most, livelihood first; every figure leads to its rows (clause 二)."""
        list_url = self.url_of("changelist")
        rows = demand(self.get_queryset(request))
        for row in rows:
            row["url"] = f"{list_url}?{urlencode({'theme': row['theme']})}"
        context = {
            **self.admin_site.each_context(request),
            "title": _("按主题看开放需求"),
            "opts": self.opts,
            "rows": rows,
            "list_url": list_url,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/governance/demand.html", context)


def demand(rows: QuerySet[Any]) -> list[dict[str, Any]]:
    """One line for each theme: livelihood first, then by number."""
    status = DataRequest.Status
    ended = (status.REPLIED, status.CLOSED, status.DECLINED)
    counted = (
        rows.exclude(status=status.DECLINED)
        .order_by()
        .values("theme")
        .annotate(
            number=Count("pk"),
            livelihood=Count("pk", filter=Q(is_livelihood=True)),
            running=Count("pk", filter=~Q(status__in=ended)),
            opened=Count("pk", filter=Q(outcome__in=("opened", "partly"), status__in=ended)),
        )
        .order_by("-livelihood", "-number", "theme")
    )
    return list(counted)
