"""Authorised operation in the shared admin site: descriptions only; what is allowed is for policies and steps."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from governance.admin import PolicyAdmin, PolicyInline, PolicyStackedInline, step_action
from governance.admin.inlines import PolicyRows
from licensing.models import (
    CollectiveDecision,
    Filing,
    Licence,
    LicensedResource,
    PlannedProduct,
    Product,
    ProductReview,
    ProductSource,
    Scheme,
    SchemeResource,
)
from licensing.workflow import ends, licences, products, schemes

RETURNED_FOR = (
    _("内容不完整，请按列出的条款补充。"),
    _("资源范围与实施方案不一致，请核对。"),
    _("安全措施不足，请补充数据安全和个人信息保护措施。"),
)


def contents_of(model: type[Scheme] | type[Licence]) -> list[tuple[Any, Any]]:
    """One group of fields for each content that the article demands, in its own words."""
    return [(title, {"fields": fields}) for title, fields in model.CONTENTS]


class InspectedAdmin(PolicyAdmin):
    """Only those who may inspect the whole record work on it here; for everybody else there is the register."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Rows whose every field the person may read."""
        rows: Any = super().get_queryset(request)
        return rows.permitted(request.user, f"licensing.inspect_{self.opts.model_name}")


class PartsOfDraft(PolicyRows):
    """Rows that are written with their parent: as long as that is open to edits, and the first one at once."""

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """One empty row where there is no record yet."""
        return 0 if obj else 1

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who may change the parent."""
        return super().has_add_permission(request, obj) and self._is_open(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who may change the parent."""
        return super().has_change_permission(request, obj) and self._is_open(request, obj)

    def _is_open(self, request: HttpRequest, parent: Any) -> bool:
        change = f"licensing.change_{self.parent_model._meta.model_name}"
        return parent is None or request.user.has_perm(change, parent)


class SchemeResourceInline(PartsOfDraft, PolicyInline):
    model = SchemeResource
    fields = ("resource", "quality_note")
    autocomplete_fields = ("resource",)


class PlannedProductInline(PartsOfDraft, PolicyInline):
    model = PlannedProduct
    fields = ("name", "purpose", "form")


class PreparedAdmin(PolicyAdmin):
    """A new record begins with the implementing body for which the person works."""

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """His own body, where there is just one."""
        user: Any = request.user
        own = user.organisation_ids(Role.IMPLEMENTING_BODY)
        begun = {"implementing_body": own[0]} if len(own) == 1 else {}
        return begun | super().get_changeform_initial_data(request)


