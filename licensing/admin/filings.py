"""Filings in the shared site, and the list of what is not on file yet (I-03; 27号 第十一条、第十三条)."""

from datetime import date
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance import clock
from governance.admin import PolicyAdmin
from licensing.models import Filing, Licence, Scheme

#: What an agreement is called in the books before it is on file.
UNFILED_LICENCE = Licence.Status.SIGNED
#: More than these are found by the filter of the list.
SHOWN = 200
MATTERS = ((Scheme, Scheme.Status.APPROVED), (Licence, UNFILED_LICENCE))


class FiledFilter(admin.SimpleListFilter):
    """By whether the filing has been made, and in time."""

    title = gettext_lazy("备案情况")
    parameter_name = "filing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Due, overdue, done."""
        return [
            ("due", _("待备案，期限未到")),
            ("overdue", _("逾期未备案")),
            ("filed", _("已备案")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Computed as of today."""
        on, asked = clock.today(), self.value()
        state = dict(MATTERS)[queryset.model]
        if asked == "filed":
            return queryset.filter(filings__isnull=False).exclude(status=state).distinct()
        waiting = queryset.filter(status=state)
        if asked == "due":
            return waiting.filter(due_on__gte=on)
        return waiting.filter(due_on__lt=on) if asked == "overdue" else queryset


@admin.register(Filing)
class FilingAdmin(PolicyAdmin):
    list_display = ("number", "authority", "scheme", "licence", "filed_on")
    list_filter = (
        ("authority", admin.RelatedOnlyFieldListFilter),
        ("filed_on", admin.DateFieldListFilter),
    )
    list_select_related = ("authority", "scheme", "licence")
    search_fields = ("number", "scheme__name", "licence__name")
    fields = ("number", "authority", "scheme", "licence", "filed_on")

    def get_urls(self) -> list[URLPattern]:
        """The list of what is missing before the pages of single filings."""
        view = self.admin_site.admin_view(self.unfiled_view)
        return [path("unfiled/", view, name=self.url_name("unfiled")), *super().get_urls()]

    def list_tools(self, request: HttpRequest) -> list[dict[str, str]]:
        """What is missing, above the list of what is there."""
        own = {"url": self.url_of("unfiled"), "label": _("未备案的方案和协议")}
        return [*super().list_tools(request), own]

    def unfiled_view(self, request: HttpRequest) -> HttpResponse:
        """Every scheme and agreement that this person may see and that is not on file, the most urgent first."""
        on = clock.today()
        context = {
            **self.admin_site.each_context(request),
            "title": _("未备案的方案和协议"),
            "opts": self.opts,
            "media": self.media,
            "on": on,
            "groups": [
                unfiled_group(request.user, model, state, on=on) for model, state in MATTERS
            ],
        }
        return TemplateResponse(request, "admin/licensing/unfiled.html", context)


def unfiled_group(user: Any, model: Any, state: str, *, on: date) -> dict[str, Any]:
    """One kind of matter: its rows by urgency, how many are late, and where the same list can be exported."""
    waiting = model.objects.visible_to(user).filter(status=state)
    rows = list(waiting.select_related("implementing_body").order_by("due_on", "pk")[:SHOWN])
    meta = model._meta
    return {
        "name": meta.verbose_name,
        "change": f"admin:{meta.app_label}_{meta.model_name}_change",
        "export": f"admin:{meta.app_label}_{meta.model_name}_export",
        "state": state,
        "rows": rows,
        "overdue": waiting.filter(due_on__lt=on).count(),
        "total": waiting.count(),
    }
