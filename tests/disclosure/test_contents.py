"""What a disclosure's tables say, and that they say it whole."""

from typing import Any

import pytest

from disclosure import contents
from licensing.models import Product
from tests.factories import tariffs
from tests.factories.revenues import price_desk
from tests.factories.tariffs import DAY, D

pytestmark = pytest.mark.django_db


def rows_of(product: Product) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = contents.product_table(product.licence, on=DAY)["rows"]
    return [row for row in rows if row["name"] == product.name]


def test_the_list_of_products_tells_the_tiers_and_the_minimum_of_cap_and_price() -> None:
    desk = price_desk()
    cap = tariffs.reported_cap(desk, tiers=[("1000", "0.04", "10")], minimum=D(3))
    tariffs.published_price(desk, cap=cap, tiers=[("1000", "0.03")], minimum=D(2))
    (row,) = rows_of(cap.product)
    assert (row["cap"], row["price"]) == (D("0.0600"), D("0.0500"))
    assert row["cap_further"] == "超过 1,000 的部分 0.04 元；最低收费 3.00 元"
    assert row["price_further"] == "超过 1,000 的部分 0.03 元；最低收费 2.00 元"


def test_a_product_without_cap_and_price_says_nothing_of_them() -> None:
    desk = price_desk()
    product = tariffs.free_product(desk)
    (row,) = rows_of(product)
    assert (row["cap"], row["cap_further"], row["price"], row["price_further"]) == (
        None,
        "",
        None,
        "",
    )


def test_each_column_of_the_list_of_products_has_its_heading() -> None:
    desk = price_desk()
    (row,) = rows_of(tariffs.chargeable_product(desk))
    assert set(row) - {"source"} == set(contents.T2_COLUMNS)


def test_a_longer_list_of_products_asks_no_more(django_assert_num_queries: Any) -> None:
    desk = price_desk()
    cap = tariffs.reported_cap(desk, tiers=[("1000", "0.04", "10")])
    licence = cap.product.licence
    for _number in range(3):
        product = tariffs.product_on_sale(by=desk.by, licence=licence)
        tariffs.trial_price(desk, product=product, tiers=[("10", "0.01")])
    # The products, and for caps and prices the rows and their tiers.
    with django_assert_num_queries(5):
        assert len(contents.product_table(licence, on=DAY)["rows"]) == 4
