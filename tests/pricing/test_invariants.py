"""I-12 to I-20: each by name, at the door of its step and in the database itself."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from governance import edits
from governance.errors import InvalidInput, Refusal, TransitionError
from licensing.models import Product, Purpose
from pricing import workflow
from pricing.models import AllowedRevenue, CapTariff, CostItem, CostSurvey, Price, TreasuryYield
from tests.factories import pricing as made
from tests.factories.pricing import DAY
from tests.pricing.conftest import Market

pytestmark = pytest.mark.django_db
D = Decimal
ONE_DAY = timedelta(days=1)
LATER = date(2026, 9, 1)


@contextmanager
def refused_by_the_database(words: str) -> Iterator[None]:
    """The statement fails at the latest when the transaction would end."""
    with pytest.raises(IntegrityError, match=words), transaction.atomic():  # noqa: PT012
        yield
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")


def commit_checks() -> None:
    """What a commit would check."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


# I-12


def test_i_12_a_cap_for_welfare_is_nothing(market: Market) -> None:
    cap = made.draft_cap(market.desk, product=market.free, amount=D(0))
    workflow.set_cap(cap, actor=market.desk.by.decider, on=DAY)
    assert (cap.status, cap.amount, cap.revenue) == ("set", 0, None)


def test_i_12_the_database_refuses_any_amount_for_welfare(market: Market) -> None:
    with refused_by_the_database("免费提供"):
        made.draft_cap(market.desk, product=market.free, amount=D("0.0001"))
    with refused_by_the_database("免费提供"):
        made.draft_price(market.desk, product=market.free, amount=D("0.0001"))


def test_i_12_a_price_for_welfare_is_nothing_and_needs_no_cap(market: Market) -> None:
    price = made.published_price(market.desk, product=market.free, amount=D(0))
    commit_checks()
    assert (price.status, price.charge) == ("published", "免费")


def test_i_12_a_product_that_is_charged_for_cannot_become_welfare(market: Market) -> None:
    made.draft_price(market.desk, product=market.product)
    with refused_by_the_database("免费提供"):
        Product.objects.filter(pk=market.chargeable_pk).update(purpose=Purpose.WELFARE)


# I-13


def test_i_13_a_price_above_its_cap_is_refused_in_words(market: Market) -> None:
    made.set_cap(market.desk, product=market.product, amount=D("0.06"))
    price = made.draft_price(market.desk, product=market.product, amount=D("0.0601"))
    with pytest.raises(TransitionError, match=r"“具体收费标准”不得高于 0\.06"):
        workflow.publish_price(price, actor=market.desk.by.seller, on=DAY)


def test_i_13_a_price_may_reach_its_cap(market: Market) -> None:
    cap = made.set_cap(market.desk, product=market.product, amount=D("0.06"))
    price = made.published_price(market.desk, product=market.product, amount=D("0.06"))
    commit_checks()
    assert price.cap == cap


def test_i_13_no_formal_price_without_a_cap_on_every_day(market: Market) -> None:
    made.set_cap(market.desk, product=market.product, ends_on=LATER)
    price = made.draft_price(market.desk, product=market.product)
    with pytest.raises(TransitionError, match="自 2026-09-02 起没有上限收费标准"):
        workflow.publish_price(price, actor=market.desk.by.seller, on=DAY)


def test_i_13_the_database_refuses_a_formal_price_on_a_day_without_cap(market: Market) -> None:
    with refused_by_the_database("须始终有上限收费标准"):
        Price.objects.create(**published(market))
    made.set_cap(market.desk, product=market.product, ends_on=LATER)
    with refused_by_the_database("须始终有上限收费标准"):
        Price.objects.create(**published(market))
    Price.objects.create(**published(market, ends_on=LATER))


def test_i_13_the_database_refuses_a_price_above_any_cap_of_its_days(market: Market) -> None:
    made.reported_cap(market.desk, product=market.product, amount=D("0.06"))
    lower = {"amount": D("0.05"), "starts_on": LATER}
    made.set_cap(market.desk, product=market.product, **lower)
    Price.objects.create(**published(market, amount=D("0.06"), ends_on=LATER - ONE_DAY))
    with refused_by_the_database("高于上限收费标准"):
        Price.objects.create(
            **published(market, amount=D("0.06"), unit="per_call", starts_on=LATER)
        )


def test_i_13_a_trial_price_needs_no_cap_but_keeps_to_one(market: Market) -> None:
    Price.objects.create(**published(market, stage="trial", amount=D(9), ends_on=LATER))
    with refused_by_the_database("高于上限收费标准"):
        CapTariff.objects.create(**effective(market, amount=D("8.99")))


def test_i_13_a_cap_does_not_end_under_a_price(market: Market) -> None:
    cap = made.reported_cap(market.desk, product=market.product)
    made.published_price(market.desk, product=market.product)
    with refused_by_the_database("须始终有上限收费标准"):
        workflow.end_cap(cap, actor=market.desk.by.drafter, on=DAY, ends_on=LATER)


