"""The use of a licence in a year for the public (table T3): from accepted reports, small counts withheld."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Sum

from catalog.vocabulary import Purpose
from licensing.models import (
    Licence,
    LicensedResource,
    Product,
    ProductSource,
    UsageEntry,
    UsageReport,
)
from licensing.usage.suppression import Published, publish

COLUMNS = ("deliveries", "users", "free_quantity")
#: What is counted in the unit of the product: calls and reports are never added to each other.
IN_UNITS = ("deliveries", "free_quantity")
Sums = dict[str, int]


@dataclass(frozen=True)
class Yearly:
    """Everything that the page of a licence's use shows for one year."""

    licence: Licence
    year: int
    products: list[dict[str, Any]]
    table: Published
    purposes: list[dict[str, Any]]
    months: list[dict[str, Any]]
    until: date | None
    #: Whether all products are counted in one unit: only then have their figures a sum, and the sum its parts.
    adds_up: bool

    @property
    def hides(self) -> bool:
        """Whether some figure is withheld."""
        return self.table.hides

    @property
    def totals(self) -> dict[str, int | None]:
        """The sums that there are; of unlike units there is none."""
        sums = self.table.totals
        return {name: sums[name] for name in COLUMNS if self.adds_up or name not in IN_UNITS}


def unit(product: Product) -> tuple[str, str]:
    """What one delivery of a product is: the kind of unit and its name."""
    return product.unit, product.unit_name


def years(licence: Licence) -> list[int]:
    """The years of which there is an accepted report, the newest first."""
    rows = UsageReport.objects.accepted().filter(licence=licence)
    return list(rows.order_by("-year").values_list("year", flat=True).distinct())


def yearly(licence: Licence, year: int, reader: Any) -> Yearly:
    """The figures of a year as everybody may see them; names of resources only where the reader may know them."""
    reports = UsageReport.objects.accepted().filter(licence=licence, year=year)
    entries = UsageEntry.objects.filter(report__in=reports)
    sums = _by_product(entries)
    rows = [figures for _product, figures in sums]
    table = publish(rows, COLUMNS, small=settings.LICENSING_SMALL_COUNT)
    products = [
        {"product": product, "resources": sources, **shown}
        for (product, _figures), shown, sources in zip(
            sums, table.rows, _sources([each for each, _figures in sums], reader), strict=True
        )
    ]
    until = max((each.ends_on for each in reports), default=None)
    one_unit = len({unit(each) for each, _figures in sums}) <= 1
    is_open = one_unit and table.totals["deliveries"] is not None
    return Yearly(
        licence=licence, year=year, products=products, table=table, adds_up=one_unit, until=until,
        purposes=shares(products) if one_unit else [], months=_by_period(reports) if is_open else [],
    )  # fmt: skip


def _by_product(entries: Any) -> list[tuple[Product, Sums]]:
    summed = entries.order_by("product__name", "product").values("product").annotate(
        deliveries=Sum("deliveries"), users=Sum("users"), free_quantity=Sum("free_quantity")
    )  # fmt: skip
    found = Product.objects.in_bulk([row["product"] for row in summed])
    return [(found[row.pop("product")], row) for row in summed]


def _sources(products: list[Product], reader: Any) -> list[list[Any]]:
    """The resources that each product draws on; ``None`` where the reader may not know of one."""
    seen = set(
        LicensedResource.objects.visible_to(reader)
        .filter(products__in=products)
        .values_list("pk", flat=True)
    )
    found = defaultdict(list)
    for source in ProductSource.objects.filter(product__in=products).select_related(
        "licensed_resource__resource"
    ):
        entry = source.licensed_resource
        found[source.product_id].append(entry.resource if entry.pk in seen else None)
    return [found[each.pk] for each in products]


def shares(products: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """How much of the use that is shown served which purpose: made of what is published, so it tells nothing more."""
    sums: dict[str, int] = defaultdict(int)
    for row in products:
        sums[row["product"].purpose] += row["deliveries"] or 0
    total = sum(sums.values())
    if not total:
        return []
    return [
        {
            "label": purpose.label,
            "amount": sums[purpose],
            "per_cent": round(sums[purpose] * 100 / total, 1),
        }
        for purpose in Purpose
        if sums[purpose]
    ]


def _by_period(reports: Any) -> list[dict[str, Any]]:
    """The whole use period by period, without the periods that point at few users."""
    rows = list(
        reports.order_by("starts_on").annotate(
            deliveries=Sum("entries__deliveries", default=0), users=Sum("entries__users", default=0)
        )
    )
    table = publish(
        [{"deliveries": each.deliveries, "users": each.users} for each in rows],
        ("deliveries", "users"),
        small=settings.LICENSING_SMALL_COUNT,
    )
    if table.totals["deliveries"] is None:
        # The total stands in the table of products: nothing but all of them hides what must be hidden.
        return []
    highest = max((row["deliveries"] or 0 for row in table.rows), default=0)
    return [
        {
            "label": each.period_words,
            "deliveries": shown["deliveries"],
            "per_cent": round((shown["deliveries"] or 0) * 100 / highest, 1) if highest else 0,
        }
        for each, shown in zip(rows, table.rows, strict=True)
    ]
