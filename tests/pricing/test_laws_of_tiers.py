"""Tiers, minimum, relief and forecast: the step says what is wrong, the database holds it alone."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction

from governance.errors import TransitionError
from pricing import workflow
from pricing.models import CapRelief, CapTariff, CapTier, Price, PriceTier
from tests.factories import pricing as made
from tests.factories.pricing import DAY
from tests.pricing.conftest import Market
from tests.pricing.laws import commit_checks, effective, published, refused_by_the_database

pytestmark = pytest.mark.django_db
D = Decimal
CAP = {"amount": D("1.00"), "tiers": [("1000", "0.80", "500"), ("10000", "0.50", "0")]}
PRICE = {"amount": D("1.00"), "tiers": [("1000", "0.80"), ("10000", "0.50")]}


def tiered(market: Market) -> CapTariff:
    return made.reported_cap(market.desk, product=market.product, **CAP)


def test_i_13_a_price_may_reach_its_cap_in_every_tier(market: Market) -> None:
    cap = tiered(market)
    price = made.published_price(market.desk, product=market.product, **PRICE)
    commit_checks()
    assert price.cap == cap
    assert price.charge == "1.00 元/次；超过 1,000 的部分 0.80 元；超过 10,000 的部分 0.50 元"


@pytest.mark.parametrize(
    ("amount", "tiers", "words"),
    [
        ("1.01", [], "“具体收费标准”不得高于 1.00"),
        ("1.00", [], "用量超过 1,000 的部分，收费不得高于 2026-07-01 起上限规定的 0.80 元"),
        ("0.80", [("9000", "0.60")], "用量超过 10,000 的部分.*0.50 元"),
        ("0.10", [("500", "1.01")], "用量超过 500 的部分.*1.00 元"),
    ],
)
def test_i_13_one_tier_above_the_cap_is_refused(
    market: Market, amount: str, tiers: list[tuple[str, str]], words: str
) -> None:
    tiered(market)
    price = made.draft_price(market.desk, product=market.product, amount=D(amount), tiers=tiers)
    with pytest.raises(TransitionError, match=words):
        workflow.publish_price(price, actor=market.desk.by.seller, on=DAY)
    with refused_by_the_database("高于上限收费标准"):
        Price.objects.filter(pk=price.pk).update(status="published", published_on=DAY)


def test_i_13_a_minimum_charge_keeps_to_that_of_the_cap(market: Market) -> None:
    made.reported_cap(market.desk, product=market.product, minimum=D(5))
    price = made.draft_price(market.desk, product=market.product, minimum=D("5.01"))
    with pytest.raises(
        TransitionError, match=r"“最低收费”不得高于 2026-07-01 起上限规定的 5\.00 元"
    ):
        workflow.publish_price(price, actor=market.desk.by.seller, on=DAY)
    with refused_by_the_database("高于上限收费标准"):
        Price.objects.filter(pk=price.pk).update(status="published", published_on=DAY)
    made.published_price(market.desk, product=market.product, minimum=D(5))
    commit_checks()


def test_i_13_a_lower_tier_of_a_new_cap_ends_the_price_that_exceeds_it(market: Market) -> None:
    tiered(market)
    price = made.published_price(market.desk, product=market.product, **PRICE)
    later = DAY + timedelta(days=30)
    lower = {"amount": D("1.00"), "tiers": [("1000", "0.80", "0"), ("10000", "0.49", "0")]}
    made.set_cap(market.desk, product=market.product, starts_on=later, **lower)
    commit_checks()
    price.refresh_from_db()
    assert (price.status, price.ends_on) == ("superseded", later - timedelta(days=1))


def test_i_12_nothing_of_a_welfare_product_costs_anything(market: Market) -> None:
    with refused_by_the_database("免费提供"):
        made.draft_cap(market.desk, product=market.free, amount=D(0), minimum=D(1))
    with refused_by_the_database("免费提供"):
        made.draft_cap(market.desk, product=market.free, amount=D(0), tiers=[("9", "1", "1")])
    with refused_by_the_database("免费提供"):
        made.draft_price(market.desk, product=market.free, amount=D(0), tiers=[("9", "0.01")])


def test_i_12_a_tier_that_costs_is_refused_for_welfare_in_words(market: Market) -> None:
    own = {"product": market.free, "amount": D(0)}
    # The drafts go back with the refusal: the database would not keep them either.
    with pytest.raises(TransitionError, match="免费提供"), transaction.atomic():
        made.published_price(market.desk, minimum=D(1), **own)
    with pytest.raises(TransitionError, match="免费提供"), transaction.atomic():
        made.set_cap(market.desk, tiers=[("9", "1", "1")], **own)


def test_i_19_tiers_and_reliefs_are_fixed_with_their_tariff(market: Market) -> None:
    cap = tiered(market)
    price = made.published_price(market.desk, product=market.product, **PRICE)
    with refused_by_the_database("分档和减免不能修改"):
        CapTier.objects.create(cap=cap, above=D(5), rate=D(9))
    with refused_by_the_database("分档和减免不能修改"):
        CapTier.objects.filter(cap=cap).update(rate=D(9))
    with refused_by_the_database("分档和减免不能修改"):
        PriceTier.objects.filter(price=price).delete()
    with refused_by_the_database("分档和减免不能修改"):
        CapRelief.objects.create(cap=cap, whom="高校", share=D(0), basis="云发改价格〔2026〕9号")


def test_a_ladder_has_one_tier_from_each_quantity_and_none_from_nothing(market: Market) -> None:
    cap = made.draft_cap(market.desk, product=market.product)
    CapTier.objects.create(cap=cap, above=D(5), rate=D(1))
    with refused_by_the_database("cap_tier_begins_once"):
        CapTier.objects.create(cap=cap, above=D(5), rate=D(2))
    with refused_by_the_database("begins_above_nothing"):
        CapTier.objects.create(cap=cap, above=D(0), rate=D(2))


# 65号 三: Σ cap × forecast volume ≤ allowed revenue


def test_caps_times_forecast_keep_to_the_allowed_revenue(market: Market) -> None:
    total = market.revenue.total
    assert total is not None
    made.reported_cap(market.desk, product=market.product, amount=D(1), forecast=total - 10)
    other = {"unit": "per_period", "amount": D(1)}
    made.set_cap(market.desk, product=market.product, forecast=D(10), **other)
    commit_checks()
    over = made.draft_cap(
        market.desk, product=market.product, unit="other", amount=D("0.01"), forecast=D(1)
    )
    with pytest.raises(TransitionError, match=r"之和为 11,420,000\.01 元，高于.*11,420,000\.00 元"):
        workflow.set_cap(over, actor=market.desk.by.decider, on=DAY)
    with refused_by_the_database("高于最高准许收入"):
        CapTariff.objects.filter(pk=over.pk).update(
            status="set", set_on=DAY, revenue=market.revenue
        )


def test_the_sum_is_taken_day_by_day_and_over_the_tiers(market: Market) -> None:
    total = market.revenue.total
    assert total is not None
    later = DAY + timedelta(days=90)
    full = {"amount": D(2), "forecast": D(5), "tiers": [("5", "1", str(total - 10))]}
    made.reported_cap(market.desk, product=market.product, starts_on=later, **full)
    commit_checks()
    first = {"unit": "per_period", "amount": D(1), "ends_on": later - timedelta(days=1)}
    made.reported_cap(market.desk, product=market.product, **first)
    commit_checks()
    open_end = made.draft_cap(market.desk, product=market.product, unit="other", amount=D(1))
    with pytest.raises(TransitionError, match=f"自 {later} 起"):
        workflow.set_cap(open_end, actor=market.desk.by.decider, on=DAY)
    with refused_by_the_database("高于最高准许收入"):
        CapTariff.objects.filter(pk=open_end.pk).update(
            status="set", set_on=DAY, revenue=market.revenue
        )


def test_a_cap_without_forecast_or_basis_is_not_set(market: Market) -> None:
    cap = made.draft_cap(market.desk, product=market.product, forecast=D(0))
    with pytest.raises(TransitionError, match="预计年用量"):
        workflow.set_cap(cap, actor=market.desk.by.decider, on=DAY)
    with refused_by_the_database("预计年用量"):
        CapTariff.objects.create(**effective(market, forecast=D(0)))
    with refused_by_the_database("最高准许收入为依据"):
        CapTariff.objects.create(**effective(market, revenue=None))
    with refused_by_the_database("须始终有上限收费标准"):
        Price.objects.create(**published(market))
