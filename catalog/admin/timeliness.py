"""The timeliness of the registries in the shared site: figures, what comes due, and the filters that they lead to."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Role
from catalog import timeliness
from catalog.ledger import BY_KEY, STAGES, Outcome, in_outcome
from governance import clock
from governance.actors import as_actor
from governance.admin import PolicyAdmin
from governance.deadlines import portal_calendar

OFFICES = (Role.REGISTRY, Role.AUTHORITY, Role.AUDITOR)


class StageFilter(admin.SimpleListFilter):
    """By how a stage stands against its term."""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The four ways."""
        return [(each.value, each.label) for each in Outcome]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """The rows behind the figure."""
        if self.value() not in Outcome.values:
            return queryset
        stage = BY_KEY[str(self.parameter_name)]
        rows = timeliness.received(queryset)
        return in_outcome(rows, stage, str(self.value()), clock.today())


def stage_filters() -> tuple[type[StageFilter], ...]:
    """One filter for each stage."""
    return tuple(
        type(f"{stage.key.title()}Filter", (StageFilter,), {
            "title": gettext_lazy("%(stage)s期限") % {"stage": stage.title},
            "parameter_name": stage.key,
        })
        for stage in STAGES
    )  # fmt: skip


class ReceivedFilter(admin.SimpleListFilter):
    """By the year in which the registry received it first."""

    title = gettext_lazy("收到年度")
    parameter_name = "received"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The years that occur."""
        return [
            (str(year), str(year)) for year in timeliness.years(model_admin.get_queryset(request))
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """The applications of a year."""
        asked = self.value() or ""
        if not asked.isdecimal() or not 1 <= int(asked[:5]) <= 9999:
            return queryset
        return queryset.filter(first_received_on__year=int(asked))


class ClockFilter(admin.SimpleListFilter):
    """By whose clock runs."""

    title = gettext_lazy("谁的期限")
    parameter_name = "clock"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The registry's, or the registrant's."""
        return [("registry", _("登记机构")), ("registrant", _("登记主体"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """The applications whose running clock is theirs."""
        rules = [stage.rule for stage in STAGES if stage.can_be_late]
        if self.value() == "registry":
            return queryset.filter(due_rule__in=rules)
        if self.value() == "registrant":
            return queryset.filter(due_rule="reg.supplement")
        return queryset


LEDGER_FILTERS: tuple[Any, ...] = (
    ReceivedFilter,
    ClockFilter,
    *stage_filters(),
    ("due_on", admin.DateFieldListFilter),
)


class TimelinessPage(PolicyAdmin):
    """The page 办理时效 above the list of applications."""

    def get_urls(self) -> list[URLPattern]:
        """The page before those of single records."""
        view = self.admin_site.admin_view(self.timeliness_view)
        return [path("timeliness/", view, name=self.url_name("timeliness")), *super().get_urls()]

    def list_tools(self, request: HttpRequest) -> list[dict[str, str]]:
        """Above the list, for those who register, supervise or audit."""
        tools = super().list_tools(request)
        if not as_actor(request.user).holds(*OFFICES):
            return tools
        return [*tools, {"url": self.url_of("timeliness"), "label": _("办理时效")}]

    def timeliness_view(self, request: HttpRequest) -> HttpResponse:
        """Figures of one year or of all, and what comes due."""
        if not as_actor(request.user).holds(*OFFICES):
            raise PermissionDenied(
                _("办理时效供登记机构、数据主管部门和审计机关查看，您没有这些角色。")
            )
        rows, on = timeliness.received(self.get_queryset(request)), clock.today()
        years = timeliness.years(rows)
        asked = request.GET.get("year", "")
        year = next((each for each in years if str(each) == asked), None)
        context = {
            **self.admin_site.each_context(request),
            "title": _("登记办理时效"),
            "opts": self.opts,
            "media": self.media,
            "years": years,
            "year": year,
            "rows": timeliness.rows_of(rows, on=on, year=year),
            "spans": timeliness.spans(rows, on=on, calendar=portal_calendar()),
            "outcomes": [each.label for each in Outcome],
            "list_url": self.url_of("changelist"),
            "ledger_url": self.url_of("export"),
            "on": on,
        }
        return TemplateResponse(request, "admin/catalog/timeliness.html", context)
