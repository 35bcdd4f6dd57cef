"""Tracing the use of data in the shared site: who used what for which purpose (clause 四; 27号 第二十一条)."""

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from catalog.models import DataResource
from governance import deadlines
from governance.admin import PolicyAdmin
from licensing.models import LicensedResource, ProductSource, UsageMonthly
from licensing.usage import metered


class ResourceFilter(admin.SimpleListFilter):
    """By the data resource that the product draws on: one of those that the person may see."""

    title = _("数据资源")
    parameter_name = "resource"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The resources of licences whose use is shown."""
        drawn = LicensedResource.objects.filter(
            product_sources__product__in=model_admin.get_queryset(request).values("product")
        )
        rows = DataResource.objects.visible_to(request.user).filter(pk__in=drawn.values("resource"))
        return [(str(pk), name) for pk, name in rows.order_by("name").values_list("pk", "name")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """What the products that draw on it were used for."""
        asked = self.value() or ""
        if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
            return queryset
        drawing = ProductSource.objects.filter(licensed_resource__resource=int(asked))
        return queryset.filter(product__in=drawing.values("product"))


@admin.register(UsageMonthly)
class UsageMonthlyAdmin(PolicyAdmin):
    """Who used what for which purpose, month by month, from the metered records."""

    list_display = (
        "month",
        "operator",
        "product",
        "resources",
        "purpose",
        "quantity",
        "failed",
        "refused",
    )
    list_filter = (
        ResourceFilter, "purpose", ("product", admin.RelatedOnlyFieldListFilter),
        ("licence__operator", admin.RelatedOnlyFieldListFilter), "month",
    )  # fmt: skip
    list_select_related = ("product", "licence__operator")
    search_fields = (
        "product__name", "licence__operator__name", "product__sources__resource__name",
    )  # fmt: skip
    fields = readonly_fields = (
        "month", "licence", "product", "resources", "purpose", "records", "quantity", "size", "users", "failed",
        "refused",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the sources of each product, in one query more."""
        sources = Prefetch(
            "product__product_sources",
            ProductSource.objects.select_related("licensed_resource__resource"),
        )
        return super().get_queryset(request).prefetch_related(sources)

    @admin.display(description=_("运营机构"))
    def operator(self, row: UsageMonthly) -> str:
        """Who operates."""
        return row.licence.operator.name

    @admin.display(description=_("数据资源"))
    def resources(self, row: UsageMonthly) -> str:
        """What the product draws on."""
        sources = row.product.product_sources.all()
        return "、".join(str(each.licensed_resource.resource.name) for each in sources)

    @admin.display(description=_("用户数"))
    def users(self, row: UsageMonthly) -> int:
        """How many different customers were served in the month."""
        last = deadlines.add_months(row.month, 1) - timedelta(days=1)
        return metered.customers(row.licence_id, row.month, last).get(row.product_id, 0)
