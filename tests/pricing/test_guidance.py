"""The guidance of 65号 to the fen: the worked example, every year's rate, refusals, laws."""

import csv
from collections.abc import Callable
from decimal import Context, Decimal, localcontext
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pricing.guidance import (
    CostLine,
    Determination,
    GuidanceError,
    Tier,
    allowed_revenue,
    bill,
    carry_over_deduction,
    deviation,
    fen,
    price_within_cap,
    profit_rate,
    recompute,
    shares,
)

D = Decimal
ROOT = Path(__file__).resolve().parents[2]
VECTORS = ROOT / "tests" / "vectors" / "profit-rate-by-year.csv"
YEARS = list(csv.DictReader(VECTORS.read_text(encoding="utf-8").splitlines()))

sums = st.decimals(0, 10**12, places=2, allow_nan=False)
fractions = st.decimals(0, 1, places=6, allow_nan=False)
rates = st.builds(
    profit_rate,
    st.decimals(0, "0.2", places=10, allow_nan=False),
    spread=st.decimals(0, "0.06", places=6, allow_nan=False),
)


@st.composite
def cost_lines(draw: st.DrawFn) -> CostLine:
    allowed, share = draw(sums), draw(fractions)
    chargeable = CostLine("x", allowed, share).net
    subsidy = draw(st.sampled_from([D(0), D("0.5"), D(1)])) * chargeable
    return CostLine("成本", allowed, share, subsidy // D("0.01") * D("0.01"))


def determined(
    lines: list[CostLine] | None = None,
    *,
    treasury_yield: str = "0.022",
    spread: str = "0.06",
    tax: str = "600000.00",
    deduction: str = "0.00",
) -> Determination:
    return allowed_revenue(
        lines or [CostLine("平台建设和运维", D("10000000.00"))],
        rate=profit_rate(D(treasury_yield), spread=D(spread)),
        tax=D(tax),
        deduction=D(deduction),
    )


def test_the_worked_example_of_65() -> None:
    result = determined()
    assert result.rate.value == D("0.082")
    assert (result.cost, result.profit, result.tax) == (D(10_000_000), D(820_000), D(600_000))
    assert result.total == D("11420000.00")


def test_i_14_a_rate_above_the_yield_and_six_points_is_refused() -> None:
    with pytest.raises(GuidanceError) as refused:
        profit_rate(D("0.0220"), spread=D("0.0621"))
    assert (refused.value.figure, refused.value.fault) == ("spread", "above_limit")
    assert refused.value.limit == D("0.06")
    with pytest.raises(GuidanceError):
        profit_rate(D("0.0220"), spread=D("0.0821") - D("0.0220"))
    assert profit_rate(D("0.0220"), spread=D("0.06")).value == D("0.0820")


@pytest.mark.parametrize("year", YEARS, ids=lambda row: row["survey_year"])
def test_the_highest_rate_of_every_year(year: dict[str, str]) -> None:
    mean = D(year["mean_10y_pct_exact8"]) / 100
    rate = profit_rate(mean, spread=D("0.06")).value
    assert (rate * 100).quantize(D("0.0001")) == D(year["cap_profit_rate_pct_4dp"])


def test_i_15_welfare_and_subsidy_are_no_cost_and_the_deduction_comes_off() -> None:
    lines = [
        CostLine("平台", D("8000000.00"), welfare_share=D("0.25"), subsidy=D("1000000.00")),
        CostLine("人力", D("2000000.00")),
    ]
    result = determined(lines, deduction="80.00", tax="0.00", treasury_yield="0", spread="0.05")
    assert result.cost == D(7_000_000)
    assert result.profit == D(350_000)
    assert result.total == D("7349920.00")


def test_the_clawback_example() -> None:
    deduction = carry_over_deduction(allowed=D(1000), actual=D(1080))
    assert deduction == D(80)
    line = [CostLine("全部成本", D("1050.00"))]
    next_cycle = determined(
        line, treasury_yield="0", spread="0", tax="0.00", deduction=str(deduction)
    )
    assert next_cycle.total == D("970.00")
    assert carry_over_deduction(allowed=D(1000), actual=D(990)) == 0


def test_a_subsidy_above_the_chargeable_cost_is_refused() -> None:
    with pytest.raises(GuidanceError) as refused:
        CostLine("平台", D(100), welfare_share=D("0.5"), subsidy=D("50.01"))
    assert refused.value.fault == "exceeds_chargeable_cost"


def test_a_deduction_above_the_revenue_and_a_survey_without_items_are_refused() -> None:
    with pytest.raises(GuidanceError, match="exceeds_allowed_revenue"):
        determined(deduction="11420000.01")
    with pytest.raises(GuidanceError, match="lines: none"):
        allowed_revenue([], rate=profit_rate(D(0), spread=D(0)), tax=D(0), deduction=D(0))


BAD_FIGURES = [0.082, 1, "1", True, None, D("-0.01"), D("NaN"), D("sNaN"), D("Infinity")]
TAKERS: list[Callable[[Decimal], object]] = [
    lambda bad: profit_rate(bad, spread=D(0)),
    lambda bad: profit_rate(D(0), spread=bad),
    lambda bad: CostLine("x", bad),
    lambda bad: CostLine("x", D(1), welfare_share=bad),
    lambda bad: CostLine("x", D(1), subsidy=bad),
    lambda bad: allowed_revenue(
        [CostLine("x", D(1))], rate=profit_rate(D(0), spread=D(0)), tax=bad, deduction=D(0)
    ),
    lambda bad: allowed_revenue(
        [CostLine("x", D(1))], rate=profit_rate(D(0), spread=D(0)), tax=D(0), deduction=bad
    ),
    lambda bad: carry_over_deduction(allowed=bad, actual=D(1)),
    lambda bad: carry_over_deduction(allowed=D(1), actual=bad),
    lambda bad: deviation(allowed=bad, actual=D(1)),
    lambda bad: deviation(allowed=D(1), actual=bad),
    lambda bad: price_within_cap(bad, cap=D(1), is_free=False),
    lambda bad: price_within_cap(D(0), cap=bad, is_free=False),
    lambda bad: bill(bad, tiers=[Tier(None, D(1))]),
    lambda bad: bill(D(1), tiers=[Tier(None, bad)]),
    lambda bad: shares(bad, weights=[D(1)]),
    lambda bad: shares(D(1), weights=[bad]),
]


@pytest.mark.parametrize("take", TAKERS, ids=range(len(TAKERS)))
@pytest.mark.parametrize("bad", BAD_FIGURES, ids=str)
def test_no_float_no_negative_no_nan_is_taken_anywhere(
    take: Callable[[Decimal], object], bad: Decimal
) -> None:
    with pytest.raises(GuidanceError):
        take(bad)


def test_money_is_never_finer_than_the_fen_nor_endless() -> None:
    with pytest.raises(GuidanceError, match="finer_than_fen"):
        CostLine("x", D("0.001"))
    with pytest.raises(GuidanceError, match="too_fine"):
        profit_rate(D("0.0000000000001"), spread=D(0))
    with pytest.raises(GuidanceError, match="above_limit"):
        CostLine("x", D("1E+19"))


def test_half_a_fen_counts_up_once() -> None:
    # 3 × 0.005 would be 0.03 if each item were rounded, and is 0.02 rounded once.
    lines = [CostLine(name, D("0.01"), welfare_share=D("0.5")) for name in "甲乙丙"]
    assert determined(lines, treasury_yield="0", spread="0", tax="0.00").total == D("0.02")
    assert fen(D("2.345")) == D("2.35")


@given(st.lists(cost_lines(), min_size=1, max_size=6), rates, sums)
def test_parts_add_up_to_the_whole_and_lie_within_a_fen(lines, rate, tax) -> None:
    result = allowed_revenue(lines, rate=rate, tax=tax, deduction=D(0))
    exact = {step.code: step.amount for step in result.steps}
    assert result.cost + result.profit + result.tax - result.deduction == result.total
    assert abs(result.cost - exact["cost"]) < D("0.01")
    assert abs(result.profit - exact["profit"]) < D("0.01")
    assert abs(result.total - exact["sum"]) <= D("0.005")


@given(st.lists(cost_lines(), min_size=1, max_size=6), rates, sums)
def test_a_determination_reproduces_bit_by_bit_in_any_context(lines, rate, tax) -> None:
    record = allowed_revenue(lines, rate=rate, tax=tax, deduction=D(0)).as_record()
    with localcontext(Context(prec=3)):
        assert recompute(record).as_record() == record


@given(st.lists(cost_lines(), min_size=1, max_size=4), rates, sums)
def test_every_step_is_what_its_expression_says(lines, rate, tax) -> None:
    for step in allowed_revenue(lines, rate=rate, tax=tax, deduction=D(0)).steps:
        worked = step.expression.format(**{k: f"D('{v}')" for k, v in step.terms.items()})
        with localcontext(Context(prec=200)):
            value = eval(worked.replace("×", "*").replace("−", "-"))  # noqa: S307 our own text
        assert value == step.amount or step.code == "total"


def test_a_record_of_an_unknown_formula_is_not_guessed_at() -> None:
    with pytest.raises(GuidanceError, match="version: unknown"):
        recompute({**determined().as_record(), "version": "ndrc-65-2099.1"})


@pytest.mark.parametrize(
    ("actual", "ratio", "revises_cap"),
    [
        ("1000", "0", False),
        ("1100", "0.1", False),
        ("1100.01", "0.100010", True),
        ("900", "-0.1", False),
        ("899.99", "-0.100010", True),
    ],
)
def test_i_17_deviation_has_a_sign_and_ten_per_cent_is_the_line(actual, ratio, revises_cap) -> None:
    result = deviation(allowed=D(1000), actual=D(actual))
    assert (result.ratio, result.revises_cap) == (D(ratio), revises_cap)
    assert result.amount == D(actual) - 1000


def test_i_17_a_ratio_that_rounds_to_ten_per_cent_is_judged_exactly() -> None:
    result = deviation(allowed=D("100000000.00"), actual=D("110000000.01"))
    assert (result.ratio, result.revises_cap) == (D("0.100000"), True)
    with pytest.raises(GuidanceError, match="allowed: zero"):
        deviation(allowed=D(0), actual=D(1))


def test_i_13_a_price_may_reach_its_cap_and_not_pass_it() -> None:
    assert price_within_cap(D("0.06"), cap=D("0.06"), is_free=False) == D("0.06")
    with pytest.raises(GuidanceError, match=r"price: above_limit \(0.06\)"):
        price_within_cap(D("0.0601"), cap=D("0.06"), is_free=False)


def test_i_12_where_use_is_free_cap_and_price_are_nothing() -> None:
    assert price_within_cap(D(0), cap=D(0), is_free=True) == 0
    with pytest.raises(GuidanceError, match="cap: above_limit"):
        price_within_cap(D(0), cap=D("0.01"), is_free=True)
    with pytest.raises(GuidanceError, match="price: above_limit"):
        price_within_cap(D("0.01"), cap=D(0), is_free=True)


LADDER = [Tier(D(1000), D("1.00")), Tier(D(10000), D("0.80")), Tier(None, D("0.50"))]


@pytest.mark.parametrize(
    ("quantity", "total", "slices"),
    [("12500", "9450.00", 3), ("1000", "1000.00", 1), ("1001", "1000.80", 2), ("0", "0.00", 1)],
)
def test_a_progressive_bill(quantity: str, total: str, slices: int) -> None:
    result = bill(D(quantity), tiers=LADDER)
    assert (result.total, len(result.steps)) == (D(total), slices)


@pytest.mark.parametrize(
    "tiers",
    [
        [],
        [Tier(D(10), D(1))],
        [Tier(None, D(1)), Tier(None, D(1))],
        [Tier(D(10), D(1)), Tier(D(10), D(1)), Tier(None, D(1))],
        [Tier(D(0), D(1)), Tier(None, D(1))],
    ],
)
def test_a_ladder_with_gaps_or_without_end_is_refused(tiers: list[Tier]) -> None:
    with pytest.raises(GuidanceError, match="tiers"):
        bill(D(1), tiers=tiers)


quantities = st.decimals(0, 10**9, places=3, allow_nan=False)


@given(quantities, quantities)
def test_using_more_never_costs_less(one: Decimal, other: Decimal) -> None:
    less, more = sorted([one, other])
    assert bill(less, tiers=LADDER).total <= bill(more, tiers=LADDER).total


@given(sums, st.lists(fractions, min_size=1, max_size=20).filter(any))
def test_shares_add_up_none_is_negative_and_nothing_weighs_nothing(total, weights) -> None:
    parts = shares(total, weights=weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert part >= 0
        assert weight or not part
        assert abs(part - total * weight / sum(weights)) < D("0.01")


def test_shares_without_any_weight_are_refused() -> None:
    with pytest.raises(GuidanceError, match="weight: zero"):
        shares(D(1), weights=[D(0)])


def test_shares_of_equal_weight_differ_by_a_fen_at_most() -> None:
    assert shares(D("100.00"), weights=[D(1)] * 3) == (D("33.34"), D("33.33"), D("33.33"))
