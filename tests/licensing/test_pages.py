"""The register, a licence's page and the product list, as a visitor and as the parties see them."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from catalog.models import DataResource
from tests.factories.licensing import (
    draft_licence,
    licence_in_force,
    product_on_sale,
    signed_licence,
    suspended_licence,
)
from tests.factories.schemes import START, licensable_resource, parties

pytestmark = pytest.mark.django_db

NOON = f"{START + timedelta(days=1)} 12:00:00+08:00"


def text_of(address: str, client: Client | None = None) -> str:
    """The page's HTML; the answer must be 200."""
    answer = (client or Client()).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@time_machine.travel(NOON, tick=False)
def test_the_register_shows_object_content_scope_and_term() -> None:
    licence = licence_in_force()
    html = text_of(reverse("licensing:licences"))
    for words in (
        licence.name,
        licence.number,
        licence.operator.name,
        "1 项数据资源",
        "2026-04-01",
        "2029-03-31",
        "正在生效",
    ):
        assert words in html


@time_machine.travel(NOON, tick=False)
def test_what_has_not_taken_effect_is_not_on_the_register() -> None:
    licence = signed_licence()
    assert licence.number not in text_of(reverse("licensing:licences"))
    assert Client().get(licence.get_absolute_url()).status_code == 404
    assert Client().get(reverse("licensing:licence", args=[licence.pk + 10_000])).status_code == 404


@time_machine.travel(NOON, tick=False)
def test_parties_see_their_draft_on_its_page() -> None:
    by = parties()
    licence = draft_licence(by=by)
    client = Client()
    client.force_login(by.decider)
    assert "拟订中" in text_of(licence.get_absolute_url(), client)


@time_machine.travel(NOON, tick=False)
def test_a_licence_tells_parties_scope_decisions_filings_and_products() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    product = product_on_sale(by=by, licence=licence)
    html = text_of(licence.get_absolute_url())
    for body in (by.operator, by.implementing_body, by.government, by.authority):
        assert body.name in html
    for words in (
        "公共停车场实时空位",
        "公开招标",
        "市政府第31次常务会议",
        "局党组会",
        "实施方案备案",
        "授权运营协议备案",
        product.name,
    ):
        assert words in html


@time_machine.travel(NOON, tick=False)
def test_resources_that_are_not_public_are_masked_for_the_public_only() -> None:
    by = parties()
    hidden = licensable_resource(name="内部泊位台账")
    licence = licence_in_force(by=by, resources=(licensable_resource(), hidden))
    DataResource.objects.filter(pk=hidden.pk).update(status="submitted")
    assert "内部泊位台账" not in text_of(licence.get_absolute_url())
    assert "未向社会公开的数据资源" in text_of(licence.get_absolute_url())
    client = Client()
    client.force_login(by.seller)
    assert "内部泊位台账" in text_of(licence.get_absolute_url(), client)


@time_machine.travel(NOON, tick=False)
def test_a_suspended_licence_says_so_and_its_products_leave_the_list() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    product = product_on_sale(by=by, licence=licence)
    assert product.name in text_of(reverse("licensing:products"))
    other = suspended_licence()
    assert "已中止" in text_of(other.get_absolute_url())
    with time_machine.travel(f"{licence.ends_on + timedelta(days=1)} 00:00:01+08:00", tick=False):
        assert product.name not in text_of(reverse("licensing:products"))
        assert "已到期" in text_of(licence.get_absolute_url())


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(
    ("query", "is_found"),
    [("", True), ("q=停车出行", True), ("q=没有", False), ("standing=in_force", True), ("standing=ended", False),
     ("standing=stopped", False), ("page=999", True), ("page=x", True), ("q=%00停车", True),
     ("q=" + "长" * 5000, False)],
)  # fmt: skip
def test_the_register_is_searched(query: str, is_found: bool) -> None:
    licence = licence_in_force()
    assert (licence.number in text_of(f"{reverse('licensing:licences')}?{query}")) is is_found


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("", True),
        ("purpose=industry", True),
        ("purpose=welfare", False),
        ("q=停车", True),
        ("q=没有", False),
    ],
)
def test_the_product_list_is_searched(query: str, is_found: bool) -> None:
    product = product_on_sale()
    assert (product.name in text_of(f"{reverse('licensing:products')}?{query}")) is is_found


@pytest.mark.parametrize("name", ["licences", "products"])
def test_an_empty_list_says_what_to_do_next(name: str) -> None:
    assert 'class="empty"' in text_of(reverse(f"licensing:{name}"))


def test_only_reading_is_offered() -> None:
    assert Client().post(reverse("licensing:licences")).status_code == 405


def test_the_term_is_told_in_days() -> None:
    licence = licence_in_force(ends_on=date(2026, 4, 30))
    with time_machine.travel("2026-04-16 09:00:00+08:00", tick=False):
        html = text_of(licence.get_absolute_url())
    assert "还有 15 天" in html
    assert "已过 50.0%" in html