def test_i_13_a_lower_cap_ends_what_costs_more_and_leaves_what_costs_less(market: Market) -> None:
    product = market.product
    made.reported_cap(market.desk, product=product, amount=D("0.06"))
    made.reported_cap(market.desk, product=product, amount=D("9"), unit="per_period")
    dear = made.published_price(market.desk, product=product, amount=D("0.055"))
    cheap = made.published_price(market.desk, product=product, amount=D("1"), unit="per_period")
    made.set_cap(market.desk, product=product, amount=D("0.05"), starts_on=LATER)
    made.set_cap(market.desk, product=product, amount=D("5"), starts_on=LATER, unit="per_period")
    commit_checks()
    dear.refresh_from_db()
    cheap.refresh_from_db()
    assert (dear.status, dear.ends_on) == ("superseded", LATER - ONE_DAY)
    assert (cheap.status, cheap.ends_on) == ("published", None)


def test_i_13_a_lower_cap_takes_back_a_dearer_price_that_has_not_begun(market: Market) -> None:
    made.reported_cap(market.desk, product=market.product, amount=D("0.06"))
    price = made.published_price(
        market.desk, product=market.product, amount=D("0.06"), starts_on=LATER
    )
    made.set_cap(market.desk, product=market.product, amount=D("0.05"), starts_on=DAY + ONE_DAY)
    price.refresh_from_db()
    assert price.status == "withdrawn"


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
        deduction=D("50.00"),
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


# I-16

FULL_YEAR = date(2028, 1, 1)  # the licence began on 2026-04-01: 2027 is its first complete year


def test_i_16_a_trial_price_only_without_a_complete_year(market: Market) -> None:
    product = market.product
    last = made.draft_price(
        market.desk, product=product, stage="trial", starts_on=FULL_YEAR - ONE_DAY
    )
    workflow.publish_price(last, actor=market.desk.by.seller, on=DAY)
    late = made.draft_price(
        market.desk, product=product, stage="trial", starts_on=FULL_YEAR, unit="per_period"
    )
    with pytest.raises(TransitionError, match="已有完整经营年度"):
        workflow.publish_price(late, actor=market.desk.by.seller, on=DAY)
    with refused_by_the_database("已有完整经营年度"):
        Price.objects.create(**published(market, stage="trial", starts_on=FULL_YEAR, unit="other"))


def test_i_16_a_complete_year_raises_the_duty_to_apply(market: Market) -> None:
    price = made.trial_price(market.desk, product=market.product)
    assert (price.due_on, price.due_rule) == (date(2028, 3, 31), "price.formal_apply")
    asked = {"application_no": "云数函〔2028〕1号", "actor": market.desk.by.drafter}
    with pytest.raises(TransitionError, match="尚无完整经营年度"):
        workflow.apply_for_formal_price(
            price, applied_on=FULL_YEAR - ONE_DAY, on=FULL_YEAR - ONE_DAY, **asked
        )
    workflow.apply_for_formal_price(price, applied_on=FULL_YEAR, on=FULL_YEAR, **asked)
    assert (price.status, price.due_on) == ("published", None)
    assert price.formal_application_no == "云数函〔2028〕1号"


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


# I-19


def test_i_19_a_tariff_is_never_edited_in_place(market: Market) -> None:
    cap = made.reported_cap(market.desk, product=market.product)
    price = made.published_price(market.desk, product=market.product)
    for over in (
        {"amount": D("0.01")},
        {"starts_on": DAY + ONE_DAY},
        {"unit": "other"},
        {"status": "draft"},
    ):
        for row in (cap, price):
            with refused_by_the_database("不能修改|一项|收费标准"):
                type(row).objects.filter(pk=row.pk).update(**over)
    with refused_by_the_database("不能修改"):
        CapTariff.objects.filter(pk=cap.pk).update(document_no="改")
    with refused_by_the_database("不能删除"):
        Price.objects.filter(pk=price.pk).delete()


def test_i_19_what_ends_is_not_lengthened(market: Market) -> None:
    made.reported_cap(market.desk, product=market.product)
    price = made.superseded_price(market.desk, product=market.product)
    with pytest.raises(TransitionError, match="不能延长"):
        workflow.end_price(
            price, actor=market.desk.by.seller, on=DAY, ends_on=price.ends_on + ONE_DAY
        )
    for longer in (price.ends_on + ONE_DAY, None):
        with refused_by_the_database("不能修改"):
            Price.objects.filter(pk=price.pk).update(ends_on=longer)


def test_i_19_a_new_price_ends_the_one_before(market: Market) -> None:
    made.reported_cap(market.desk, product=market.product)
    first = made.published_price(market.desk, product=market.product)
    second = made.published_price(market.desk, product=market.product, starts_on=LATER)
    first.refresh_from_db()
    assert (first.status, first.ends_on) == ("superseded", LATER - ONE_DAY)
    assert list(Price.objects.in_force(LATER - ONE_DAY)) == [first]
    assert list(Price.objects.in_force(LATER)) == [second]


