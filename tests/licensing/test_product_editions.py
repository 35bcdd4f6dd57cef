"""New editions: reviewed like new products while the old one stays on sale; what is replaced is kept (clause 十二)."""

from typing import Any

import pytest
import time_machine
from django.test import Client

from governance import edits
from governance.canonical import canonical_json, sha256
from governance.errors import Refusal
from licensing.models import Product, ProductEdition
from licensing.workflow import product_editions, products
from tests.factories.licensing import product_on_sale
from tests.factories.products import new_edition, released_edition, reviewed_edition
from tests.factories.schemes import START, parties
from tests.licensing.refusals import against_the_law, refused, rewrite
from tests.licensing.test_inbox import owed

pytestmark = pytest.mark.django_db


def changed(copy: Product, by: Any) -> None:
    copy.output_fields = "停车场名称、空余泊位数、车位类型。"
    with time_machine.travel(f"{START} 12:00:00+08:00", tick=False):
        edits.save(copy, actor=by.seller, expected_version=copy.version)


def test_a_new_edition_is_reviewed_while_the_old_one_stays_on_sale() -> None:
    by = parties()
    product = product_on_sale(by=by)
    before = product.output_fields
    copy = new_edition(by=by, product=product)
    changed(copy, by)
    product.refresh_from_db()
    assert (product.is_on_sale(START), product.output_fields, copy.is_on_sale(START)) == (
        True,
        before,
        False,
    )
    assert list(Product.objects.on_sale(START)) == [product]


def test_released_it_takes_the_place_and_the_old_one_is_kept() -> None:
    by = parties()
    copy = released_edition(by=by)
    product = copy.revision_of
    kept = ProductEdition.objects.get(product=product)
    assert product is not None
    assert (product.edition, product.status, copy.status) == ("2.0", "on_sale", "released")
    assert (kept.edition, kept.served_to, kept.content["edition"]) == ("1.0", START, "1.0")
    assert kept.digest == sha256(canonical_json(kept.content))
    assert product.sources.count() == 1
    with against_the_law("只能追加"):
        rewrite(kept, edition="9.9")


def test_it_is_owed_to_the_operator_once_reviewed_and_never_listed_itself() -> None:
    by = parties()
    copy = reviewed_edition(by=by)
    assert owed(by.seller, copy) == {"release"}
    with refused("请办理发布新版本"):
        products.put_on_sale(copy, actor=by.seller, on=START)
    with against_the_law("product_edition_is_not_listed_itself"):
        rewrite(copy, status="on_sale")


def test_without_both_reviews_nothing_is_replaced() -> None:
    by = parties()
    copy = new_edition(by=by)
    changed(copy, by)
    products.submit_product(copy, actor=by.seller, on=START)
    with refused("尚未通过安全审核和业务规范性审核"):
        product_editions.release_edition(copy, actor=by.seller, on=START)
    with against_the_law("内容不能再改"):
        rewrite(copy.revision_of, output_fields=copy.output_fields)


def test_one_new_edition_at_a_time_with_a_number_of_its_own() -> None:
    by = parties()
    product = product_on_sale(by=by)
    with refused("已有版本 1.0"):
        new_edition(by=by, product=product, edition="1.0")
    new_edition(by=by, product=product)
    with pytest.raises(Refusal, match="已有正在编制或审核的新版本"):
        new_edition(by=by, product=product, edition="3.0")


@time_machine.travel(f"{START} 12:00:00+08:00", tick=False)
def test_the_page_tells_of_past_editions_and_machines_read_them() -> None:
    copy = released_edition()
    assert "历史版本" in Client().get(f"/products/{copy.revision_of_id}/").content.decode()
    listed = Client().get(f"/api/v1/product-editions/?product={copy.revision_of_id}").json()
    assert [each["edition"] for each in listed["results"]] == ["1.0"]


@time_machine.travel(f"{START} 12:00:00+08:00", tick=False)
def test_machines_release_an_edition() -> None:
    by = parties()
    copy = reviewed_edition(by=by)
    client = Client()
    client.force_login(by.seller)
    answer = client.post(
        f"/api/v1/products/{copy.pk}/release/", {}, content_type="application/json"
    )
    assert answer.status_code == 200, answer.content.decode()
    copy.refresh_from_db()
    assert copy.status == "released"
