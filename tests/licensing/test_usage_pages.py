"""Use of licensed data for everybody: page, files, small counts withheld; the same pages whatever their length."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from licensing.models import Licence
from licensing.workflow import usage
from tests.factories import usage as made
from tests.factories.licensing import draft_licence, licence_in_force, product_on_sale
from tests.factories.schemes import Parties, licensable_resource, parties
from tests.factories.usage import AFTER

pytestmark = pytest.mark.django_db

Figures = tuple[int, int, int]


def reported(
    by: Parties,
    *rows: Figures,
    licence: Licence | None = None,
    units: tuple[str, ...] = (),
    **over: Any,
) -> Licence:
    """An accepted report with one product for each row of deliveries, users and free quantity."""
    licence = licence or licence_in_force(by=by)
    named = [{"unit_name": name} for name in units] or [{} for _each in rows]
    products = [product_on_sale(by=by, licence=licence, **each) for each in named]
    figures = [
        dict(zip(("deliveries", "users", "free_quantity"), row, strict=True)) for row in rows
    ]
    report = made.draft_report(by=by, product=products[0], figures=figures[0], **over)
    for product, each in zip(products[1:], figures[1:], strict=True):
        report.entries.create(product=product, licence=licence, purpose=product.purpose, **each)
    usage.submit_report(report, actor=by.seller, on=AFTER)
    usage.accept_report(report, actor=by.decider, on=AFTER)
    return licence


def page_of(licence: Licence, name: str = "usage_of_year", year: int = 2026) -> Any:
    answer = Client().get(reverse(f"licensing:{name}", args=(licence.pk, year)))
    assert answer.status_code == 200
    return answer


def test_everybody_sees_how_the_data_of_a_licence_were_used() -> None:
    licence = reported(parties(), (1200, 34, 100), (3000, 90, 0))
    html = page_of(licence).content.decode()
    for words in (
        "1200",
        "34",
        "4200",
        "124",
        "2026年第2季度",
        "产业发展",
        "100.0%",
        "<svg",
        "统计到 2026-06-30",
    ):
        assert words in html
    assert "不公开" not in html
    assert len(html.encode()) < 60_000
    assert Client().get(reverse("licensing:usage", args=(licence.pk,))).status_code == 200


def test_calls_and_copies_are_never_added_up() -> None:
    licence = reported(parties(), (1200, 34, 100), (3000, 90, 7), units=("次", "份"))
    html = page_of(licence).content.decode()
    assert "4200" not in html
    assert "107" not in html
    assert "<svg" not in html
    assert "124" in html
    assert "各产品的计量单位不同，数量不相加" in html
    found = json.loads(page_of(licence, "usage_json").content)
    assert found["totals"] == {"users": 124}
    assert sorted(each["unit_name"] for each in found["products"]) == ["份", "次"]
    *_lines, last = page_of(licence, "usage_csv").content.decode("utf-8-sig").splitlines()
    assert last == "2026,合计,,,单位不同，不合计,,124,"


def test_few_users_are_withheld_with_whatever_would_give_them_away() -> None:
    licence = reported(parties(), (777, 3, 0), (5000, 60, 0), (2001, 40, 0))
    answer = json.loads(page_of(licence, "usage_json").content)
    shown = {each["deliveries"]: each["users"] for each in answer["products"]}
    assert shown == {None: None, 5000: 60}
    assert answer["totals"] == {"deliveries": 7778, "users": 103, "free_quantity": 0}
    assert answer["withholds_small_counts"]
    html = page_of(licence).content.decode()
    text = page_of(licence, "usage_csv").content.decode("utf-8-sig")
    for told in (html, text):
        assert "777<" not in told
        assert ",777," not in told
        assert "2001" not in told
        assert "不公开" in told


def test_where_all_users_are_few_no_sum_is_told() -> None:
    licence = reported(parties(), (777, 3, 0))
    html = page_of(licence).content.decode()
    assert "777" not in html
    assert "<svg" not in html


def test_only_accepted_reports_are_public() -> None:
    by = parties()
    report = made.submitted_report(by=by)
    empty = Client().get(reverse("licensing:usage", args=(report.licence.pk,)))
    assert "还没有审核过的使用情况报告" in empty.content.decode()
    for year in (2026, 2025):
        address = reverse("licensing:usage_of_year", args=(report.licence.pk, year))
        assert Client().get(address).status_code == 404
    draft = draft_licence(by=by)
    assert Client().get(reverse("licensing:usage", args=(draft.pk,))).status_code == 404


def test_a_correction_takes_the_place_of_the_first_version() -> None:
    by = parties()
    version = made.correction(by=by)
    version.entries.update(deliveries=1555)
    usage.submit_report(version, actor=by.seller, on=made.LATER)
    assert "1200" in page_of(version.licence).content.decode()
    usage.accept_report(version, actor=by.decider, on=made.LATER)
    html = page_of(version.licence).content.decode()
    assert "1555" in html
    assert "1200" not in html


def test_a_resource_that_is_not_public_is_not_named() -> None:
    by = parties()
    hidden = licensable_resource(name="内部停车台账")
    licence = licence_in_force(by=by, resources=(hidden,))
    type(hidden)._base_manager.filter(pk=hidden.pk).update(**{"status": "offline"})
    reported(by, (1200, 34, 0), licence=licence)
    for name in ("usage_of_year", "usage_csv", "usage_json"):
        told = page_of(licence, name).content.decode()
        assert "内部停车台账" not in told
        assert "未向社会公开的数据资源" in told


@pytest.mark.parametrize("name", ["usage_of_year", "usage_csv", "usage_json"])
def test_a_longer_page_asks_no_more(name: str) -> None:
    counts = []
    for number in (2, 6):
        licence = reported(parties(), *[(100 + n, 20, 0) for n in range(number)])
        page_of(licence, name)
        with CaptureQueriesContext(connection) as asked:
            page_of(licence, name)
        counts.append(len(asked))
    assert counts[0] == counts[1]
