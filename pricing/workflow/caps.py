"""Cap tariffs: set within the allowed revenue, reported in writing, replaced, never edited (65号 二)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.transitions import Transition, TransitionError, step
from pricing import guidance
from pricing.forms import EndForm, ReportForm
from pricing.models import AllowedRevenue, CapTariff, Price
from pricing.wording import sentence
from pricing.workflow.prices import end_price, withdraw_price
from pricing.workflow.spans import ONE_DAY, require_end, require_no_retroaction, wait_in_line

Status = CapTariff.Status
ZERO = Decimal(0)


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
    try:
        guidance.price_within_cap(ZERO, cap=cap.amount, is_free=cap.product.is_free)
    except guidance.GuidanceError as error:
        raise TransitionError(sentence(error)) from error
    revenue = None if cap.product.is_free else _revenue_of(cap)
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


def _revenue_of(cap: CapTariff) -> AllowedRevenue:
    revenue = (
        AllowedRevenue.objects.in_force(cap.starts_on)
        .filter(licence=cap.product.licence_id)
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
    for price in prices.filter(amount__gt=cap.amount):
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
