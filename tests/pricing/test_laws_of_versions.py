"""I-16, I-19 and I-20 by name, at the door of the step and in the database itself."""

from datetime import date
from decimal import Decimal

import pytest

from governance import edits
from governance.errors import InvalidInput, TransitionError
from pricing import workflow
from pricing.models import CapTariff, Price
from tests.factories import pricing as made
from tests.factories.pricing import DAY, ONE_DAY
from tests.pricing.conftest import Market
from tests.pricing.laws import effective, published, refused_by_the_database

pytestmark = pytest.mark.django_db
D = Decimal
LATER = date(2026, 9, 1)


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


def test_i_19_days_in_the_wrong_order_are_named(market: Market) -> None:
    for model in (Price, CapTariff):
        draft = model(
            product=market.product, unit="per_call", starts_on=LATER, ends_on=DAY, amount=D(0)
        )
        if model is CapTariff:
            draft.document_no = draft.supervision_phone = "一号"
        actor = market.desk.by.seller if model is Price else market.desk.by.drafter
        with pytest.raises(InvalidInput, match="执行截止日不得早于执行起始日"):
            edits.save(draft, actor=actor)


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
