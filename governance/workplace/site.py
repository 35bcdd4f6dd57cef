"""The shared admin site: its home is the inbox, its search and choices show visible rows only."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.translation import gettext as _

from governance.registration import GovernedApp
from governance.workplace.desk import calendar_download, desk_context
from governance.workplace.downloads import duties_file
from governance.workplace.home import home_context, inbox_of
from governance.workplace.searching import SHORTEST_TERM, checked_term, found_everywhere

DEEPEST_CHOICES = 50


class VisibleChoices(AutocompleteJsonView):
    """Choices of an autocomplete: at least two characters, visible rows, a bounded number of pages."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Nothing for a term that is too short, instead of everything."""
        term = checked_term(request.GET.get("term", "")).strip()
        page = request.GET.get("page", "1")
        if len(term) < SHORTEST_TERM or not page.isdecimal() or int(page[:9]) > DEEPEST_CHOICES:
            return JsonResponse({"results": [], "pagination": {"more": False}})
        return super().get(request, *args, **kwargs)


class GovernedSite(admin.AdminSite):
    """What the shared site needs of the mechanism; its names and order are the project's."""

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Stock admin classes that packages bring for their own models know no policies: they stay outside."""
        models = (
            model_or_iterable if isinstance(model_or_iterable, Iterable) else [model_or_iterable]
        )
        for model in models:
            is_ours = isinstance(apps.get_app_config(model._meta.app_label), GovernedApp)
            if is_ours or getattr(admin_class, "asks_policies", False):
                super().register(model, admin_class, **options)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Django's addresses, with the search, without the redirect by content type (it would name hidden rows)."""
        kept = [each for each in super().get_urls() if getattr(each, "name", "") != "view_on_site"]
        own = [
            path("search/", self.admin_view(self.search_view), name="search"),
            path("duties/export/", self.admin_view(self.export_duties), name="export_duties"),
            path("desk/", self.admin_view(self.desk_view), name="desk"),
            path("desk/calendar.ics", self.admin_view(calendar_download), name="desk_calendar"),
        ]
        return [*own, *kept]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """What every page knows, with the number of duties beside each noun."""
        context = super().each_context(request)
        if not context["has_permission"]:
            return context
        counts = inbox_of(request).counts
        for group in context["available_apps"]:
            for entry in group["models"]:
                number = counts.get(entry["model"]._meta.label_lower)
                entry["duty_count"] = number.all if number else 0
        desk = {"url": reverse(f"{self.name}:desk"), "label": _("我的工作台")}
        return context | {"duty_count": inbox_of(request).total.all, "desk_links": [desk]}

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """我的待办."""
        return super().index(request, home_context(request) | (extra_context or {}))

    def export_duties(self, request: HttpRequest) -> HttpResponse:
        """我的待办 as a file."""
        return duties_file(request)

    def desk_view(self, request: HttpRequest) -> TemplateResponse:
        """我的工作台: affairs, duties and days of one person."""
        context = {
            **self.each_context(request),
            **desk_context(request),
            "title": _("我的工作台"),
        }
        return TemplateResponse(request, "admin/governance/desk.html", context)

    def app_index(
        self, request: HttpRequest, app_label: str, extra_context: Any = None
    ) -> TemplateResponse:
        """The records of one group under the group's own name."""
        groups = self.get_app_list(request, app_label)
        if not groups:
            raise Http404
        return super().app_index(
            request, app_label, {"title": groups[0]["name"], **(extra_context or {})}
        )

    def autocomplete_view(self, request: HttpRequest) -> Any:
        """Choices for foreign keys."""
        return VisibleChoices.as_view(admin_site=self)(request)

    def search_view(self, request: HttpRequest) -> TemplateResponse:
        """Numbers, names and organisations over everything that the person may see."""
        term = checked_term(request.GET.get("q", "")).strip()
        is_short = 0 < len(term) < SHORTEST_TERM
        context = {
            **self.each_context(request),
            "title": _("搜索“%(term)s”") % {"term": term} if term else _("全局搜索"),
            "global_query": term,
            "groups": found_everywhere(self, request, term) if term and not is_short else [],
            "is_short": is_short,
        }
        return TemplateResponse(request, "admin/governance/search.html", context)

    def get_log_entries(self, request: HttpRequest) -> Any:
        """Django's own log is not kept: the audit trail is."""
        return ()
