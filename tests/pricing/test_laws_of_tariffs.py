"""I-12 and I-13 by name, at the door of the step and in the database itself."""

from datetime import date
from decimal import Decimal

import pytest

from governance.errors import TransitionError
from licensing.models import Product, Purpose
from pricing import workflow
from pricing.models import CapTariff, Price
from tests.factories import pricing as made
from tests.factories.pricing import DAY, ONE_DAY
from tests.pricing.conftest import Market
from tests.pricing.laws import commit_checks, effective, published, refused_by_the_database

pytestmark = pytest.mark.django_db
D = Decimal
LATER = date(2026, 9, 1)


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
