"""What the page of one product shows, cut down to what the reader may see."""

from datetime import date
from typing import Any

from django.db.models import Count, Q

from catalog.models import Registration
from licensing.models import Delivery, Licence, LicensedResource, Product, ProductEdition
from licensing.registers.products import product_entries, with_prices


def product_facts(product: Product, user: Any, *, on: date) -> dict[str, Any]:
    """Everything on the page of one product."""
    (shown,) = with_prices(Product.objects.filter(pk=product.pk).with_licence(), user, on=on)
    (entry,) = product_entries([shown], user)
    return {
        "on": on,
        "entry": entry,
        "product": shown,
        "is_on_sale": shown.is_on_sale(on),
        "sources": source_rows(shown, user, on=on),
        "registration": registration_of(shown, user, on=on),
        "use": use_in_figures(shown),
        "editions": list(ProductEdition.objects.visible_to(user).filter(product=shown)),
    }


def source_rows(product: Product, user: Any, *, on: date) -> list[dict[str, Any]]:
    """The sources with their registrations; of what the reader may not see, only that it is there."""
    seen = LicensedResource.objects.visible_to(user).filter(products=product)
    known = {entry.pk: entry for entry in seen.select_related("resource__provider")}
    resources = [entry.resource_id for entry in known.values()]
    active = Registration.objects.visible_to(user).active(on).filter(resource__in=resources)
    numbers = {each.resource_id: each for each in active}
    rows = []
    for source in product.product_sources.prefetch_related("items"):
        entry = known.get(source.licensed_resource_id)
        resource = entry.resource if entry else None
        rows.append(
            {
                "resource": resource,
                "registration": numbers.get(resource.pk) if resource else None,
                "items": [item.name for item in source.items.all()] if resource else [],
            }
        )
    return rows


def registration_of(product: Product, user: Any, *, on: date) -> Registration | None:
    """The registration of the product itself, where one stands."""
    rows = Registration.objects.visible_to(user).active(on).filter(product=product)
    found: Registration | None = rows.order_by("-coded_on").first()
    return found


def use_in_figures(product: Product) -> dict[str, int]:
    """How many customers and re-developments; names are for the supervisors."""
    counted = Delivery.objects.filter(product=product).aggregate(
        running=Count("pk", filter=Q(status="running"), distinct=True),
        made=Count("redevelopments", filter=Q(redevelopments__status="recorded"), distinct=True),
    )
    return dict(counted)


def capability_entries(rows: Any) -> list[dict[str, Any]]:
    """The list of capabilities by licence."""
    entries: dict[int, dict[str, Any]] = {}
    for each in rows.select_related("licence__operator").order_by("licence__operator__name", "pk"):
        licence: Licence = each.licence
        entry = entries.setdefault(licence.pk, {"licence": licence, "rows": []})
        entry["rows"].append(each)
    return list(entries.values())
