"""Data resources in the shared site."""

from typing import Any

from django.contrib import admin
from django.contrib.postgres.fields import ArrayField
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from catalog.admin.lifecycle import LifecycleAdmin, StandingFilter
from catalog.forms.words import WordListField
from catalog.models import DataItem, DataResource, Distribution
from catalog.workflow import resources, revisions
from governance.actors import as_actor
from governance.admin import PolicyInline, step_action
from governance.models import ImportBatch
from governance.policies import could
from governance.search import checked, query


class DataItemInline(PolicyInline):
    model = DataItem
    fields = (
        "position", "name", "english_name", "data_type", "length", "unit", "description", "is_personal",
        "authoritative_source",
    )  # fmt: skip
    autocomplete_fields = ("authoritative_source",)


class DistributionInline(PolicyInline):
    model = Distribution
    fields = ("name", "kind", "format", "url", "file_name", "size_bytes")


@admin.register(DataResource)
class DataResourceAdmin(LifecycleAdmin):
    list_display = (
        "name",
        "provider",
        "theme",
        "opening",
        "grade",
        "status",
        "due_on",
        "data_updated_on",
    )
    list_filter = (
        "status", StandingFilter, "opening", "sharing", "grade", "update_cycle",
        ("provider", admin.RelatedOnlyFieldListFilter),
    )  # fmt: skip
    list_select_related = ("provider",)
    search_fields = ("name",)
    formfield_overrides = {
        **LifecycleAdmin.formfield_overrides,
        ArrayField: {"form_class": WordListField},
    }
    autocomplete_fields = ("provider", "region")
    inlines = (DataItemInline, DistributionInline)
    fieldsets = (
        (_("是什么"), {"fields": ("name", "code", "abstract", "category", "category_code", "theme", "industry",
                              "tags", "formats")}),
        (_("谁负责"), {"fields": ("provider", "region", "contact_name", "contact_phone", "contact_email")}),
        (_("共享"), {"fields": ("sharing", "sharing_conditions", "sharing_way", "sharing_legal_basis")}),
        (_("开放"), {"fields": ("opening", "opening_conditions", "opening_reason")}),
        (_("分级与来源"), {"fields": ("grade", "is_secret", "acquisition", "acquisition_basis")}),
        (_("更新"), {"fields": ("update_cycle", "update_cycle_text", "issued_on", "data_updated_on", "delivered_on")}),
        (_("导入来源"), {"fields": ("source_system", "source_key", "source_url", "source_provider")}),
        (_("修订和发布"), {"fields": ("revision_of", "revision_cause", "revision_reason", "changed_on", "release_on",
                               "withdrawn_on", "withdrawn_by", "withdrawal_reason")}),
    )  # fmt: skip
    readonly_fields = ("source_system", "source_key", "source_url", "source_provider")
    standard_reasons = {
        "return_for_revision": (
            _("摘要过于笼统，请写明数据的内容、范围和用途。"),
            _("开放类型与理由不符，请核对。"),
            _("数据项不完整，请补充。"),
        ),
        "withdraw": (_("来源系统停用，数据不再产生。"), _("与另一资源重复，保留另一资源。")),
        "revise": (
            _("法规修订，数据项和共享条件随之调整。"),
            _("职能调整，提供单位和联系方式变化。"),
        ),
        "abandon_revision": (_("情况有变，不再需要修订。"),),
        "extend_update": (_("涉及多个部门会签，同意延长。"),),
    }
    actions = (
        step_action(resources.submit),
        step_action(resources.return_for_revision),
        step_action(resources.publish),
        step_action(revisions.revise),
        step_action(revisions.abandon_revision),
        step_action(resources.withdraw),
    )

    def list_tools(self, request: HttpRequest) -> list[dict[str, Any]]:
        """Excel is the habit: the way to the import stands above the list."""
        if not could(request.user, "governance.add_importbatch", ImportBatch):
            return []
        return [{"url": reverse("admin:governance_importbatch_add"), "label": _("从 Excel 导入")}]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Whoever provides for one organisation need not choose it."""
        own = as_actor(request.user).organisation_ids(Role.PROVIDER)
        return (
            {"provider": own[0]} if len(own) == 1 else {}
        ) | super().get_changeform_initial_data(request)

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        """Only what is published has a public page."""
        is_public = obj is not None and obj.is_standing
        return super().get_view_on_site_url(obj) if is_public else None

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        """The same bigrams as on the public page, over the rows that this person may see."""
        queryset = self.choosable(request, queryset)
        if not query(checked(search_term)):
            return queryset, False
        return queryset.filter(search__tsv__bigrams=search_term), False