def test_i_19_no_two_prices_and_no_two_caps_on_one_day(market: Market) -> None:
    made.reported_cap(market.desk, product=market.product)
    made.published_price(market.desk, product=market.product)
    again = made.draft_price(market.desk, product=market.product)
    with pytest.raises(InvalidInput, match="这段时间已有收费标准"):
        workflow.publish_price(again, actor=market.desk.by.seller, on=DAY)
    with refused_by_the_database("price_one_for_each_day"):
        Price.objects.create(**published(market, starts_on=LATER))
    with refused_by_the_database("cap_tariff_one_for_each_day"):
        CapTariff.objects.create(**effective(market, starts_on=LATER))


def test_i_19_nothing_applies_before_it_is_known(market: Market) -> None:
    cap = made.draft_cap(market.desk, product=market.product)
    with pytest.raises(TransitionError, match="不能追溯执行"):
        workflow.set_cap(cap, actor=market.desk.by.decider, on=DAY + ONE_DAY)
    with refused_by_the_database("cap_tariff_never_applies_before_it_is_set"):
        CapTariff.objects.create(**effective(market, set_on=DAY + ONE_DAY))
    made.set_cap(market.desk, product=market.product)
    price = made.draft_price(market.desk, product=market.product)
    with pytest.raises(TransitionError, match="不能追溯执行"):
        workflow.publish_price(price, actor=market.desk.by.seller, on=DAY + ONE_DAY)
    with refused_by_the_database("price_never_applies_before_its_publication"):
        Price.objects.create(**published(market, published_on=DAY + ONE_DAY))


# I-20


def test_i_20_a_cap_is_reported_in_writing_within_its_term(market: Market) -> None:
    cap = made.set_cap(market.desk, product=market.product)
    assert (cap.due_rule, cap.due_on) == ("price.cap_report", date(2026, 7, 15))
    with refused_by_the_database("cap_tariff_reported_in_writing"):
        CapTariff.objects.filter(pk=cap.pk).update(status="reported", report_no="一号")
    for day in (DAY - ONE_DAY, LATER + ONE_DAY):
        with pytest.raises(TransitionError, match="书面报告日期"):
            workflow.report_cap(
                cap, actor=market.desk.by.drafter, on=LATER, report_no="一号", reported_on=day
            )
    workflow.report_cap(
        cap, actor=market.desk.by.drafter, on=LATER, report_no="一号", reported_on=LATER
    )
    assert (cap.status, cap.report_no, cap.due_on) == ("reported", "一号", None)


def test_i_20_an_unreported_cap_is_not_replaced(market: Market) -> None:
    made.set_cap(market.desk, product=market.product)
    new = made.draft_cap(market.desk, product=market.product, starts_on=LATER)
    with pytest.raises(TransitionError, match="尚未书面报告，不能被替代"):
        workflow.set_cap(new, actor=market.desk.by.decider, on=DAY)


# Beside the numbered ones


def test_a_cap_rests_on_an_allowed_revenue(market: Market) -> None:
    cap = made.draft_cap(market.desk, product=market.product, starts_on=date(2029, 7, 1))
    with pytest.raises(TransitionError, match="没有已核定的最高准许收入"):
        workflow.set_cap(cap, actor=market.desk.by.decider, on=DAY)


def test_only_what_is_on_sale_has_a_price(market: Market) -> None:
    made.set_cap(market.desk, product=market.product)
    price = made.draft_price(market.desk, product=market.product, starts_on=date(2029, 4, 1))
    with pytest.raises(TransitionError, match="授权不在有效期内"):
        workflow.publish_price(price, actor=market.desk.by.seller, on=date(2029, 4, 1))


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


def published(market: Market, **over: Any) -> dict[str, Any]:
    """The columns of a price that came past every door."""
    fields = {
        "product": market.product,
        "unit": "per_call",
        "amount": D("0.05"),
        "starts_on": DAY,
        "published_on": DAY,
        "status": "published",
    }
    return fields | over


def effective(market: Market, **over: Any) -> dict[str, Any]:
    """The columns of a cap that came past every door."""
    fields = {
        "product": market.product,
        "unit": "per_call",
        "amount": D("0.05"),
        "starts_on": DAY,
        "set_on": DAY,
        "document_no": "一号",
        "supervision_phone": "12358",
        "status": "set",
    }
    return fields | over


def copy_of(revenue: AllowedRevenue, **over: Any) -> dict[str, Any]:
    """The columns of a revenue, as a draft unless said otherwise."""
    left_out = {"id", "created_at", "updated_at"}
    fields = {
        each.attname: getattr(revenue, each.attname)
        for each in revenue._meta.concrete_fields
        if each.name not in left_out
    }
    for name in over:
        fields.pop(f"{name}_id", None)
    return fields | {"status": "draft"} | over
