"""The public's side: what would it cost, was it too much, what should change."""

from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from licensing.models import Complaint
from pricing.models import CapRelief
from pricing.workflow import set_cap
from tests.database import arranging
from tests.factories import pricing as made
from tests.factories.pricing import DAY
from tests.pricing.conftest import Market
from tests.pricing.test_bills import TIERS

pytestmark = pytest.mark.django_db
D = Decimal
CALCULATOR = "/prices/calculator/"
UNITS = ("per_call", "per_period")


@pytest.fixture(autouse=True)
def _on_the_day() -> Any:
    with time_machine.travel(f"{DAY}T12:00:00+08:00", tick=False):
        yield


@pytest.fixture
def priced(market: Market) -> Market:
    made.reported_cap(market.desk, product=market.product, **TIERS)
    made.published_price(
        market.desk,
        product=market.product,
        amount=D("0.90"),
        tiers=[("1000", "0.80"), ("10000", "0.50")],
    )
    return market


def page(path: str, status: int = 200, **query: Any) -> str:
    response = Client().get(path, query)
    assert response.status_code == status
    return response.content.decode()


def test_the_calculator_tells_the_most_to_pay(priced: Market) -> None:
    empty = page(CALCULATOR)
    assert priced.product.name in empty
    assert 'role="status"' not in empty
    own = {"product": priced.chargeable_pk, "quantity": "12500"}
    shown = page(CALCULATOR, **own)
    for words in ("9,350.00", "按上限收费标准算是 9,450.00 元", "超过 1,000 的部分 0.80 元"):
        assert words in shown
    assert "多收 0.50 元" in page(CALCULATOR, charged="9350.50", **own)
    assert "没有超过公布的收费标准" in page(CALCULATOR, charged="9350", **own)
    assert "1,250.00" in page(CALCULATOR, **own | {"quantity": "2500", "before": "10000"})
    assert "该用途免费" in page(CALCULATOR, purpose="welfare", **own)
    assert "没有收费标准，无法试算" in page(CALCULATOR, on="2026-06-30", **own)


@pytest.mark.parametrize(
    "wrong",
    [
        {"product": "999999"},
        {"product": "x\x00"},
        {"quantity": "-1"},
        {"quantity": "NaN"},
        {"quantity": "许多"},
        {"on": "昨天"},
        {"before": "1e99"},
        {"purpose": "fun"},
        {"charged": "0.001"},
    ],
)
def test_the_calculator_keeps_what_was_typed_wrongly(priced: Market, wrong: dict[str, str]) -> None:
    told = {"product": str(priced.chargeable_pk), "quantity": "7"} | wrong
    shown = page(CALCULATOR, **told)
    assert "有 1 处需要修改" in shown
    assert Client().get("/prices/calculator.json", told).status_code == 400


def test_machines_are_told_the_same(priced: Market) -> None:
    told = {"product": priced.chargeable_pk, "quantity": "12500", "charged": "1"}
    found = Client().get("/prices/calculator.json", told).json()["bills"]
    assert [(each["unit"], each["due"], each["most"], each["limit"]) for each in found] == [
        ("per_call", "9350.00", "9450.00", "9350.00")
    ]


def test_an_overcharge_is_reported_with_its_reckoning(priced: Market) -> None:
    told = {
        "product": priced.chargeable_pk,
        "on": str(DAY),
        "quantity": "10",
        "charged": "12",
        "what": "合同单价高于公示。",
    }
    response = Client().post("/prices/overcharges/new/", told)
    case = Complaint.objects.get()
    assert response["Location"] == case.tracking_url
    assert (case.kind, case.operator) == ("unfair_service", priced.desk.by.operator)
    assert "最多只能收取 9.00 元，多收 3.00 元" in case.what
    assert case.number in Client().get(case.tracking_url).content.decode()


def test_a_price_change_is_proposed_and_nothing_typed_is_lost(priced: Market) -> None:
    path = "/prices/proposals/new/"
    assert priced.product.name in page(path, product=priced.chargeable_pk)
    short = Client().post(path, {"product": priced.chargeable_pk, "what": "贵", "proposed": "0.01"})
    assert short.status_code == 400
    assert 'value="0.01"' in short.content.decode()
    told = {"product": priced.chargeable_pk, "what": "小公司用不起，请降低。", "proposed": "0.01"}
    Client().post(path, told)
    case = Complaint.objects.get()
    assert case.what.startswith("【提出调价建议】")
    assert "建议的标准（元）：0.01" in case.what


def test_the_board_shows_every_tier_and_leads_to_the_forms(priced: Market) -> None:
    shown = page("/prices/")
    for words in ("超过 10,000 的部分 0.50 元", CALCULATOR, "/prices/proposals/new/"):
        assert words in shown
    for path in ("/products/", f"/products/{priced.chargeable_pk}/"):
        assert "超过 10,000 的部分 0.50 元" in page(path)
    text = b"".join(Client().get("/prices/export.csv")).decode()
    assert "1.00 元/次；超过 1,000 的部分 0.80 元；超过 10,000 的部分 0.50 元" in text


def test_the_feed_tells_of_caps_and_prices_and_of_no_draft(priced: Market) -> None:
    made.draft_price(priced.desk, product=priced.product, amount=D("0.0123"))
    told = page("/prices/feed.atom")
    assert f"具体收费标准：{priced.product}" in told
    assert "0.90 元/次；超过 1,000 的部分 0.80 元" in told
    assert "0.0123" not in told


def test_the_desk_checks_a_bill_of_any_day(priced: Market) -> None:
    client = Client()
    client.force_login(priced.desk.by.decider)
    assert "核对账单" in client.get("/admin/pricing/price/").content.decode()
    told = {"product": priced.chargeable_pk, "quantity": "12500", "charged": "9350.50"}
    with time_machine.travel("2029-06-01T12:00:00+08:00", tick=False):
        client.force_login(priced.desk.by.decider)
        shown = client.get("/admin/pricing/price/bill/", told | {"on": str(DAY)}).content.decode()
    assert "多收 0.50 元" in shown
    assert (
        "有 1 处" in client.get("/admin/pricing/price/bill/", told | {"on": "x"}).content.decode()
    )
    assert Client().get("/admin/pricing/price/bill/").status_code == 302


def test_reliefs_are_shown_without_more_queries(market: Market) -> None:
    counted = []
    for n, groups in enumerate((1, 6)):
        cap = made.draft_cap(market.desk, product=market.product, amount=D(1), unit=UNITS[n])
        with arranging():
            for group in range(groups):
                told = {"whom": f"第{group}类用户", "share": D("0.5"), "basis": cap.document_no}
                CapRelief.objects.create(cap=cap, **told)
        set_cap(cap, actor=market.desk.by.decider, on=DAY)
        made.published_price(market.desk, product=market.product, amount=D(1), unit=UNITS[n])
        own = {"product": market.chargeable_pk, "quantity": "7"}
        with CaptureQueriesContext(connection) as captured:
            shown = page(CALCULATOR, **own)
        assert f"第{groups - 1}类用户：3.50 元" in shown
        counted.append(len(captured))
    assert counted[1] - counted[0] <= 5
