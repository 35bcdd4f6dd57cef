"""What is asked of a report before it is taken: faults stop it, use beyond the licence is more than a fault."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from licensing.conditions import Words
from licensing.models import Product, UsageEntry, UsageReport
from licensing.usage import periods, spans

#: From one period to the next a figure may move so many times up or down before it is asked why.
JUMP = 5
#: Below this no jump is worth a question.
WORTH_ASKING = 100
#: Reported and metered may differ by so many per cent.
TOLERANCE = 5


@dataclass(frozen=True)
class Excess:
    """Use that the licence does not cover."""

    entry: UsageEntry
    sentence: str


def entries_of(report: UsageReport) -> list[UsageEntry]:
    """The rows with what the checks ask of them."""
    return list(report.entries.select_related("product", "product__licence").order_by("pk"))


def faults(report: UsageReport, entries: list[UsageEntry], *, on: date) -> list[Words]:
    """What is missing or contradicts itself."""
    found: list[Words] = []
    if on <= report.ends_on:
        found.append(_("报告期间到 %(day)s 才结束，请在期间结束后报送。") % {"day": report.ends_on})
    if not entries and not report.is_nil:
        found.append(
            _("报告还没有明细，请先填写各产品的使用情况；确无使用的，请勾选“本期没有使用”。")
        )
    if report.is_nil and any(entry.deliveries for entry in entries):
        found.append(_("报告勾选了“本期没有使用”，但是明细中有使用量，请改正其一。"))
    return [*found, *missing(report, entries), *questions(report, entries)]


def missing(report: UsageReport, entries: list[UsageEntry]) -> list[Words]:
    """Products on sale in the period of which the report says nothing."""
    if report.is_nil:
        return []
    told = {entry.product_id for entry in entries}
    return [
        _("“%(product)s”本期在售，请补充它的使用情况；没有使用的填 0。") % {"product": product}
        for product in on_sale_during(report)
        if product.pk not in told
    ]


def on_sale_during(report: UsageReport) -> list[Product]:
    """The products of the licence that were on sale on some day of the period."""
    rows = list(report.licence.products.filter(listed_on__isnull=False).order_by("name", "pk"))
    for each in rows:
        each.licence = report.licence
    period = spans.days(report.starts_on, report.ends_on)
    sold = spans.on_sale(rows)
    return [each for each in rows if spans.meeting(sold[each.pk], [period])]


def excesses(report: UsageReport, entries: list[UsageEntry]) -> list[Excess]:
    """Use for another purpose than the product's, or while the product was not on sale under a licence in force."""
    sold = {product.pk for product in on_sale_during(report)}
    found: list[Excess] = []
    for entry in entries:
        names = {
            "product": entry.product,
            "told": entry.get_purpose_display(),
            "purpose": entry.product.get_purpose_display(),
        }
        if not entry.deliveries:
            continue
        if entry.purpose != entry.product.purpose:
            sentence = _(
                "“%(product)s”登记的用途为“%(purpose)s”，报告的用途为“%(told)s”，超出授权用途。"
            )
            found.append(Excess(entry, str(sentence % names)))
        elif entry.product_id not in sold:
            sentence = _("“%(product)s”在报告期间没有一天在授权有效期内在售，报告的使用超出授权。")
            found.append(Excess(entry, str(sentence % names)))
    return found


def questions(report: UsageReport, entries: list[UsageEntry]) -> list[Words]:
    """What may well be true and still wants a note: a jump against the last period, a difference to the meter."""
    earlier = last_figures(report)
    asked: list[Words] = []
    for entry in entries:
        if entry.note.strip():
            continue
        before = earlier.get((entry.product_id, entry.purpose))
        if before is not None and is_jump(before, entry.deliveries):
            asked.append(
                _(
                    "“%(product)s”的使用量由上期的 %(before)d 变为 %(now)d，变化很大，请在说明中写明原因。"
                )
                % {"product": entry.product, "before": before, "now": entry.deliveries}
            )
        if entry.metered is not None and is_apart(entry.metered, entry.deliveries):
            asked.append(
                _(
                    "“%(product)s”报告的使用量为 %(now)d，计量记录为 %(metered)d，请核对，或者在说明中写明原因。"
                )
                % {"product": entry.product, "now": entry.deliveries, "metered": entry.metered}
            )
    return asked


def last_figures(report: UsageReport) -> dict[tuple[int, str], int]:
    """What was accepted for the period before, by product and purpose."""
    year, number = periods.before(report.granularity, report.year, report.number)
    earlier: Any = UsageEntry.objects.filter(
        report__in=UsageReport.objects.accepted().filter(
            licence=report.licence_id, granularity=report.granularity, year=year, number=number
        )
    )
    rows: Iterable[tuple[int, str, int]] = earlier.values_list("product", "purpose", "deliveries")
    return {(product, purpose): deliveries for product, purpose, deliveries in rows}


def is_jump(before: int, now: int) -> bool:
    """More than fivefold, or less than a fifth."""
    if max(before, now) < WORTH_ASKING:
        return False
    return now > before * JUMP or now * JUMP < before


def is_apart(metered: int, told: int) -> bool:
    """Further apart than the tolerance allows."""
    return abs(told - metered) * 100 > TOLERANCE * max(metered, told)
