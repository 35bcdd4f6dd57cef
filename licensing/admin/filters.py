"""List filters that the lists of supervision share."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from governance import clock
from licensing.admin.overview import uninspected


class OpenFilter(admin.SimpleListFilter):
    """By whether something is left to do; ``OPEN`` of the model says what that means."""

    title = _("是否办结")
    parameter_name = "open"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Open, or ended."""
        return [("yes", _("未办结")), ("no", _("已办结"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """By the states of the model."""
        is_open = Q(status__in=getattr(queryset.model, "OPEN", ()))
        chosen = {"yes": is_open, "no": ~is_open}.get(str(self.value()))
        return queryset.filter(chosen) if chosen is not None else queryset


class InspectedFilter(admin.SimpleListFilter):
    """Licences that nobody has begun to inspect this year."""

    title = _("本年度监督检查")
    parameter_name = "inspected"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Only what asks for attention."""
        return [("no", _("没有检查过"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Of those that run."""
        if self.value() != "no":
            return queryset
        rows: QuerySet[Any] = uninspected(queryset, clock.today().year)
        return rows
