"""Implementation schemes in the shared site (27号 第八条至第十一条)."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from governance.admin import PolicyInline, step_action
from licensing.admin.bases import RETURNED_FOR, PartsOfDraft, PreparedAdmin, contents_of
from licensing.admin.filings import FiledFilter
from licensing.admin.scheme_pages import SchemePages
from licensing.models import PlannedProduct, Scheme, SchemeAnnex, SchemeResource
from licensing.workflow import scheme_changes, schemes


class SchemeResourceInline(PartsOfDraft, PolicyInline):
    model = SchemeResource
    fields = ("resource", "quality_note")
    autocomplete_fields = ("resource",)


class PlannedProductInline(PartsOfDraft, PolicyInline):
    model = PlannedProduct
    fields = ("name", "purpose", "form")


class SchemeAnnexInline(PartsOfDraft, PolicyInline):
    model = SchemeAnnex
    fields = ("content", "title", "file")


class ChangeFilter(admin.SimpleListFilter):
    """Schemes, and the texts of their larger changes."""

    title = _("方案和变更稿")
    parameter_name = "change"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The two, and what is under way."""
        return [
            ("schemes", _("方案")),
            ("under_way", _("办理中的变更稿")),
            ("changed", _("有变更稿在办理的方案")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Everything unless asked."""
        under_way = Scheme.objects.filter(revision_of__isnull=False, status__in=Scheme.UNDER_WAY)
        cases = {
            "schemes": Q(revision_of__isnull=True),
            "under_way": Q(pk__in=under_way.values("pk")),
            "changed": Q(pk__in=under_way.values("revision_of")),
        }
        chosen = cases.get(str(self.value()))
        return queryset if chosen is None else queryset.filter(chosen)


@admin.register(Scheme)
class SchemeAdmin(SchemePages, PreparedAdmin):
    list_display = ("__str__", "implementing_body", "mode", "status", "due_on")
    list_filter = (
        "status",
        "mode",
        FiledFilter,
        ChangeFilter,
        ("implementing_body", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("implementing_body",)
    search_fields = ("name", "domain", "scenario")
    autocomplete_fields = ("authority", "authorising_body", "implementing_body")
    inlines = (SchemeResourceInline, PlannedProductInline, SchemeAnnexInline)
    fieldsets = (
        (
            _("（一）名称和参与方"),
            {
                "fields": (
                    "status", "name", "authority", "authorising_body", "implementing_body", "revision_of",
                    "change_reason",
                )
            },
        ),
        (
            _("（四）授权运营模式和期限"),
            {"fields": ("mode", "domain", "scenario", "planned_months")},
        ),
        *contents_of(Scheme),
        (_("（十二）其他"), {"fields": ("other_terms", "decision")}),
    )  # fmt: skip
    actions = (
        step_action(schemes.submit_scheme),
        step_action(schemes.review_scheme),
        step_action(schemes.return_scheme),
        step_action(schemes.deliberate_scheme),
        step_action(schemes.approve_scheme),
        step_action(schemes.reject_scheme),
        step_action(schemes.close_scheme),
        step_action(scheme_changes.revise_scheme),
        step_action(scheme_changes.abandon_scheme),
    )
    standard_reasons = {"return": RETURNED_FOR}
