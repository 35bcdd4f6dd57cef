"""The public pages of products: one product, the list with its files and feed, capabilities, the customer's form."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from catalog.models import DataResource
from licensing.models import Redevelopment
from tests.factories.licensing import licence_in_force, product_in_review, product_on_sale
from tests.factories.products import declaration, delivery, published_capability, suspended_product
from tests.factories.schemes import START, licensable_resource, parties
from tests.licensing.test_query_counts import more_products, queries
from tests.pages.reading import stray_english

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
PAGE_BYTES = 60_000


@pytest.fixture
def noon() -> Iterator[None]:
    with time_machine.travel(f"{START} 12:00:00+08:00", tick=False):
        yield


def text_of(address: str, client: Client | None = None, *, status: int = 200) -> str:
    answer = (client or Client()).get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_page_of_a_product_tells_what_who_whence_and_how() -> None:
    by = parties()
    product = product_on_sale(by=by)
    html = text_of(product.get_absolute_url())
    for words in (
        product.name, by.operator.name, "停车诱导", "停车场名称、空余泊位数、更新时间。", "不含个人信息", "场外交易",
        "公共停车场实时空位", "试登-", "尚未公布", "在线申请，三个工作日开通。", "尚未登记", "申报再开发",
        by.authority.name,
    ):  # fmt: skip
        assert words in html, words
    assert stray_english(html) == []
    assert len(html.encode()) < PAGE_BYTES


def test_a_source_that_is_not_public_is_masked() -> None:
    by = parties()
    hidden = licensable_resource(name="内部泊位台账")
    product = product_on_sale(by=by, licence=licence_in_force(by=by, resources=(hidden,)))
    DataResource.objects.filter(pk=hidden.pk).update(status="submitted")
    html = text_of(product.get_absolute_url())
    assert "内部泊位台账" not in html
    assert "未向社会公开的数据资源" in html


def test_what_is_not_on_sale_is_absent_for_the_public_and_there_for_its_people() -> None:
    by = parties()
    absent = text_of("/products/987654/", status=404)
    product = product_in_review(by=by)
    assert text_of(product.get_absolute_url(), status=404) == absent
    client = Client()
    client.force_login(by.seller)
    assert product.name in text_of(product.get_absolute_url(), client)


def test_a_suspended_product_says_so_to_everybody_and_is_in_no_list() -> None:
    product = suspended_product()
    html = text_of(product.get_absolute_url())
    for words in ("监管部门已暂停这项服务", product.suspended_until.isoformat(), "不接受新的合同"):
        assert words in html
    assert product.name not in text_of("/products/")
    with time_machine.travel(
        f"{product.licence.ends_on + timedelta(days=1)} 12:00+08:00", tick=False
    ):
        text_of(product.get_absolute_url(), status=404)


def test_the_page_and_the_door_close_with_the_licence_at_midnight() -> None:
    product = product_on_sale()
    with time_machine.travel(
        f"{product.licence.ends_on + timedelta(days=1)} 00:00:01+08:00", tick=False
    ):
        text_of(product.get_absolute_url(), status=404)


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("form=interface", True), ("form=index", False), ("charge=paid", True), ("charge=free", False),
        ("trading=off", True), ("trading=on", False), ("domain=停车出行", True), ("sort=newest", True),
        ("q=%00停车", True), ("q=" + "长" * 500, False), ("page=999", True),
    ],
)  # fmt: skip
def test_the_list_is_narrowed(query: str, is_found: bool) -> None:
    product = product_on_sale()
    assert (product.name in text_of(f"{reverse('licensing:products')}?{query}")) is is_found


def test_a_filter_that_is_none_is_told_so() -> None:
    assert "筛选条件无法识别" in text_of("/products/?form=rumour", status=400)


@pytest.mark.parametrize("ending", ["csv", "json", "xlsx"])
def test_the_list_as_a_file(ending: str) -> None:
    product, hidden = product_on_sale(), suspended_product(name="暂停的产品")
    answer = Client().get(f"/products.{ending}?charge=paid")
    body = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert answer.status_code == 200
    if ending != "xlsx":
        assert product.name in body.decode("utf-8-sig")
        assert hidden.name not in body.decode("utf-8-sig")
    assert Client().get("/products.pdf").status_code == 404


def test_the_feed_names_what_is_new() -> None:
    product = product_on_sale()
    answer = Client().get(reverse("licensing:products_feed"))
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert product.name in answer.content.decode()


def test_capabilities_stand_in_their_list() -> None:
    assert 'class="empty"' in text_of(reverse("licensing:capabilities"))
    capability = published_capability()
    html = text_of(reverse("licensing:capabilities"))
    assert capability.name in html
    assert stray_english(html) == []


def sent(handed: Any, **over: Any) -> dict[str, Any]:
    own = {"contract_no": handed.contract_no, "customer_code": handed.customer_code}
    return own | declaration() | over


def test_a_customer_tells_of_a_further_product_without_an_account() -> None:
    by = parties()
    handed = delivery(by=by)
    address = reverse("licensing:redevelopment", args=[handed.product_id])
    assert stray_english(text_of(address)) == []
    answer = Client().post(address, sent(handed))
    assert answer.status_code == 302
    assert Redevelopment.objects.get().status == "recorded"
    refused = Client().post(address, sent(handed, developer_code=by.operator.uscc, title="二号"))
    assert "本身或者其关联方" in refused.content.decode()
    assert Redevelopment.objects.get(title="二号").status == "refused"


def test_a_wrong_contract_tells_nothing_and_keeps_what_was_typed() -> None:
    handed = delivery()
    address = reverse("licensing:redevelopment", args=[handed.product_id])
    answer = Client().post(address, sent(handed, contract_no="猜的"))
    html = answer.content.decode()
    assert answer.status_code == 400
    assert "<title>错误：" in html
    assert "没有找到这份合同" in html
    assert "停车热力图" in html
    assert not Redevelopment.objects.exists()


def test_the_page_of_a_product_with_one_and_with_many_sources_asks_equally_often() -> None:
    spent = []
    for number in (1, 12):
        by = parties()
        resources = tuple(licensable_resource() for _ in range(number))
        product = product_on_sale(by=by, licence=licence_in_force(by=by, resources=resources))
        more_products(product, number)
        spent.append(queries(Client(), product.get_absolute_url()))
    assert spent[0] == spent[1] <= 24
