"""Thousands of statements at the database's console: none leaves a price, a cap or a sum that the law forbids."""

import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from pricing.models import CapTariff, CapTier, Price, PriceTier
from tests.factories.pricing import DAY
from tests.pricing.conftest import Market
from tests.pricing.laws import effective, published

pytestmark = pytest.mark.django_db
D = Decimal
SEQUENCES, MOVES = 250, 6  # for each of the seeds
RATES = [D(n) for n in range(4)]
EDGES = [D(n) for n in (5, 10, 20)]
FORECASTS = [D(0), D(1), D(2_000_000), D(6_000_000)]
UNITS = ("per_call", "per_period")
DAYS = 12


class Console:
    """Somebody who writes what he likes past every step."""

    def __init__(self, market: Market, dice: random.Random) -> None:
        self.market, self.dice, self.revenue = market, dice, market.revenue
        self.products = [market.product] * 4 + [market.free]
        self.moves: list[Callable[[], Any]] = [
            self.cap, self.cap, self.price, self.price, self.tier, self.activate, self.activate, self.change,
        ]  # fmt: skip

    def tariff(self, statuses: Sequence[str]) -> dict[str, Any]:
        starts_on = DAY + timedelta(days=self.dice.randrange(DAYS))
        length = self.dice.choice([None, self.dice.randrange(-1, DAYS)])
        return {
            "product": self.dice.choice(self.products),
            "unit": self.dice.choice(UNITS),
            "amount": self.dice.choice(RATES),
            "minimum": self.dice.choice([D(0), D(0), D(1)]),
            "starts_on": starts_on,
            "ends_on": None if length is None else starts_on + timedelta(days=length),
            "status": self.dice.choice(statuses),
        }

    def cap(self) -> None:
        over = self.tariff(["draft", "set"]) | {
            "forecast": self.dice.choice(FORECASTS),
            "revenue": self.dice.choice([self.revenue, self.revenue, None]),
        }
        CapTariff.objects.create(**effective(self.market, **over))

    def price(self) -> None:
        over = self.tariff(["draft", "published"])
        stage = self.dice.choice(["trial", "formal"])
        Price.objects.create(**published(self.market, stage=stage, **over))

    def tier(self) -> None:
        figures = {"above": self.dice.choice(EDGES), "rate": self.dice.choice(RATES)}
        if self.dice.random() < 0.5:
            cap, forecast = self.any_of(CapTariff), self.dice.choice(FORECASTS)
            CapTier.objects.create(cap=cap, forecast=forecast, **figures)
        else:
            PriceTier.objects.create(price=self.any_of(Price), **figures)

    def activate(self) -> None:
        model, status = self.dice.choice([(CapTariff, "set"), (Price, "published")])
        model.objects.filter(pk=self.any_of(model).pk).update(status=status)

    def change(self) -> None:
        model = self.dice.choice([CapTariff, CapTier, Price, PriceTier])
        row = self.any_of(model)
        rows = model.objects.filter(pk=row.pk)
        if self.dice.random() < 0.2:
            rows._raw_delete(rows.db)
            return
        if isinstance(row, CapTier | PriceTier):
            rows.update(rate=self.dice.choice(RATES), above=self.dice.choice(EDGES))
            return
        fields = self.tariff([row.status, "draft", "superseded"])
        name = self.dice.choice(list(fields))
        rows.update(**{name: fields[name]})

    def any_of(self, model: Any) -> Any:
        rows = list(model.objects.order_by("pk"))
        if not rows:
            raise DatabaseError("nothing there yet")
        return self.dice.choice(rows)

    def go(self) -> bool:
        """One statement, judged as a commit would."""
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                self.dice.choice(self.moves)()
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        except DatabaseError:
            return False
        finally:
            connection.cursor().execute("SET CONSTRAINTS ALL DEFERRED")
        return True


def rate(tariff: Any, quantity: Decimal) -> Decimal:
    """What the next unit costs, by the rows themselves."""
    slices = [(D(0), tariff.amount), *((tier.above, tier.rate) for tier in tariff.tiers.all())]
    return max((each for each in slices if each[0] <= quantity), key=lambda each: each[0])[1]


def standing(model: Any, day: date) -> list[Any]:
    rows = model.objects.select_related("product").prefetch_related("tiers")
    return [
        each
        for each in rows
        if each.status in model.EFFECTIVE
        and each.starts_on <= day
        and (each.ends_on is None or each.ends_on >= day)
    ]


def assert_lawful(total: Decimal, days: Sequence[date]) -> None:
    """I-12, I-13, I-19 and the sum of 65号 三, in other words than the code's."""
    for day in days:
        caps, prices = standing(CapTariff, day), standing(Price, day)
        for rows in (caps, prices):
            assert len({(each.product_id, each.unit) for each in rows}) == len(rows)
        for each in (*caps, *prices):
            costs = each.minimum or any(rate(each, edge) for edge in (D(0), *EDGES))
            assert not (each.product.is_free and costs)
        for price in prices:
            own = [c for c in caps if (c.product_id, c.unit) == (price.product_id, price.unit)]
            assert own or price.stage == "trial" or price.product.is_free
            for cap in own:
                assert price.minimum <= cap.minimum
                assert all(rate(price, edge) <= rate(cap, edge) for edge in (D(0), *EDGES))
        expected = sum(
            cap.amount * cap.forecast + sum(tier.rate * tier.forecast for tier in cap.tiers.all())
            for cap in caps
        )
        assert expected <= total


def play(market: Market, seed: int, sequences: int) -> int:
    """So many sequences, each from the same beginning; how many statements went through."""
    dice = random.Random(seed)
    done, total = 0, market.revenue.total
    assert total is not None
    for _sequence in range(sequences):
        with transaction.atomic():
            console = Console(market, dice)
            done += sum(console.go() for _move in range(MOVES))
            assert_lawful(total, sorted(edges()))
            transaction.set_rollback(True)
    return done


def edges() -> set[date]:
    """The days on which anything begins or ends."""
    return {
        day
        for model in (CapTariff, Price)
        for row in model.objects.exclude(status="draft").values_list("starts_on", "ends_on")
        for day in row
        if day is not None
    }


@pytest.mark.parametrize("seed", range(5))
def test_no_statement_leads_beyond_the_law(market: Market, seed: int) -> None:
    done = play(market, seed, SEQUENCES)
    assert done > SEQUENCES, "statements that are all refused prove nothing"


@pytest.mark.parametrize(
    "law",
    [
        "pricing_is_above(price bigint, cap bigint) RETURNS boolean LANGUAGE sql AS 'SELECT false'",
        "pricing_line_costs(wanted bigint) RETURNS boolean LANGUAGE sql AS 'SELECT false'",
        "pricing_cap_expects(wanted bigint) RETURNS numeric LANGUAGE sql AS 'SELECT 0.0'",
    ],
)
def test_the_walks_notice_a_law_that_is_gone(market: Market, law: str) -> None:
    with transaction.atomic():
        connection.cursor().execute(f"CREATE OR REPLACE FUNCTION {law}")
        with pytest.raises(AssertionError):
            play(market, 1, SEQUENCES)
        transaction.set_rollback(True)
