"""Random sequences of steps and raw statements: none leads to a price that the law forbids."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from governance.errors import Refusal
from licensing.models import Product
from pricing import workflow
from pricing.models import CapTariff, Price
from tests.factories import pricing as made
from tests.factories.pricing import DAY
from tests.pricing.conftest import Market
from tests.pricing.test_random_statements import rate

pytestmark = pytest.mark.django_db
SPAN = 120  # days over which the walks play
QUANTITIES = [Decimal(n) for n in (0, 5, 9)]
AMOUNTS = [Decimal(n) / 100 for n in range(7)]


class Walk:
    """One official and one operator without scruples, and somebody at the database's console."""

    def __init__(self, market: Market, seed: int) -> None:
        self.market, self.dice = market, random.Random(seed)
        self.on = DAY
        self.moves: list[Callable[[], Any]] = [
            self.set_cap,
            self.set_cap,
            self.publish,
            self.publish,
            self.publish,
            self.end,
            self.withdraw,
            self.tamper,
            self.sleep,
        ]

    def day(self) -> date:
        """Mostly to come, now and then gone by."""
        return self.on + timedelta(days=self.dice.randrange(-1, 15))

    def tariff(self) -> dict[str, Any]:
        """A product, an amount and days, wild."""
        starts_on = self.day()
        return {
            "product": self.dice.choice([self.market.product] * 4 + [self.market.free]),
            "amount": self.dice.choice(AMOUNTS),
            "starts_on": starts_on,
            "ends_on": self.dice.choice(
                [None, starts_on + timedelta(days=self.dice.randrange(20))]
            ),
        }

    def tiers(self) -> list[tuple[str, str]]:
        """Mostly none; else a rate from some quantity on."""
        edges = self.dice.choice([[], [], ["5"], ["5", "9"]])
        return [(edge, str(self.dice.choice(AMOUNTS))) for edge in edges]

    def set_cap(self) -> None:
        tiers = [(*each, "1") for each in self.tiers()]
        cap = made.draft_cap(self.market.desk, tiers=tiers, **self.tariff())
        workflow.set_cap(cap, actor=self.market.desk.by.decider, on=self.on)
        told = {"report_no": "一号", "reported_on": self.on}
        workflow.report_cap(cap, actor=self.market.desk.by.drafter, on=self.on, **told)

    def publish(self) -> None:
        stage = self.dice.choice(["trial", "formal", "formal"])
        tiers = self.tiers()
        price = made.draft_price(self.market.desk, stage=stage, tiers=tiers, **self.tariff())
        workflow.publish_price(price, actor=self.market.desk.by.seller, on=self.on)

    def end(self) -> None:
        model, step, actor = self.dice.choice(
            [
                (CapTariff, workflow.end_cap, self.market.desk.by.drafter),
                (Price, workflow.end_price, self.market.desk.by.seller),
            ]
        )
        row = self.any_of(model)
        step(row, actor=actor, on=self.on, ends_on=self.day())

    def withdraw(self) -> None:
        price = self.any_of(Price)
        workflow.withdraw_price(
            price, actor=self.market.desk.by.seller, on=self.on, reason="不再提供。"
        )

    def tamper(self) -> None:
        row = self.any_of(self.dice.choice([CapTariff, Price]))
        over = self.dice.choice(
            [
                {"amount": self.dice.choice(AMOUNTS)},
                {"starts_on": self.day()},
                {"ends_on": self.dice.choice([None, self.day()])},
                {"status": self.dice.choice(type(row).Status.values)},
                {"unit": "per_period"},
            ]
        )
        type(row).objects.filter(pk=row.pk).update(**over)

    def sleep(self) -> None:
        self.on += timedelta(days=self.dice.randrange(1, 5))

    def any_of(self, model: Any) -> Any:
        rows = list(model.objects.order_by("pk"))
        if not rows:
            raise Refusal("nothing there yet")
        return self.dice.choice(rows)

    def go(self) -> bool:
        """One move; what is refused leaves no trace."""
        move = self.dice.choice(self.moves)
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                move()
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        except (Refusal, DatabaseError):
            return False
        finally:
            connection.cursor().execute("SET CONSTRAINTS ALL DEFERRED")
        return True


def assert_lawful(product: Product) -> None:
    """I-12, I-13 and I-19, asked day by day, in other words than the code's."""
    for offset in range(-5, SPAN):
        day = DAY + timedelta(days=offset)
        caps = list(tariffs(CapTariff, product, day))
        prices = list(tariffs(Price, product, day))
        assert len(caps) <= 1, day
        assert len(prices) <= 1, day
        for price in prices:
            for cap in caps:
                assert all(rate(price, edge) <= rate(cap, edge) for edge in QUANTITIES), day
            assert caps or price.stage == "trial" or product.is_free, day
        for each in (*caps, *prices):
            assert not product.is_free or not any(rate(each, edge) for edge in QUANTITIES), day


def tariffs(model: Any, product: Product, day: date) -> list[Any]:
    """Those that bind on the day, picked in Python."""
    return [
        each
        for each in model.objects.filter(product=product, unit=product.unit).prefetch_related(
            "tiers"
        )
        if each.status in model.EFFECTIVE
        and each.starts_on <= day
        and (each.ends_on is None or day <= each.ends_on)
    ]


@pytest.mark.parametrize("seed", range(6))
def test_no_walk_leads_beyond_the_law(market: Market, seed: int) -> None:
    made.reported_cap(market.desk, product=market.product, amount=AMOUNTS[-1])
    made.published_price(market.desk, product=market.product, amount=AMOUNTS[3])
    walk = Walk(market, seed)
    done = sum(walk.go() for _ in range(25))
    assert done > 3, "a walk that gets nowhere proves nothing"
    assert_lawful(market.product)
    assert_lawful(market.free)
