"""Data resources in the shared site."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.postgres.fields import ArrayField
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from catalog.admin.batches import FromBatchFilter
from catalog.admin.filters import AttentionFilter
from catalog.admin.lifecycle import LifecycleAdmin, StandingFilter
from catalog.admin.quality import QualityTab
from catalog.admin.sharing import SharingPages
from catalog.forms.words import WordListField
from catalog.models import DataItem, DataResource, Distribution, ResourceRelation
from catalog.workflow import findings, grading, resources, revisions
from governance.actors import as_actor
from governance.admin import PolicyInline, step_action
from governance.models import ImportBatch
from governance.policies import could
from governance.search import checked, query


class DataItemInline(PolicyInline):
    model = DataItem
    fields = (
        "position", "name", "english_name", "data_type", "length", "unit", "description", "is_personal",
        "sensitivity", "authoritative_source",
    )  # fmt: skip
    autocomplete_fields = ("authoritative_source",)


class DistributionInline(PolicyInline):
    model = Distribution
    fields = ("name", "kind", "format", "url", "file_name", "size_bytes", "sample")


class ResourceRelationInline(PolicyInline):
    model = ResourceRelation
    fk_name = "resource"
    fields = ("related", "note")
    autocomplete_fields = ("related",)


@admin.register(DataResource)
class DataResourceAdmin(QualityTab, SharingPages, LifecycleAdmin):
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
        "status", StandingFilter, AttentionFilter, "opening", "sharing", "grade", "update_cycle", "is_livelihood",
        "is_backflow", ("provider", admin.RelatedOnlyFieldListFilter),
        ("industry_code", admin.RelatedOnlyFieldListFilter), FromBatchFilter,
    )  # fmt: skip
    list_select_related = ("provider",)
    search_fields = ("name",)
    formfield_overrides = {
        **LifecycleAdmin.formfield_overrides,
        ArrayField: {"form_class": WordListField},
    }
    autocomplete_fields = ("provider", "region", "classification", "theme_code", "industry_code")
    inlines = (DataItemInline, DistributionInline, ResourceRelationInline)
    fieldsets = (
        (_("是什么"), {"fields": ("name", "code", "abstract", "category", "classification", "theme_code", "theme",
                              "industry_code", "industry", "tags", "formats", "is_livelihood")}),
        (_("谁负责"), {"fields": ("provider", "provider_uscc", "region", "contact_name", "contact_phone",
                               "contact_email")}),
        (_("共享"), {"fields": ("sharing", "sharing_conditions", "sharing_way", "sharing_legal_basis")}),
        (_("开放"), {"fields": ("opening", "opening_conditions", "opening_way", "opening_requirements",
                              "opening_safeguards", "opening_reason")}),
        (_("分级"), {"fields": ("grade", "suggested_grade", "grade_factors", "grade_rationale", "is_secret",
                              "confirmed_grade", "grade_reviewed_by", "grade_reviewed_on", "grade_review_by")}),
        (_("从哪里来"), {"fields": ("acquisition", "acquisition_basis", "legal_basis", "origin_system",
                               "is_backflow")}),
        (_("范围和数量"), {"fields": ("covers_from", "covers_to", "spatial_range", "record_count", "volume_bytes")}),
        (_("更新"), {"fields": ("update_cycle", "update_cycle_text", "issued_on", "data_updated_on", "delivered_on")}),
        (_("修订和发布"), {"fields": ("revision_of", "revision_cause", "revision_reason", "changed_on", "release_on",
                               "withdrawn_on", "withdrawn_by", "withdrawal_reason")}),
        (_("导入来源"), {"fields": ("category_code", "source_system", "source_key", "source_url", "source_provider")}),
    )  # fmt: skip
    readonly_fields = (
        "provider_uscc", "suggested_grade", "source_system", "source_key", "source_url", "source_provider",
    )  # fmt: skip
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
        step_action(findings.scan),
        step_action(resources.return_for_revision),
        step_action(resources.publish),
        step_action(revisions.revise),
        step_action(revisions.abandon_revision),
        step_action(resources.withdraw),
        step_action(grading.review_grade),
    )

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """The factors of a grade are a closed list: boxes to tick."""
        if db_field.name != "grade_factors":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        return forms.MultipleChoiceField(
            label=db_field.verbose_name,
            choices=DataResource.GradeFactor.choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("按哪些要素定级，可以多选。"),
        )

    @admin.display(description=_("提供单位代码"))
    def provider_uscc(self, resource: DataResource) -> str:
        """The provider's unified social credit code."""
        return (resource.provider.uscc if resource.provider_id else "") or "–"

    @admin.display(description=_("按数据项建议的分级"))
    def suggested_grade(self, resource: DataResource) -> str:
        """The highest level of the data items."""
        grade = grading.suggested_grade(resource) if resource.pk else ""
        return str(DataResource.Grade(grade).label) if grade else "–"

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
