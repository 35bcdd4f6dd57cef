"""Products and their reviews in the shared site (clauses 三, 十, 十二)."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from governance.admin import PolicyAdmin, PolicyInline, step_action
from licensing.admin.bases import RETURNED_FOR, PartsOfDraft
from licensing.models import Product, ProductReview, ProductSource
from licensing.workflow import products


class ProductSourceInline(PartsOfDraft, PolicyInline):
    model = ProductSource
    fields = ("licensed_resource",)
    autocomplete_fields = ("licensed_resource",)


class ProductReviewInline(PolicyInline):
    model = ProductReview
    fields = readonly_fields = ("kind", "round", "result", "opinion", "reviewer", "reviewed_on")


@admin.register(Product)
class ProductAdmin(PolicyAdmin):
    list_display = ("name", "licence", "form", "purpose", "status")
    list_filter = ("status", "form", "purpose", ("licence", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("licence",)
    search_fields = ("name", "scenario")
    autocomplete_fields = ("licence",)
    inlines = (ProductSourceInline, ProductReviewInline)
    fieldsets = (
        (
            None,
            {"fields": ("status", "name", "licence", "form", "purpose", "scenario", "description")},
        ),
        (_("数据加工"), {"fields": ("is_raw", "processing")}),
        (
            _("交付与计费"),
            {"fields": ("delivery", "is_on_exchange", "unit", "unit_name", "contact", "listed_on")},
        ),
    )
    actions = (
        step_action(products.submit_product),
        step_action(products.review_security),
        step_action(products.review_conformity),
        step_action(products.return_product),
        step_action(products.put_on_sale),
        step_action(products.withdraw_product),
    )
    standard_reasons = {"return": RETURNED_FOR}

    def get_inlines(self, request: HttpRequest, obj: Any) -> tuple[type[PolicyInline], ...]:
        """A product that is not there yet has no reviews."""
        return self.inlines if obj else (ProductSourceInline,)
