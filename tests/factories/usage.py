"""Usage reports in each of their states, brought there by the steps themselves."""

from datetime import date
from typing import Any

from licensing.models import Licence, Product, UsageEntry, UsageReport
from licensing.workflow import usage
from tests.database import arranging
from tests.factories.licensing import licence_in_force, product_on_sale
from tests.factories.schemes import Parties

#: The second quarter of 2026: the first one in which what the factories list was on sale.
FIRST, LAST = date(2026, 4, 1), date(2026, 6, 30)
AFTER = date(2026, 7, 6)
LATER = date(2026, 7, 20)


def sold_product(*, by: Parties, licence: Licence | None = None, **over: Any) -> Product:
    """On sale since the first day of the quarter."""
    return product_on_sale(by=by, licence=licence or licence_in_force(by=by), **over)


def draft_report(*, by: Parties, product: Product | None = None, **over: Any) -> UsageReport:
    """A quarter with one product, not yet submitted."""
    product = product or sold_product(by=by)
    figures = {"deliveries": 1200, "users": 34, "revenue": "600.00"} | over.pop("figures", {})
    fields: dict[str, Any] = {
        "licence": product.licence, "granularity": "quarter", "year": 2026, "number": 2, "created_by": by.seller,
    } | over  # fmt: skip
    with arranging():
        report = UsageReport(**fields)
        report.clean()
        report.save()
        entry = UsageEntry(report=report, product=product, **{"purpose": product.purpose} | figures)
        entry.clean()
        entry.save()
    return report


def submitted_report(*, by: Parties, on: date = AFTER, **over: Any) -> UsageReport:
    """With the implementing body."""
    report = draft_report(by=by, **over)
    usage.submit_report(report, actor=by.seller, on=on)
    return report


def returned_report(*, by: Parties, on: date = AFTER, **over: Any) -> UsageReport:
    """Sent back, its row marked."""
    report = submitted_report(by=by, on=on, **over)
    usage.return_report(
        report, actor=by.decider, on=on, reason="用户数请核对。", rows=report.entries.all()
    )
    return report


def accepted_report(*, by: Parties, on: date = AFTER, **over: Any) -> UsageReport:
    """Checked by the implementing body."""
    report = submitted_report(by=by, on=on, **over)
    usage.accept_report(report, actor=by.decider, on=on)
    return report


def correction(*, by: Parties, on: date = LATER, **over: Any) -> UsageReport:
    """The open second version of an accepted report."""
    report = accepted_report(by=by, **over)
    usage.correct_report(report, actor=by.seller, on=on, reason="漏计退费的调用。")
    found: UsageReport = report.corrections.get()
    return found


def corrected_report(*, by: Parties, on: date = LATER, **over: Any) -> UsageReport:
    """The first version, after the second one was accepted."""
    version = correction(by=by, on=on, **over)
    usage.submit_report(version, actor=by.seller, on=on)
    usage.accept_report(version, actor=by.decider, on=on)
    old: UsageReport = UsageReport.objects.get(pk=version.replaces_id)
    return old


def abandoned_report(*, by: Parties, on: date = LATER, **over: Any) -> UsageReport:
    """A correction that was not needed."""
    version = correction(by=by, on=on, **over)
    usage.abandon_report(version, actor=by.seller, on=on, reason="核对后无误，不需更正。")
    return version
