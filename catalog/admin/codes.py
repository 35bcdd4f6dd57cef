"""Code lists in the shared site: kept by the data authority, chosen by searching."""

from datetime import date
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from catalog.models import CodeEntry
from governance.admin import PolicyAdmin
from governance.clock import today


class InForceFilter(admin.SimpleListFilter):
    """Whether an entry may still be chosen."""

    title = _("效力")
    parameter_name = "in_force"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """In force or not."""
        return [("1", _("现在可以选用")), ("0", _("已停用或者尚未启用"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The entries that stand today, or the others."""
        standing = CodeEntry.objects.in_force(today()).values("pk")
        if self.value() == "1":
            return queryset.filter(pk__in=standing)
        return queryset.exclude(pk__in=standing) if self.value() == "0" else queryset


@admin.register(CodeEntry)
class CodeEntryAdmin(PolicyAdmin):
    list_display = ("code", "name", "code_list", "parent", "valid_from", "valid_to", "successor")
    list_filter = ("code_list", InForceFilter)
    list_select_related = ("parent", "successor")
    search_fields = ("code", "name")
    autocomplete_fields = ("parent", "successor")
    fields = ("code_list", "code", "name", "parent", "valid_from", "valid_to", "successor")

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        """In forms only what may still be chosen is offered; the list shows all."""
        found, doubled = super().get_search_results(request, queryset, search_term)
        is_choice = request.resolver_match is not None and (
            request.resolver_match.url_name == "autocomplete"
        )
        return (_standing(found, today()) if is_choice else found), doubled


def _standing(rows: Any, on: date) -> Any:
    return rows.filter(pk__in=CodeEntry.objects.in_force(on).values("pk"))
