"""``PolicyAdmin``: the base of every admin class of the shared site, closed where Django's own admin leaks."""

from typing import Any

from django.contrib.admin.options import ShowFacets
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.admin.exporting import export_list, export_tools
from governance.admin.filters import allowed_lookups, governed_filters
from governance.admin.record import RecordAdmin
from governance.admin.saved_filters import forget_filter, save_filter, saved_filters_context
from governance.admin.steps import is_offered
from governance.admin.widgets import CONTROLS, NO_SCRIPTS
from governance.paging import BoundedPaginator
from governance.workplace.searching import checked_term, checked_values

NO_ACTION = (("", gettext_lazy("选择操作")),)


class PolicyAdmin(RecordAdmin):
    """Lists, forms, choices, filters and actions that show and write only what the policies allow."""

    list_per_page = 25
    list_max_show_all = 100
    show_full_result_count = False
    paginator = BoundedPaginator
    show_facets = ShowFacets.ALLOW
    save_as = False
    formfield_overrides = CONTROLS
    media = NO_SCRIPTS

    def get_urls(self) -> list[URLPattern]:
        """The download of the list, and the record's pages."""
        view, name = self.admin_site.admin_view, self.url_name
        own = [
            path("export/", view(self.export_view), name=name("export")),
            path("filters/save/", view(self.save_filter_view), name=name("save_filter")),
            path(
                "filters/<int:pk>/forget/",
                view(self.forget_filter_view),
                name=name("forget_filter"),
            ),
        ]
        return [*own, *super().get_urls()]

    # Lists

    def export_view(self, request: HttpRequest) -> HttpResponseBase:
        """The list as a file."""
        return export_list(self, request)

    def save_filter_view(self, request: HttpRequest) -> HttpResponse:
        """Keep the present filter under a name."""
        return save_filter(self, request)

    def forget_filter_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Drop a kept filter."""
        return forget_filter(self, request, pk)

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        """Filters on a relation offer visible rows only."""
        return governed_filters(self.model, super().get_list_filter(request))

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """A closed list: filters, exact values of search fields, and the limits of a popup."""
        filters = self.get_list_filter(request) if request is not None else self.list_filter
        allowed = allowed_lookups(
            self.model,
            filters=filters,
            search=self.search_fields,
            by_date=self.date_hierarchy or "",
        )
        return lookup in allowed or self._is_popup_limit(lookup, value)

    def _is_popup_limit(self, lookup: str, value: Any) -> bool:
        """Whether a foreign key somewhere limits its popup by exactly this."""
        limits = (limit() if callable(limit) else limit for limit in self.opts.related_fkey_lookups)
        return any(
            isinstance(limit, dict) and str(limit.get(lookup)) == str(value) for limit in limits
        )

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        """Search of a readable, bounded term."""
        return super().get_search_results(request, queryset, checked_term(search_term))

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Own actions whose step could be open to this person; the stock ``delete_selected`` does not exist here."""
        found: dict[str, Any] = super().get_actions(request)
        return {
            name: offered
            for name, offered in found.items()
            if name != "delete_selected" and is_offered(offered[0], request.user, self.model)
        }

    def get_action_choices(
        self, request: HttpRequest, default_choices: Any = NO_ACTION
    ) -> list[Any]:
        """The choices begin with words instead of a row of dashes."""
        return super().get_action_choices(request, list(default_choices))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list under its own title."""
        for values in request.GET.lists():
            checked_values(values[1])
        context = {
            "title": self.opts.verbose_name_plural,
            "add_label": _("新建%(kind)s") % {"kind": self.opts.verbose_name},
            **saved_filters_context(self, request),
            "list_tools": [*export_tools(self, request), *self.list_tools(request)],
            **(extra_context or {}),
        }
        return super().changelist_view(request, context)

    def list_tools(self, request: HttpRequest) -> list[dict[str, str]]:
        """Further links above the list (``url`` and ``label``), for admin classes to add."""
        return []

    # Records

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[Any, ...]:
        """The declared ones and every field of the form that no edit writes: a status is never typed."""
        declared = tuple(super().get_readonly_fields(request, obj))
        shown = {name for name in self._declared_fields() if isinstance(name, str)}
        fixed = (
            field.name
            for field in self.opts.get_fields()
            if _is_fixed(field) and field.name in shown
        )
        return (*declared, *(name for name in fixed if name not in declared))

    def _declared_fields(self) -> list[Any]:
        groups = (
            [options["fields"] for _name, options in self.fieldsets]
            if self.fieldsets
            else [self.fields or ()]
        )
        return [
            name
            for group in groups
            for line in group
            for name in ([line] if isinstance(line, str) else line)
        ]

    def get_view_on_site_url(self, obj: Model | None = None) -> str | None:
        """The record's own public address; Django's redirect by content type would name hidden rows."""
        return (
            obj.get_absolute_url() if obj is not None and hasattr(obj, "get_absolute_url") else None
        )

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponse:
        """Hidden and absent records: the same 404, byte for byte."""
        raise Http404

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """There is no such page."""
        raise Http404

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Shown in the menu to whoever could see or add any row."""
        return self.has_view_permission(request) or self.has_add_permission(request)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        """The form with its own title, version and key, and with what the record's state allows."""
        context |= {
            "title": self.form_title(obj),
            "subtitle": None,
            "show_save_and_add_another": add,
        }
        context |= self.edit_context(request, obj, context["adminform"].form)
        if change and obj is not None:
            context |= self.record_context(request, obj)
        return super().render_change_form(
            request, context, add=add, change=change, form_url=form_url, obj=obj
        )

    def form_title(self, obj: Model | None) -> str:
        """新建…, or what the record is called."""
        return _("新建%(kind)s") % {"kind": self.opts.verbose_name} if obj is None else str(obj)


def _is_fixed(field: Any) -> bool:
    return getattr(field, "concrete", False) and (not field.editable or field.name == "status")
