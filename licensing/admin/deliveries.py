"""Who used what for which purpose, what others made of it, and the list of capabilities (27号 第六条、第十九条)."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from governance.admin import PolicyAdmin, PolicyInline, step_action
from licensing.models import Capability, Delivery, Redevelopment
from licensing.workflow import capabilities, deliveries


class RedevelopmentInline(PolicyInline):
    model = Redevelopment
    fields = readonly_fields = ("title", "developer_name", "status", "declared_on", "refusal")


@admin.register(Delivery)
class DeliveryAdmin(PolicyAdmin):
    list_display = (
        "contract_no",
        "product",
        "customer_told",
        "purpose",
        "use",
        "starts_on",
        "status",
    )
    list_filter = (
        "status", "customer_kind", "purpose", ("product", admin.RelatedOnlyFieldListFilter), "starts_on",
    )  # fmt: skip
    list_select_related = ("product",)
    search_fields = ("contract_no", "customer_name", "product__name")
    fields = (
        "status", "product", "contract_no", "customer_kind", "customer_name", "customer_code", "person_class",
        "purpose", "use", "quantity_terms", "starts_on", "ends_on", "service_ends_on", "ended_on",
    )  # fmt: skip
    inlines = (RedevelopmentInline,)
    actions = (step_action(deliveries.end_delivery),)

    @admin.display(description=_("客户"))
    def customer_told(self, delivery: Delivery) -> str:
        """An organisation by name, a natural person by class."""
        return delivery.customer


@admin.register(Redevelopment)
class RedevelopmentAdmin(PolicyAdmin):
    list_display = ("title", "developer_name", "delivery", "status", "declared_on")
    list_filter = ("status", "declared_on")
    list_select_related = ("delivery__product",)
    search_fields = ("title", "developer_name", "developer_code")
    fields = readonly_fields = (
        "status", "title", "description", "developer_name", "developer_code", "delivery", "contact", "declared_on",
        "refusal",
    )  # fmt: skip


@admin.register(Capability)
class CapabilityAdmin(PolicyAdmin):
    list_display = ("name", "business", "licence", "status", "published_on")
    list_filter = ("status", "business", ("licence", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("licence",)
    search_fields = ("name",)
    autocomplete_fields = ("licence",)
    fields = (
        "status", "licence", "business", "name", "description", "conditions", "contact", "published_on",
    )  # fmt: skip
    actions = (
        step_action(capabilities.publish_capability),
        step_action(capabilities.withdraw_capability),
    )
