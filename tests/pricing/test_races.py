"""Many hands at once: one price wins, and no price slips past a cap that is lowered meanwhile."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from governance.errors import Refusal
from pricing import workflow
from pricing.models import CapTariff, Price
from tests.database import arranging
from tests.factories import pricing as made
from tests.factories.pricing import DAY
from tests.pricing.conftest import Market, build_market

pytestmark = pytest.mark.django_db(transaction=True)
D = Decimal


@pytest.fixture
def market() -> Market:
    """A market that is really committed."""
    with arranging():
        return build_market()


def at_once(acts: list[Callable[[], Any]]) -> list[str]:
    """Run all acts at the same moment; say of each whether it was done or refused."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> str:
        try:
            start.wait(timeout=60)
            act()
        except Refusal:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_of_twenty_prices_for_the_same_days_one_is_published(market: Market) -> None:
    made.reported_cap(market.desk, product=market.product)
    drafts = [made.draft_price(market.desk, product=market.product) for _ in range(20)]
    seller = market.desk.by.seller
    outcomes = at_once(
        [
            lambda draft=draft: workflow.publish_price(draft, actor=seller, on=DAY)
            for draft in drafts
        ]
    )
    assert sorted(outcomes) == ["done", *["refused"] * 19]
    assert Price.objects.in_force(DAY).count() == 1


def test_a_draft_that_twenty_publish_is_published_once(market: Market) -> None:
    made.reported_cap(market.desk, product=market.product)
    draft = made.draft_price(market.desk, product=market.product)
    seller = market.desk.by.seller
    outcomes = at_once(
        [
            lambda: workflow.publish_price(Price.objects.get(pk=draft.pk), actor=seller, on=DAY)
            for _ in range(20)
        ]
    )
    assert outcomes.count("done") == 1


def test_a_price_and_a_lower_cap_at_the_same_moment_never_contradict(market: Market) -> None:
    made.reported_cap(market.desk, product=market.product, amount=D("0.06"))
    cap = made.draft_cap(
        market.desk, product=market.product, amount=D("0.05"), starts_on=DAY + timedelta(days=1)
    )
    price = made.draft_price(market.desk, product=market.product, amount=D("0.06"))
    by = market.desk.by
    at_once(
        [
            lambda: workflow.set_cap(cap, actor=by.decider, on=DAY),
            lambda: workflow.publish_price(price, actor=by.seller, on=DAY),
        ]
    )
    for charged in Price.objects.effective():
        days = (charged.starts_on, charged.ends_on)
        caps = CapTariff.objects.on_line_of(charged).during(*days)
        assert all(charged.amount <= each.amount for each in caps)
    assert Price.objects.effective().exists() or CapTariff.objects.effective().count() > 1


def test_two_caps_that_only_one_revenue_can_bear_are_not_both_set(market: Market) -> None:
    total = market.revenue.total
    assert total is not None
    figures = {"product": market.product, "amount": D(1), "forecast": total - 1}
    caps = [made.draft_cap(market.desk, unit=unit, **figures) for unit in ("per_call", "other")]
    decider = market.desk.by.decider
    outcomes = at_once(
        [lambda cap=cap: workflow.set_cap(cap, actor=decider, on=DAY) for cap in caps]
    )
    assert sorted(outcomes) == ["done", "refused"]
