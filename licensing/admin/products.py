"""Products, their sources and their reviews in the shared site (clauses 三, 十, 十二)."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalog.models import DataItem
from governance.admin import PolicyAdmin, PolicyInline, step_action
from licensing.admin.bases import RETURNED_FOR, PartsOfDraft
from licensing.admin.product_guide import GuidedProducts
from licensing.models import Product, ProductReview, ProductSource, ReviewPoint
from licensing.workflow import product_editions, product_service, products


class SourceForm(forms.ModelForm):
    """The items are those of the resource: they can be chosen once the source stands."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields.get("items")
        if field is not None:
            stored = self.instance if self.instance.pk else None
            resource = stored.licensed_resource.resource_id if stored else None
            field.queryset = DataItem.objects.filter(resource=resource)
            field.required = False


class ProductSourceInline(PartsOfDraft, PolicyInline):
    model = ProductSource
    form = SourceForm
    fields = ("licensed_resource", "items")
    autocomplete_fields = ("licensed_resource",)

    def get_queryset(self, request: HttpRequest) -> Any:
        """With what the choice of items asks for."""
        return super().get_queryset(request).select_related("licensed_resource__resource")


class ProductReviewInline(PolicyInline):
    model = ProductReview
    fields = readonly_fields = ("kind", "round", "result", "opinion", "reviewer", "reviewed_on")


@admin.register(Product)
class ProductAdmin(GuidedProducts):
    list_display = ("name", "licence", "form", "purpose", "status", "due_on")
    list_filter = (
        "status", "form", "purpose", "is_on_exchange", "graded_as",
        ("licence", admin.RelatedOnlyFieldListFilter),
    )  # fmt: skip
    list_select_related = ("licence",)
    search_fields = ("name", "scenario")
    autocomplete_fields = ("licence",)
    inlines = (ProductSourceInline, ProductReviewInline)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "status", "name", "edition", "revision_of", "licence", "form", "purpose", "scenario", "description",
                    "graded_as",
                )
            },
        ),
        (
            _("数据加工和对外内容"),
            {"fields": ("is_raw", "processing", "output_fields", "personal_output", "desensitisation")},
        ),
        (
            _("交付和服务承诺"),
            {
                "fields": (
                    "delivery", "how_to_get", "availability", "latency_ms", "support_hours", "contact", "manual_url",
                )
            },
        ),
        (
            _("交易和计费"),
            {
                "fields": (
                    "is_on_exchange", "exchange_name", "listing_no", "unit", "unit_name", "free_conditions",
                    "terms_of_use",
                )
            },
        ),
        (_("文件"), {"fields": ("sample", "manual")}),
        (
            _("上架和停止"),
            {"fields": ("listed_on", "suspended_until", "last_service_on", "closing_notice")},
        ),
    )  # fmt: skip
    actions = (
        step_action(products.submit_product),
        step_action(products.return_product),
        step_action(products.put_on_sale),
        step_action(product_editions.release_edition),
        step_action(product_service.begin_registration),
        step_action(product_service.suspend_product),
        step_action(product_service.resume_product),
        step_action(product_service.recall_product),
        step_action(product_service.announce_end),
        step_action(products.withdraw_product),
    )
    standard_reasons = {"return": RETURNED_FOR}

    def get_inlines(self, request: HttpRequest, obj: Any) -> tuple[type[PolicyInline], ...]:
        """A product that is not there yet has no reviews."""
        return self.inlines if obj else (ProductSourceInline,)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """A returned product has the points that were not met at the very fields they are about."""
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        if obj is None or obj.status != Product.Status.RETURNED:
            return form
        for point in unmet_points(obj):
            field = form.base_fields.get(point.field)
            if field is not None:
                told = _now("审核意见：%(point)s——不符合：%(note)s")
                field.help_text = told % {"point": point.point, "note": point.note}
        return form


def unmet_points(product: Product) -> Any:
    """What the reviews of the last round found wanting."""
    return ReviewPoint.objects.filter(
        review__product=product, review__round=product.round, is_met=False
    )


class ReviewPointInline(PolicyInline):
    model = ReviewPoint
    fields = readonly_fields = ("point", "is_met", "note")


@admin.register(ProductReview)
class ProductReviewAdmin(PolicyAdmin):
    list_display = ("product", "kind", "round", "result", "reviewer", "reviewed_on")
    list_filter = ("kind", "result", "reviewed_on")
    list_select_related = ("product", "reviewer")
    search_fields = ("product__name",)
    fields = readonly_fields = (
        "product", "kind", "round", "result", "opinion", "evidence", "reviewer", "reviewed_on",
    )  # fmt: skip
    inlines = (ReviewPointInline,)
