"""What the list of products shows: rows cut down to what the reader may see."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q

from licensing.models import LicensedResource, Product
from licensing.models.terms import FREE_PURPOSES

ORDERS = {
    "": ("name", "pk"),
    "newest": ("-listed_on", "-pk"),
    "operator": ("licence__operator__name", "pk"),
}


def products(user: Any, asked: dict[str, Any], *, on: date) -> Any:
    """What is on sale today and answers a valid filter, for whoever reads."""
    rows = Product.objects.visible_to(user).on_sale(on).with_licence()
    if asked.get("q"):
        rows = rows.filter(
            Q(name__icontains=asked["q"])
            | Q(scenario__icontains=asked["q"])
            | Q(licence__operator__name__icontains=asked["q"])
        )
    plain = {
        "purpose": "purpose",
        "form": "form",
        "domain": "licence__domain",
        "operator": "licence__operator",
    }
    chosen = {path: asked[name] for name, path in plain.items() if asked.get(name)}
    if asked.get("trading"):
        chosen["is_on_exchange"] = asked["trading"] == "on"
    if asked.get("charge"):
        is_free = Q(purpose__in=FREE_PURPOSES)
        rows = rows.filter(is_free if asked["charge"] == "free" else ~is_free)
    return rows.filter(**chosen).order_by(*ORDERS[asked.get("sort") or ""])


def _rows_of(relation: str) -> Any:
    model: Any = Product._meta.get_field(relation).related_model
    return model.objects


def with_prices(rows: Any, user: Any, *, on: date) -> Any:
    """With the caps and prices of the day, asked through the relations that pricing adds to a product."""
    return rows.prefetch_related(
        *(
            Prefetch(
                name,
                queryset=_rows_of(name).visible_to(user).in_force(on).prefetch_related("tiers"),
                to_attr=f"{name}_today",
            )
            for name in ("cap_tariffs", "prices")
        ),
        Prefetch(
            "product_sources__licensed_resource",
            queryset=LicensedResource.objects.select_related("resource"),
        ),
    )


def product_entries(page: Iterable[Product], user: Any) -> list[dict[str, Any]]:
    """Each product of a page with its sources (masked where they are not public) and today's charges."""
    shown: list[Any] = list(page)
    sources = [
        source.licensed_resource_id for each in shown for source in each.product_sources.all()
    ]
    visible = set(
        LicensedResource.objects.visible_to(user)
        .filter(pk__in=sources)
        .values_list("pk", flat=True)
    )
    return [
        {
            "product": each,
            "sources": [
                source.licensed_resource.resource
                if source.licensed_resource_id in visible
                else None
                for source in each.product_sources.all()
            ],
            "cap": next(iter(each.cap_tariffs_today), None),
            "price": next(iter(each.prices_today), None),
        }
        for each in shown
    ]
