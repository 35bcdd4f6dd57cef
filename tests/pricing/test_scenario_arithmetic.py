"""Taxes, demand, clawback, sensitivity, forecast and comparison: the vectors to the fen, and their refusals."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pricing.guidance import (
    Demand,
    GuidanceError,
    Plan,
    TaxLine,
    break_even,
    clawback,
    counted_volume,
    elapsed_share,
    forecast,
    gross_up,
    ramsey,
    taxes,
    tornado,
    unit_price,
)

D = Decimal
sums = st.decimals(0, 10**9, places=2, allow_nan=False)
PLAN = Plan(D(10_000_000), D("0.082"), D(600_000), D(0), D(11_000_000))


def test_the_gross_up_vector() -> None:
    found = gross_up(D("807500.00"), rates=[D("0.05"), D("0.15")])
    assert found.factor == D("1.23839")
    assert (found.total, found.tax) == (D("1000000.00"), D("192500.00"))


def test_taxes_are_added_up_before_they_are_rounded() -> None:
    lines = [TaxLine("增值税", D("0.10"), D("0.06")), TaxLine("附加", D("0.10"), D("0.09"))]
    found = taxes(lines)
    assert found.total == D("0.02")
    assert [step.amount for step in found.steps] == [D("0.006"), D("0.009")]
    assert taxes([]).total == 0


def test_the_demand_floor_of_the_water_rule() -> None:
    found = unit_price(D(100_000_000), design=D(10_000_000), actual=D(5_000_000))
    assert (found.price, found.volume) == (D("15.3846"), D(6_500_000))
    assert counted_volume(design=D(10), actual=D(9)) == D(9)
    assert [step.code for step in found.steps] == ["volume", "unit_price"]


def test_the_clawback_vector() -> None:
    found = clawback(allowed=D(1000), actual=D(1080), base=D(1050))
    assert (found.excess, found.parts, found.steps[-1].amount) == (D(80), (D(80),), D(970))
    assert not clawback(allowed=D(1000), actual=D(900), base=D(1050)).excess


def test_a_large_excess_is_spread_and_a_small_one_is_not() -> None:
    spread = clawback(allowed=D(1000), actual=D(1200), base=D(1050), cycles=3)
    assert spread.parts == (D("66.67"), D("66.67"), D("66.66"))
    assert spread.is_smoothed
    with pytest.raises(GuidanceError, match="cycles: not_large"):
        clawback(allowed=D(1000), actual=D(1105), base=D(1050), cycles=2)
    with pytest.raises(GuidanceError, match="exceeds_allowed_revenue"):
        clawback(allowed=D(0), actual=D(1200), base=D(1050))


@given(sums, sums, st.integers(1, 5))
def test_what_is_spread_adds_up_to_the_excess(
    allowed: Decimal, actual: Decimal, cycles: int
) -> None:
    excess = max(D(0), actual - allowed)
    base = excess + 1
    if cycles > 1 and excess <= base / 10:
        return
    assert sum(clawback(allowed=allowed, actual=actual, base=base, cycles=cycles).parts) == excess


def test_a_tornado_moves_one_figure_at_a_time() -> None:
    found = tornado(PLAN)
    assert found.balance == D("-420000.00")
    bars = {bar.code: (bar.lower, bar.higher) for bar in found.bars}
    assert bars["volume"] == (D("-1520000.00"), D("680000.00"))
    assert bars["cost"] == (D("662000.00"), D("-1502000.00"))
    assert bars["profit_rate"] == (D("-338000.00"), D("-502000.00"))
    assert bars["tax"] == (D("-360000.00"), D("-480000.00"))
    assert [bar.code for bar in found.bars] == ["volume", "cost", "profit_rate", "tax"]


def test_break_even_is_a_share_of_the_expected_volume() -> None:
    found = break_even(PLAN)
    assert (found.of_allowed, found.of_cost) == (D("1.038182"), D("0.963636"))
    with pytest.raises(GuidanceError, match="revenue: zero"):
        break_even(Plan(D(1), D(0), D(0), D(0), D(0)))


def test_a_forecast_by_days_and_by_last_years_course() -> None:
    by_days = forecast(D("600000.00"), share=elapsed_share(days=181, of=365), allowed=D(1_000_000))
    assert by_days.expected == D("1209944.75")
    assert by_days.over_recovers
    assert by_days.deviation.revises_cap
    by_course = forecast(D("600000.00"), share=D("0.64"), allowed=D(1_000_000))
    assert (by_course.expected, by_course.over_recovers) == (D("937500.00"), False)


def test_ramsey_prices_share_one_number_and_recover_the_common_cost() -> None:
    demands = [Demand("甲", D(1), D(1000), D(2)), Demand("乙", D(1), D(1000), D("0.5"))]
    found = ramsey(D("500.00"), demands=demands)
    assert found.recovered == D("500.00")
    prices = dict(found.prices)
    assert prices["乙"] > prices["甲"] > 1
    for demand in demands:
        lerner = (prices[demand.name] - 1) / prices[demand.name]
        assert abs(lerner * demand.elasticity - found.number) < D("0.00001")


@given(st.decimals(0, 10**6, places=2, allow_nan=False))
def test_ramsey_recovers_any_common_cost(common: Decimal) -> None:
    demands = [Demand("甲", D("0.5"), D(1000), D("1.5")), Demand("乙", D(2), D(10), D(1))]
    assert abs(ramsey(common, demands=demands).recovered - common) <= D("0.01")


@pytest.mark.parametrize(
    ("compute", "fault"),
    [
        (lambda: gross_up(D(1), rates=[D(1)]), "tax_rate: nothing_left"),
        (lambda: gross_up(D(1), rates=[D("1.01")]), "tax_rate: above_limit"),
        (lambda: TaxLine("x", D("0.001"), D(0)), "base: finer_than_fen"),
        (lambda: unit_price(D(1), design=D(0), actual=D(0)), "quantity: zero"),
        (
            lambda: unit_price(D(1), design=D(1), actual=D(0), floor_share=D(2)),
            "floor_share: above_limit",
        ),
        (lambda: clawback(allowed=D(1), actual=D(1), base=D(1), cycles=6), "cycles: out_of_range"),
        (lambda: clawback(allowed=D(1), actual=D(1), base=D(1), cycles=0), "cycles: out_of_range"),
        (lambda: tornado(PLAN, swing=D(2)), "swing: above_limit"),
        (lambda: Plan(D(1), D(2), D(0), D(0), D(0)), "rate: above_limit"),
        (lambda: elapsed_share(days=0, of=365), "days: out_of_range"),
        (lambda: elapsed_share(days=366, of=365), "days: out_of_range"),
        (lambda: forecast(D(1), share=D(0), allowed=D(1)), "share: zero"),
        (lambda: ramsey(D(1), demands=[Demand("甲", D(0), D(1), D(1))]), "quantity: zero"),
        (lambda: Demand("甲", D(1), D(1), D(0)), "elasticity: zero"),
    ],
)
def test_what_cannot_be_computed_is_refused(compute: Callable[[], object], fault: str) -> None:
    with pytest.raises(GuidanceError, match=fault):
        compute()