@admin.register(Scheme)
class SchemeAdmin(PreparedAdmin):
    list_display = ("name", "implementing_body", "mode", "status", "due_on")
    list_filter = ("status", "mode", ("implementing_body", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("implementing_body",)
    search_fields = ("name", "domain", "scenario")
    autocomplete_fields = ("authority", "implementing_body")
    inlines = (SchemeResourceInline, PlannedProductInline)
    fieldsets = (
        (_("（一）名称和参与方"), {"fields": ("status", "name", "authority", "implementing_body")}),
        (
            _("（四）授权运营模式和期限"),
            {"fields": ("mode", "domain", "scenario", "planned_months")},
        ),
        *contents_of(Scheme),
        (_("（十二）其他"), {"fields": ("other_terms", "decision")}),
    )
    actions = (
        step_action(schemes.submit_scheme),
        step_action(schemes.review_scheme),
        step_action(schemes.return_scheme),
        step_action(schemes.deliberate_scheme),
        step_action(schemes.approve_scheme),
        step_action(schemes.reject_scheme),
        step_action(schemes.close_scheme),
    )
    standard_reasons = {"return": RETURNED_FOR}


@admin.register(CollectiveDecision)
class CollectiveDecisionAdmin(PolicyAdmin):
    list_display = ("meeting", "minutes_no", "kind", "body", "held_on", "result", "status")
    list_filter = ("status", "kind", "result", ("body", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("body",)
    search_fields = ("meeting", "minutes_no")
    autocomplete_fields = ("scheme", "licence", "body")
    fieldsets = (
        (None, {"fields": ("status", "kind", "scheme", "licence")}),
        (
            _("会议"),
            {
                "fields": (
                    "body",
                    "meeting",
                    "held_on",
                    "minutes_no",
                    "chair",
                    "attendees",
                    "recusals",
                )
            },
        ),
        (
            _("结果"),
            {
                "fields": (
                    "opinions",
                    "result",
                    "conditions",
                    "exception_grounds",
                    "file",
                    "signed_on",
                )
            },
        ),
    )
    readonly_fields = ("file",)


@admin.register(Filing)
class FilingAdmin(PolicyAdmin):
    list_display = ("number", "authority", "scheme", "licence", "filed_on")
    list_filter = (("authority", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("authority", "scheme", "licence")
    search_fields = ("number",)
    fields = ("number", "authority", "scheme", "licence", "filed_on")


class LicensedResourceInline(PartsOfDraft, PolicyStackedInline):
    model = LicensedResource
    fields = ("resource", "purposes", "restrictions", "consent", "assessment")
    autocomplete_fields = ("resource",)


@admin.register(Licence)
class LicenceAdmin(InspectedAdmin, PreparedAdmin):
    list_display = (
        "name",
        "number",
        "operator",
        "mode",
        "starts_on",
        "ends_on",
        "status",
        "due_on",
    )
    list_filter = ("status", "mode", ("operator", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("operator",)
    search_fields = ("name", "number")
    autocomplete_fields = (
        "scheme", "implementing_body", "authorising_body", "operator", "regulator", "exceptional_term",
    )  # fmt: skip
    inlines = (LicensedResourceInline,)
    fieldsets = (
        (
            _("授权"),
            {
                "fields": (
                    "status",
                    "name",
                    "number",
                    "scheme",
                    "mode",
                    "domain",
                    "scenario",
                    "content",
                    "business",
                )
            },
        ),
        (_("各方"), {"fields": ("authorising_body", "implementing_body", "operator", "regulator")}),
        (
            _("（二）运营期限"),
            {"fields": ("starts_on", "ends_on", "exceptional_term", "suspended_until", "ended_on")},
        ),
        (_("遴选运营机构"), {"fields": ("selection", "selection_basis", "notice_no", "result_no")}),
        *contents_of(Licence),
        (
            _("（十三）其他"),
            {"fields": ("other_terms", "decision", "agreement", "signed_on", "effective_on")},
        ),
    )
    actions = (
        step_action(licences.decide_licence),
        step_action(licences.activate_licence),
        step_action(ends.suspend_licence),
        step_action(ends.reinstate_licence),
        step_action(ends.expire_licence),
        step_action(ends.terminate_licence),
        step_action(ends.revoke_licence),
        step_action(ends.close_licence),
    )
    standard_reasons = {"return": RETURNED_FOR}


class ProductSourceInline(PartsOfDraft, PolicyInline):
    model = ProductSource
    fields = ("licensed_resource",)
    autocomplete_fields = ("licensed_resource",)


class ProductReviewInline(PolicyInline):
    model = ProductReview
    fields = readonly_fields = ("kind", "round", "result", "opinion", "reviewer", "reviewed_on")


@admin.register(LicensedResource)
class LicensedResourceAdmin(InspectedAdmin):
    list_display = ("resource", "licence", "purposes_in_words")
    list_filter = (("licence", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("resource", "licence")
    search_fields = ("resource__name", "licence__number")
    autocomplete_fields = ("licence", "resource")
    fields = ("licence", "resource", "purposes", "restrictions", "consent", "assessment")

    @admin.display(description=_("许可用途"))
    def purposes_in_words(self, entry: LicensedResource) -> str:
        """The purposes as the register tells them."""
        return entry.get_purposes_display()


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
