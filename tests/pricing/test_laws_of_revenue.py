"""I-14, I-15 and I-18 by name, at the door of the step and in the database itself."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from governance import edits
from governance.errors import InvalidInput, Refusal, TransitionError
from pricing import workflow
from pricing.models import AllowedRevenue, CostItem, CostSurvey, TreasuryYield
from tests.factories import pricing as made
from tests.factories.pricing import DAY
from tests.pricing.conftest import Market
from tests.pricing.laws import copy_of, refused_by_the_database

pytestmark = pytest.mark.django_db
D = Decimal


# I-14


@pytest.mark.parametrize("spread", ["0.060001", "0.0621", "-0.000001"])
def test_i_14_a_spread_beyond_six_points_is_refused(market: Market, spread: str) -> None:
    revenue = market.revenue
    with refused_by_the_database("allowed_revenue_spread_within_six_points"):
        AllowedRevenue.objects.create(**copy_of(revenue, spread=D(spread)))
    draft = AllowedRevenue(**copy_of(revenue, spread=D(spread)))
    with pytest.raises(InvalidInput, match="6 个百分点"):
        edits.save(draft, actor=market.desk.surveyor)


def test_i_14_the_yield_is_of_the_year_before_the_survey(market: Market) -> None:
    wrong = made.treasury_yield(2024, mean="0.0228")
    survey = market.revenue.survey
    draft = made.draft_revenue(market.desk, survey=survey, treasury_yield=wrong)
    with pytest.raises(TransitionError, match="须采用 2025 年的国债平均收益率"):
        workflow.propose_revenue(draft, actor=market.desk.surveyor, on=DAY)
    with refused_by_the_database("成本调查前一年"):
        AllowedRevenue.objects.create(
            **copy_of(market.revenue, status="proposed", treasury_yield=wrong)
        )


def test_i_14_a_yield_in_use_is_kept(market: Market) -> None:
    with refused_by_the_database("不能修改"):
        TreasuryYield.objects.filter(year=2025).update(mean=D("0.03"))


# I-15


def test_i_15_the_worked_example_comes_out_in_the_record(market: Market) -> None:
    revenue = market.revenue
    assert (revenue.cost, revenue.profit) == (D("10000000.00"), D("820000.00"))
    assert (revenue.profit_rate, revenue.total) == (D("0.082"), D("11420000.00"))


@pytest.mark.parametrize(
    ("over", "words"),
    [
        ({"total": D("11420000.01")}, "allowed_revenue_adds_up"),
        ({"total": D("11420000.01"), "profit": D("820000.01")}, "推算的结果不符"),
        ({"total": D("11420001.00"), "cost": D("10000001.00")}, "推算的结果不符"),
        ({"total": D("11420001.00"), "tax": D("600000.00")}, "allowed_revenue_adds_up"),
        ({"profit_rate": D("0.0821")}, "allowed_revenue_adds_up"),
    ],
)
def test_i_15_the_database_refuses_any_other_sum(
    market: Market, over: dict[str, Any], words: str
) -> None:
    with refused_by_the_database(words):
        AllowedRevenue.objects.create(**copy_of(market.revenue, status="proposed", **over))


def test_i_15_welfare_and_subsidy_stay_out_of_the_cost(market: Market) -> None:
    survey = made.draft_survey(market.desk, licence=market.product.licence, year=2027, items=False)
    made.cost_item(survey, amount=D(1000), allowed=D(1000), welfare_share=D("0.25"))
    made.cost_item(survey, name="平台", amount=D(500), allowed=D(400), note="核减广告费。")
    made.cost_item(survey, name="人力", amount=D(300), allowed=D(300), subsidy=D(100))
    workflow.submit_survey(survey, actor=market.desk.surveyor, on=DAY)
    workflow.check_survey(survey, actor=market.desk.checker, on=DAY)
    revenue = made.draft_revenue(
        market.desk,
        survey=survey,
        treasury_yield=made.treasury_yield(2026, mean="0.02"),
        spread=D("0.03"),
        tax=D(0),
        carry_over_deduction=D("50.00"),
    )
    workflow.propose_revenue(revenue, actor=market.desk.surveyor, on=DAY)
    assert (revenue.cost, revenue.profit) == (D("1350.00"), D("67.50"))
    assert revenue.total == D("1367.50")


def test_i_15_what_was_checked_is_not_changed(market: Market) -> None:
    survey = market.revenue.survey
    item = CostItem.objects.filter(survey=survey).first()
    with refused_by_the_database("成本项不能修改"):
        CostItem.objects.filter(pk=item.pk).update(allowed=D(1), note="x")
    with refused_by_the_database("成本项不能修改"):
        made.cost_item(survey)
    with refused_by_the_database("不能修改或删除"):
        CostSurvey.objects.filter(pk=survey.pk).update(year=2030)
    with refused_by_the_database("不能修改或删除"):
        AllowedRevenue.objects.filter(pk=market.revenue_pk).update(document_no="改")
    with refused_by_the_database("不能修改或删除"):
        AllowedRevenue.objects.filter(pk=market.revenue_pk).delete()


def test_i_15_a_cut_has_a_reason_and_a_subsidy_stays_within_the_cost(market: Market) -> None:
    survey = made.draft_survey(market.desk, licence=market.product.licence, year=2028, items=False)
    for over, words in (
        ({"allowed": D("99.99")}, "核减成本须写明理由"),
        ({"allowed": D("100.01")}, "不得大于上报金额"),
        ({"subsidy": D("100.01")}, "政府补助大于"),
        ({"welfare_share": D("0.5"), "subsidy": D("50.01")}, "政府补助大于"),
    ):
        item = CostItem(
            survey=survey,
            category="2_data",
            name="x",
            **{"amount": D(100), "allowed": D(100)} | over,
        )
        with pytest.raises(InvalidInput, match=words):
            edits.save(item, actor=market.desk.surveyor)


def test_i_15_a_figure_that_its_derivation_does_not_give_is_not_signed(market: Market) -> None:
    revenue = made.proposed_revenue(market.desk, survey=market.revenue.survey)
    told = revenue.derivation
    told["inputs"]["tax"] = "600000.01"
    AllowedRevenue.objects.filter(pk=revenue.pk).update(derivation=told)
    with pytest.raises(TransitionError, match="与其推算过程不符"):
        workflow.sign_revenue(revenue, actor=market.desk.signer, on=DAY)


# I-18


@pytest.mark.parametrize(
    ("end", "is_allowed"),
    [(date(2032, 6, 30), True), (date(2032, 7, 1), False), (date(2029, 6, 30), False)],
)
def test_i_18_a_cycle_is_three_years_at_most(market: Market, end: date, is_allowed: bool) -> None:
    fields = copy_of(market.revenue, cycle_start=date(2029, 7, 1), cycle_end=end)
    if is_allowed:
        AllowedRevenue.objects.create(**fields)
    else:
        with refused_by_the_database("allowed_revenue_cycle_within_three_years"):
            AllowedRevenue.objects.create(**fields)


def test_i_18_a_cycle_that_ends_before_it_begins_is_named(market: Market) -> None:
    draft = AllowedRevenue(
        **copy_of(market.revenue, cycle_start=date(2030, 1, 1), cycle_end=date(2029, 12, 31))
    )
    with pytest.raises(InvalidInput, match="截止日不得早于起始日"):
        edits.save(draft, actor=market.desk.surveyor)


def test_i_18_one_revenue_for_each_day(market: Market) -> None:
    again = made.signed_revenue(market.desk, survey=market.revenue.survey)
    with pytest.raises(InvalidInput, match="已有核定的准许收入"):
        workflow.countersign_revenue(
            again,
            actor=market.desk.countersigner,
            on=DAY,
            document_no="云发改价格〔2026〕99号",
            document_on=DAY,
        )


@pytest.mark.parametrize(
    ("act", "who"),
    [
        (lambda d, s: workflow.check_survey(s, actor=d.surveyor, on=DAY), "填报人不得复核"),
        (lambda d, s: workflow.return_survey(s, actor=d.surveyor, on=DAY, reason="x"), "填报人"),
    ],
)
def test_nobody_checks_his_own_survey(
    market: Market, act: Callable[[Any, Any], Any], who: str
) -> None:
    survey = made.submitted_survey(market.desk, licence=market.product.licence, year=2031)
    with pytest.raises(Refusal, match=who):
        act(market.desk, survey)


def test_two_organisations_and_three_people_decide(market: Market) -> None:
    desk, survey = market.desk, market.revenue.survey
    proposed = made.proposed_revenue(desk, survey=survey)
    with pytest.raises(Refusal, match="拟订人不得签署"):
        workflow.sign_revenue(proposed, actor=desk.surveyor, on=DAY)
    next_cycle = {"cycle_start": date(2029, 7, 1), "cycle_end": date(2030, 6, 30)}
    for over, words in (
        ({"data_signed_by": desk.signer}, "allowed_revenue_decided_by_two"),
        ({"price_signed_by": desk.surveyor}, "signed_by_a_second_person"),
        ({"document_no": ""}, "allowed_revenue_decided_by_two"),
        ({"data_authority": desk.price_authority}, "by_two_organisations"),
    ):
        with refused_by_the_database(words):
            AllowedRevenue.objects.create(
                **copy_of(market.revenue, status="in_force", **next_cycle, **over)
            )
