"""Cap tariffs: set within the allowed revenue, reported in writing, replaced, never edited (65号 二)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.transitions import Transition, TransitionError, step
from pricing.forms import EndForm, ReportForm
from pricing.models import AllowedRevenue, CapTariff, Price
from pricing.wording import grouped
from pricing.workflow.keeping import above_cap
from pricing.workflow.prices import end_price, withdraw_price
from pricing.workflow.spans import ONE_DAY, require_end, require_no_retroaction, wait_in_line

Status = CapTariff.Status


@step(
    Transition(
        action="pricing.captariff.end",
        label=_("截止执行"),
        sources=frozenset({Status.REPORTED, Status.SUPERSEDED}),
        target=Status.SUPERSEDED,
        permission="pricing.supersede_captariff",
        clause=_("65号 二"),
        is_duty=False,
        form=EndForm,
    )
)
def end_cap(cap: CapTariff, *, on: date, ends_on: date) -> Mapping[str, Any]:
    """I-19: a cap is not edited; it ends, and another begins on the next day."""
    require_end(cap, ends_on=ends_on, on=on)
    return {"ends_on": ends_on}


@step(
    Transition(
        action="pricing.captariff.set",
        label=_("制定上限"),
        sources=frozenset({Status.DRAFT}),
        target=Status.SET,
        permission="pricing.set_captariff",
        clause=_("65号 二、三（二）"),
        starts_clock="price.cap_report",
    )
)
def set_cap(cap: CapTariff, *, actor: Any, on: date) -> Mapping[str, Any]:
    """65号 二: the authorising body sets the cap within the allowed revenue; welfare is free."""
    require_no_retroaction(cap, on=on)
    revenue = _basis(cap)
    wait_in_line(cap)
    for earlier in CapTariff.objects.on_line_of(cap).during(cap.starts_on, cap.ends_on):
        _replace(earlier, by=cap, actor=actor, on=on)
    _end_prices_above(cap, actor=actor, on=on)
    return {"set_on": on, "revenue": revenue}


@step(
    Transition(
        action="pricing.captariff.report",
        label=_("登记书面报告"),
        sources=frozenset({Status.SET}),
        target=Status.REPORTED,
        permission="pricing.report_captariff",
        clause=_("65号 二"),
        form=ReportForm,
    )
)
def report_cap(cap: CapTariff, *, on: date, report_no: str, reported_on: date) -> Mapping[str, Any]:
    """65号 二 (I-20): reported in writing to the price authority and the data authority."""
    if reported_on > on or (cap.set_on and reported_on < cap.set_on):
        raise TransitionError(_("书面报告日期应在制定之日与今天之间，请核对后重新填写。"))
    return {"report_no": report_no, "reported_on": reported_on}


def _basis(cap: CapTariff) -> AllowedRevenue | None:
    """The revenue within which the cap stays; what is free needs none (I-12)."""
    if cap.product.is_free:
        if not cap.is_nothing:
            raise TransitionError(
                _(
                    "“%(product)s”免费提供（65号 一），上限、各档和最低收费都须为 0，请改正后再制定。"
                )
                % {"product": cap.product}
            )
        return None
    revenue = _revenue_of(cap)
    if not cap.is_nothing:
        _require_within(revenue, cap)
    return revenue


def _require_within(revenue: AllowedRevenue, cap: CapTariff) -> None:
    """65号 三: caps times forecast use come to no more than the allowed revenue, on any day."""
    if not cap.has_forecast:
        raise TransitionError(_("请先填写“%(cap)s”的预计年用量，再制定上限。") % {"cap": cap})
    others = (
        CapTariff.objects.during(cap.starts_on, cap.ends_on)
        .filter(product__licence=cap.product.licence_id)
        .exclude(line=cap.line)
        .prefetch_related("tiers")
    )
    rest = list(others)
    for day in {cap.starts_on, *(max(each.starts_on, cap.starts_on) for each in rest)}:
        standing = [each for each in rest if each.is_on(day)]
        expected = sum((each.expected for each in standing), cap.expected)
        if revenue.total is not None and expected > revenue.total:
            raise TransitionError(_beyond(revenue, expected, day))


def _beyond(revenue: AllowedRevenue, expected: Decimal, day: date) -> str:
    words = _(
        "自 %(day)s 起，各产品上限乘以预计年用量之和为 %(expected)s 元，高于“%(revenue)s”的 "
        "%(total)s 元（65号 三）。请调低上限，或者核对预计用量。"
    )
    return str(words) % {
        "day": day,
        "expected": grouped(expected, least=2),
        "revenue": revenue,
        "total": grouped(revenue.total or Decimal(0), least=2),
    }


def _revenue_of(cap: CapTariff) -> AllowedRevenue:
    """Locked: caps of one licence are weighed one after the other."""
    revenue = (
        AllowedRevenue.objects.in_force(cap.starts_on)
        .filter(licence=cap.product.licence_id)
        .select_for_update(no_key=True, of=("self",))
        .first()
    )
    if revenue is None:
        raise TransitionError(
            _("“%(licence)s”在 %(day)s 没有已核定的最高准许收入，不能制定上限。请先核定准许收入。")
            % {"licence": cap.product.licence, "day": cap.starts_on}
        )
    return revenue


def _end_prices_above(cap: CapTariff, *, actor: Any, on: date) -> None:
    """A lower cap binds from its first day: what costs more ends on the day before (I-13)."""
    prices = Price.objects.on_line_of(cap).during(cap.starts_on, cap.ends_on)
    for price in (each for each in prices.prefetch_related("tiers") if above_cap(each, cap)):
        if price.starts_on < cap.starts_on:
            end_price(price, actor=actor, on=on, ends_on=cap.starts_on - ONE_DAY)
        else:
            reason = _("新的上限收费标准低于该收费标准。")
            withdraw_price(price, actor=actor, on=on, reason=str(reason))


def _replace(earlier: CapTariff, *, by: CapTariff, actor: Any, on: date) -> None:
    """End the cap that stood before; one that begins no earlier is left to the constraint."""
    if earlier.status == Status.SET:
        raise TransitionError(
            _("“%(cap)s”尚未书面报告，不能被替代。请先登记书面报告，再制定新的上限。")
            % {"cap": earlier}
        )
    if earlier.starts_on < by.starts_on:
        end_cap(earlier, actor=actor, on=on, ends_on=by.starts_on - ONE_DAY)
