"""Usage reports against the published prices: more revenue than any bill allows is an overcharge (65号 五)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from licensing.models import ChargeUnit, UsageEntry, UsageReport
from pricing.models import CapTariff, Price, Tariff
from pricing.wording import grouped

#: What a report counts of each unit; where none is counted, no verdict is possible.
COUNTED = {
    ChargeUnit.PER_PRODUCT: "deliveries",
    ChargeUnit.PER_CALL: "deliveries",
    ChargeUnit.PER_VOLUME: "volume",
}
#: A charge by the thousand calls, or by other measures than records, is not what the report counts.
MULTIPLES = ("十", "百", "千", "万", "亿")
RECORDS = "条"


@dataclass(frozen=True)
class Overcharge:
    """A row of a report with the most that its figures allow."""

    entry: UsageEntry
    most: Decimal

    @property
    def sentence(self) -> str:
        """For the incident: what was reported, what was possible, the difference."""
        words = {
            "product": self.entry.product.name,
            "revenue": grouped(self.entry.revenue, least=2),
            "most": grouped(self.most, least=2),
            "excess": grouped(self.entry.revenue - self.most, least=2),
        }
        return str(
            _(
                "“%(product)s”报告收入 %(revenue)s 元，按公布的收费标准和上限，所报用量最多收取 "
                "%(most)s 元，超出 %(excess)s 元。"
            )
            % words
        )


def overcharges(report: UsageReport) -> list[Overcharge]:
    """The rows of a report whose revenue no lawful bills add up to."""
    entries = list(report.entries.filter(revenue__gt=0).select_related("product").order_by("pk"))
    tariffs = _tariffs(report, [entry.product_id for entry in entries])
    bounds = ((entry, _most(entry, tariffs.get(entry.product_id, []))) for entry in entries)
    return [
        Overcharge(entry, most)
        for entry, most in bounds
        if most is not None and entry.revenue > most
    ]


def _tariffs(report: UsageReport, products: Iterable[int]) -> dict[int, list[Tariff]]:
    """What each product cost in the period: its prices, or its caps where none was published."""
    found: dict[int, list[Tariff]] = {}
    wanted, days = list(products), (report.starts_on, report.ends_on)
    for model in (Price, CapTariff):
        rows = model.objects.during(*days).filter(product__in=wanted).prefetch_related("tiers")
        own: dict[int, list[Tariff]] = {}
        for row in rows:
            own.setdefault(row.product_id, []).append(row)
        found = own | found
    return found


def _most(entry: UsageEntry, tariffs: list[Tariff]) -> Decimal | None:
    """Every unit at the dearest rate of the period, every user at the minimum: nobody is accused wrongly."""
    if not tariffs or not all(_is_counted(entry, tariff) for tariff in tariffs):
        return None
    lines = {
        tariff.unit: [each for each in tariffs if each.unit == tariff.unit] for tariff in tariffs
    }
    return sum((_bound(entry, unit, own) for unit, own in lines.items()), Decimal(0))


def _is_counted(entry: UsageEntry, tariff: Tariff) -> bool:
    own = entry.product.unit_name if tariff.unit == entry.product.unit else ""
    if tariff.unit == ChargeUnit.PER_VOLUME and own != RECORDS:
        return False
    return tariff.unit in COUNTED and not own.startswith(MULTIPLES)


def _bound(entry: UsageEntry, unit: str, tariffs: list[Tariff]) -> Decimal:
    used = getattr(entry, COUNTED[ChargeUnit(unit)])
    if COUNTED[ChargeUnit(unit)] == "deliveries":
        used = max(used - entry.free_quantity, 0)
    dearest = max(_rates(tariffs))
    # Who is charged a minimum pays it once in a billing period, of which a report may hold a year's months.
    minimum = max(tariff.minimum for tariff in tariffs) * entry.users * 12
    return (Decimal(used) * dearest).quantize(Decimal("0.01"), ROUND_CEILING) + minimum


def _rates(tariffs: list[Tariff]) -> Iterator[Any]:
    for tariff in tariffs:
        yield from (tier.rate for tier in tariff.ladder)
