"""Tiers and reliefs through the doors: written with a draft, public with the tariff, refused in words."""

from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from pricing.models import CapTariff, CapTier, Price
from tests.factories import pricing as made
from tests.factories.pricing import DAY
from tests.pages.reading import inline_code, stray_english
from tests.pricing.conftest import Market

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture(autouse=True)
def _on_the_day() -> Any:
    with time_machine.travel(f"{DAY}T12:00:00+08:00", tick=False):
        yield


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person, backend="governance.backends.PolicyBackend")
    return client


def posted(client: Client, path: str, **told: Any) -> Any:
    return client.post(f"/api/v1/{path}/", told, content_type="application/json")


def test_machines_write_tiers_of_a_draft_and_of_nothing_else(market: Market) -> None:
    drafter, seller = client_of(market.desk.by.drafter), client_of(market.desk.by.seller)
    cap = made.draft_cap(market.desk, product=market.product)
    told = {"cap": cap.pk, "above": "1000", "rate": "0.05", "forecast": "7"}
    assert posted(seller, "cap-tiers", **told).status_code in {403, 404}
    assert Client().get("/api/v1/cap-tiers/").json()["count"] == 0
    assert posted(drafter, "cap-tiers", **told).status_code == 201
    assert posted(drafter, "cap-tiers", **told).status_code == 400
    assert posted(drafter, "cap-tiers", **told | {"above": "0"}).status_code == 400
    assert posted(drafter, "cap-tiers", **told | {"rate": "-1"}).status_code == 400
    relief = {"cap": cap.pk, "whom": "高校", "share": "0", "basis": "云发改价格〔2026〕9号"}
    assert posted(drafter, "cap-reliefs", **relief).status_code == 201
    assert posted(drafter, "cap-reliefs", **relief | {"share": "1.5"}).status_code == 400
    posted(client_of(market.desk.by.decider), f"cap-tariffs/{cap.pk}/set", reason="依规办理。")
    assert CapTariff.objects.get(pk=cap.pk).status == "set"
    late = posted(drafter, "cap-tiers", **told | {"above": "2000"})
    assert late.status_code in {400, 403, 404, 409}
    assert CapTier.objects.count() == 1
    assert Client().get("/api/v1/cap-tiers/").json()["count"] == 1


def test_the_admin_site_takes_tiers_with_the_price(market: Market) -> None:
    made.reported_cap(market.desk, product=market.product)
    seller = client_of(market.desk.by.seller)
    shown = seller.get("/admin/pricing/price/add/").content.decode()
    assert "收费分档" in shown
    assert "最低收费" in shown
    told = {
        "product": market.chargeable_pk,
        "unit": "per_call",
        "stage": "formal",
        "amount": "0.05",
        "minimum": "0",
        "starts_on": str(DAY),
        "tiers-TOTAL_FORMS": "1",
        "tiers-INITIAL_FORMS": "0",
        "tiers-0-above": "1000",
        "tiers-0-rate": "0.04",
    }
    wrong = seller.post("/admin/pricing/price/add/", told | {"tiers-0-above": "0"})
    assert wrong.status_code == 200
    assert "分档的起点须大于 0" in wrong.content.decode()
    answer = seller.post("/admin/pricing/price/add/", told)
    assert answer.status_code == 302, answer.content.decode()
    price = Price.objects.get()
    assert [(tier.above, tier.rate) for tier in price.tiers.all()] == [(D(1000), D("0.04"))]


def test_the_pages_of_reckoning_are_chinese_and_without_inline_code(market: Market) -> None:
    made.reported_cap(market.desk, product=market.product, tiers=[("9", "0.05", "1")])
    made.published_price(market.desk, product=market.product, amount=D("0.05"))
    wanted = f"?product={market.chargeable_pk}&quantity=20&charged=99"
    desk = client_of(market.desk.by.drafter)
    pages = [
        Client().get(f"/prices/calculator/{wanted}"),
        Client().get("/prices/proposals/new/"),
        Client().get("/prices/overcharges/new/"),
        Client().post("/prices/overcharges/new/", {"charged": "x"}),
        desk.get(f"/admin/pricing/price/bill/{wanted}"),
        desk.get("/admin/pricing/captariff/"),
    ]
    assert [page.status_code for page in pages] == [200, 200, 200, 400, 200, 200]
    for page in pages:
        html = page.content.decode()
        assert [*stray_english(html), *inline_code(html)] == []
        assert len(page.content) < 60_000
