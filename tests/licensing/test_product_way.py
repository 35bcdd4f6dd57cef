"""The operator's guided way: tick licensed resources, describe, check, submit; no door leads around the scope (P7)."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import Role
from licensing.models import Product
from licensing.workflow import product_service, products
from tests.factories.licensing import (
    draft_product,
    judged,
    licence_in_force,
    product_in_review,
    product_on_sale,
    returned_product,
)
from tests.factories.people import person
from tests.factories.schemes import START, Parties, licensable_resource, parties
from tests.pages.reading import stray_english

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
HOME = "/admin/licensing/product/"
FIRST = {
    "name": "停车周转指数", "form": "index", "purpose": "industry", "scenario": "停车诱导",
    "description": "按周计算周转率。", "processing": "按停车场和小时汇总后计算指数。", "delivery": "文件下载",
    "unit": "per_period", "unit_name": "周",
}  # fmt: skip
SECOND = {
    "output_fields": "停车场、周次、指数", "personal_output": "none", "desensitisation": "只输出指数。",
    "how_to_get": "在线申请。", "support_hours": "工作日", "terms_of_use": "不得转授权。",
}  # fmt: skip


@pytest.fixture
def noon() -> Iterator[None]:
    with time_machine.travel(f"{START} 12:00:00+08:00", tick=False):
        yield


def desk(by: Parties) -> Client:
    client = Client()
    client.force_login(by.seller)
    return client


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def test_an_operator_brings_a_product_to_review_in_three_pages() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    client = desk(by)
    page = text_of(client.get(f"{HOME}guide/"))
    assert licence.scope.get().resource.name in page
    assert stray_english(page) == []
    answer = client.post(f"{HOME}guide/", FIRST | {"sources": [licence.scope.get().pk]})
    product = Product.objects.get(name=FIRST["name"])
    assert answer["Location"] == f"{HOME}{product.pk}/service/"
    assert "还不能送审" in text_of(client.get(f"{HOME}{product.pk}/check/"))
    answer = client.post(f"{HOME}{product.pk}/service/", SECOND | {"_version": product.version})
    assert answer["Location"] == f"{HOME}{product.pk}/check/"
    check = text_of(client.get(f"{HOME}{product.pk}/check/"))
    assert "停车场、周次、指数" in check
    assert stray_english(check) == []
    client.post(f"{HOME}{product.pk}/check/")
    product.refresh_from_db()
    assert (product.status, product.submitted_by, product.licence) == (
        "in_review",
        by.seller,
        licence,
    )


def test_i_09_only_own_licences_in_force_are_offered_and_taken() -> None:
    by = parties()
    foreign = licence_in_force(by=parties(), resources=(licensable_resource(name="别家的资源"),))
    client = desk(by)
    assert "别家的资源" not in text_of(client.get(f"{HOME}guide/"))
    answer = client.post(f"{HOME}guide/", FIRST | {"sources": [foreign.scope.get().pk]})
    assert answer.status_code == 400
    assert not Product.objects.exists()


def test_i_09_sources_of_two_licences_make_no_product() -> None:
    by = parties()
    entries = [
        licence_in_force(by=by, resources=(licensable_resource(),)).scope.get().pk for _ in range(2)
    ]
    answer = desk(by).post(f"{HOME}guide/", FIRST | {"sources": entries})
    assert "分属不同的授权运营协议" in text_of(answer)
    assert FIRST["description"] in text_of(answer)


def test_i_11_an_excuse_is_told_at_the_form() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    sent = FIRST | {"sources": [licence.scope.get().pk], "processing": "无需加工"}
    answer = desk(by).post(f"{HOME}guide/", sent)
    assert answer.status_code == 400
    assert "等于没有处理" in text_of(answer)


def test_what_was_submitted_is_closed_and_others_see_no_guide() -> None:
    by = parties()
    product = product_in_review(by=by)
    client = desk(by)
    for page in ("service", "check"):
        assert client.post(f"{HOME}{product.pk}/{page}/", SECOND).status_code == 403
    stranger = desk(parties())
    own_draft = draft_product(by=by)
    for page in ("service", "check"):
        assert stranger.get(f"{HOME}{own_draft.pk}/{page}/").status_code == 404
    official = Client()
    official.force_login(by.supervisor)
    assert official.get(f"{HOME}guide/").status_code == 403


def test_a_returned_product_has_the_points_at_their_fields() -> None:
    by = parties()
    product = product_in_review(by=by)
    products.review_conformity(product, actor=by.supervisor, on=START, **judged("conformity"))
    products.review_security(product, actor=by.decider, on=START, **judged("security", "output"))
    page = text_of(desk(by).get(f"{HOME}{product.pk}/change/"))
    assert "审核意见：" in page
    assert "写得太笼统，请逐项写明。" in page
    other = text_of(desk(by).get(f"{HOME}{returned_product(by=by).pk}/change/"))
    assert "写得太笼统" not in other


def test_the_list_and_the_record_lead_to_the_guide_and_to_the_registration() -> None:
    by = parties()
    assert f"{HOME}guide/" in text_of(desk(by).get(HOME))
    draft = draft_product(by=by)
    assert f"{HOME}{draft.pk}/check/" in text_of(desk(by).get(f"{HOME}{draft.pk}/change/"))
    product = product_on_sale(by=by)
    page = f"{HOME}{product.pk}/change/"
    assert "填写登记申请" not in text_of(desk(by).get(page))
    person(Role.REGISTRY)
    product_service.begin_registration(product, actor=by.seller, on=START)
    assert "填写登记申请" in text_of(desk(by).get(page))
