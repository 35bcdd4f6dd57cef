"""The public pages: what the board shows, whom it shows it to, and with how many queries."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from governance.models import AuditEvent
from licensing.models import ChargeUnit, Product
from pricing import workflow
from tests.factories import pricing as made
from tests.factories.licensing import product_on_sale
from tests.factories.pricing import DAY
from tests.pricing.conftest import Market

pytestmark = pytest.mark.django_db
D = Decimal
NOON = f"{DAY}T12:00:00+08:00"


@pytest.fixture(autouse=True)
def _on_the_day() -> Any:
    with time_machine.travel(NOON, tick=False):
        yield


def page(path: str, status: int = 200, **query: str) -> str:
    response = Client().get(path, query)
    assert response.status_code == status
    return response.content.decode()


def test_the_board_shows_the_seven_facts_of_table_t6(market: Market) -> None:
    cap = made.reported_cap(market.desk, product=market.product, amount=D("0.0600"))
    made.published_price(market.desk, product=market.product, amount=D("0.0500"))
    shown = page("/prices/")
    for fact in (
        market.product.name,
        "元/次",
        ">0.06<",
        ">0.05<",
        cap.document_no,
        "2026-07-01",
        "0000-12358",
    ):
        assert fact in shown
    assert "正式" in shown


def test_the_cap_on_the_board_is_that_of_the_day(market: Market) -> None:
    made.reported_cap(market.desk, product=market.product, amount=D("0.06"))
    made.published_price(market.desk, product=market.product, amount=D("0.04"))
    made.set_cap(
        market.desk, product=market.product, amount=D("0.045"), starts_on=DAY + timedelta(days=9)
    )
    assert ">0.06<" in page("/prices/")
    with time_machine.travel("2026-07-10T00:30:00+08:00", tick=False):
        assert ">0.045<" in page("/prices/")


def test_a_coming_change_is_told_beforehand(market: Market) -> None:
    made.reported_cap(market.desk, product=market.product, amount=D("0.06"))
    made.published_price(market.desk, product=market.product, amount=D("0.05"))
    made.published_price(
        market.desk, product=market.product, amount=D("0.03"), starts_on=date(2027, 1, 1)
    )
    shown = page("/prices/")
    assert "<del>0.05 元/次</del> → <ins>0.03 元/次</ins>" in shown
    assert ">0.05<" in shown


def test_free_and_trial_prices_say_so(market: Market) -> None:
    made.published_price(market.desk, product=market.free, amount=D(0))
    made.trial_price(market.desk, product=market.product, amount=D(2))
    shown = page("/prices/")
    for words in ("公益事业，免费提供", "免费", "试行", "试行收费，尚未制定上限", ">2.00<"):
        assert words in shown


def test_drafts_and_what_is_no_longer_on_sale_are_not_shown(market: Market) -> None:
    made.draft_price(market.desk, product=market.product, amount=D("0.0123"))
    assert "0.0123" not in page("/prices/")
    made.trial_price(market.desk, product=market.product)
    assert market.product.name in page("/prices/")
    with time_machine.travel("2029-06-01T12:00:00+08:00", tick=False):
        assert market.product.name not in page("/prices/")


def test_the_board_is_searched_and_filtered(market: Market) -> None:
    made.published_price(market.desk, product=market.free, amount=D(0))
    made.trial_price(market.desk, product=market.product)
    operator = str(market.desk.by.operator.pk)
    free, charged = f">{market.free.name}<", f">{market.product.name}<"
    for query, sees_free, sees_charged in (
        ({"purpose": "welfare"}, True, False),
        ({"q": market.product.name}, False, True),
        ({"operator": operator}, True, True),
        ({"operator": "1" * 30}, True, True),
        ({"operator": "999999999"}, False, False),
        ({"q": "没有这种产品\x00"}, False, False),
    ):
        shown = page("/prices/", **query)
        assert (free in shown, charged in shown) == (sees_free, sees_charged), query


def test_an_empty_board_says_what_to_do(market: Market) -> None:
    assert "没有符合条件的现行收费" in page("/prices/", q="没有")


def test_the_board_as_a_file_is_guarded_and_on_record(market: Market) -> None:
    made.reported_cap(market.desk, product=market.product, document_no="=HYPERLINK(1)")
    made.published_price(market.desk, product=market.product)
    response = Client().get("/prices/export.csv", {"purpose": "industry"})
    text = b"".join(response).decode()
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert text.startswith("\ufeff项目,用途,单位,")
    assert f"{market.product.name},产业发展,次,0.0600,0.0500,正式,'=HYPERLINK(1),2026-07-01" in text
    event = AuditEvent.objects.filter(action="pricing.price.export").latest("id")
    assert (event.changes["rows"], event.actor.username) == (1, "public")


def test_the_number_of_queries_does_not_grow_with_the_rows(market: Market) -> None:
    add_prices(market, market.product, units=2)
    paths = ("/prices/", "/prices/export.csv", f"/prices/products/{market.chargeable_pk}/")
    queries_of("/prices/export.csv")  # the first visitor's service account is made here
    counted = [queries_of(path) for path in paths]
    for _ in range(4):
        more = product_on_sale(by=market.desk.by, licence=market.product.licence)
        add_prices(market, more, units=5)
    assert [queries_of(path) for path in paths] == counted
    assert max(counted) <= 12


def add_prices(market: Market, product: Product, *, units: int) -> None:
    """A price today and another one next year, for each unit."""
    for unit in ChargeUnit.values[:units]:
        made.reported_cap(market.desk, product=product, unit=unit)
        for starts_on in (DAY, date(2027, 1, 1)):
            made.published_price(market.desk, product=product, unit=unit, starts_on=starts_on)


def queries_of(path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        b"".join(Client().get(path))
    return len(captured)


def test_the_history_of_a_product_shows_every_price_it_ever_had(market: Market) -> None:
    made.reported_cap(market.desk, product=market.product, amount=D("0.06"))
    made.published_price(market.desk, product=market.product, amount=D("0.05"))
    made.published_price(
        market.desk, product=market.product, amount=D("0.03"), starts_on=date(2027, 1, 1)
    )
    made.draft_price(market.desk, product=market.product, amount=D("0.0123"))
    shown = page(f"/prices/products/{market.chargeable_pk}/")
    for words in ("0.05 元/次", "0.03 元/次", "2026-12-31", "0.06 元/次", "云发改价格〔2026〕"):
        assert words in shown
    assert "0.0123" not in shown
    assert page("/prices/products/999999999/", status=404)


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        ("12500", ["12,500 × 0.05 元/次 = 625.00 元。", "按上限收费标准算是 750.00 元。"]),
        ("0.5", ["0.5 × 0.05 元/次 = 0.03 元。"]),
        ("-1", ["有 1 处需要修改"]),
        ("NaN", ["有 1 处需要修改"]),
        ("许多", ["有 1 处需要修改"]),
    ],
)
def test_what_would_it_cost_me(market: Market, quantity: str, words: list[str]) -> None:
    made.reported_cap(market.desk, product=market.product, amount=D("0.06"))
    made.published_price(market.desk, product=market.product, amount=D("0.05"))
    shown = page(f"/prices/products/{market.chargeable_pk}/", quantity=quantity)
    for each in words:
        assert each in shown


def test_what_has_no_price_today_has_no_estimate(market: Market) -> None:
    path = f"/prices/products/{market.chargeable_pk}/"
    assert "无法试算" in page(path, quantity="1")
    assert "无法试算" not in page(path)


def test_a_determination_prints_its_derivation(market: Market) -> None:
    shown = page(f"/prices/revenues/{market.revenue_pk}/")
    for words in (
        "11,420,000.00",
        "经营成本 × 准许利润率",
        "10,000,000.00 × 8.20%",
        "十年期国债平均收益率 + 加点",
        "2.20% + 6.00%",
        "平台建设和运维",
        "65号 三（一）",
        "ndrc-65-2025.1",
        "250 个交易日平均",
    ):
        assert words in shown


def test_a_determination_in_preparation_is_not_public(market: Market) -> None:
    draft = made.draft_revenue(market.desk, survey=market.revenue.survey)
    assert page(f"/prices/revenues/{draft.pk}/", status=404)
    client = Client()
    client.force_login(market.desk.signer)
    assert "还没有计算" in client.get(f"/prices/revenues/{draft.pk}/").content.decode()
    workflow.propose_revenue(draft, actor=market.desk.surveyor, on=DAY)
    assert "11,420,000.00" in client.get(f"/prices/revenues/{draft.pk}/").content.decode()
    assert page(f"/prices/revenues/{draft.pk}/", status=404)
