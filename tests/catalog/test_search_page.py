"""The search page beyond finding: regions, what was nearly typed, single words, figures, officials' long lists."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from accounts.models import Region
from catalog.pages.facet_choices import by_region
from governance import paging
from tests.factories.catalog import desk, draft_resource, published_resource

pytestmark = pytest.mark.django_db


def page_of(client, **asked):
    return client.get(reverse("catalog:search"), asked)


def text(response):
    return response.content.decode()


def test_regions_divide_at_the_widest_level_that_divides():
    counts = {"330100": 3, "330102": 1, "330200": 2, "440100": 5}
    assert by_region(counts, {}) == {"330000": 6, "440000": 5}
    assert by_region({"330100": 3, "330102": 1, "330200": 2}, {}) == {"330100": 4, "330200": 2}
    inside = by_region({"330100": 3, "330102": 1, "330200": 2}, {"region": "330000"})
    assert inside == {"330000": 6, "330100": 4, "330200": 2}
    assert by_region({}, {}) == {}


def test_a_province_finds_what_its_cities_and_counties_have(client):
    counties = list(Region.objects.filter(code__startswith="3301").exclude(code__endswith="00")[:2])
    elsewhere = Region.objects.get(code="440100")
    for number, place in enumerate([*counties, elsewhere]):
        published_resource(name=f"停车{number}", region=place)
    for asked, number in (({}, 3), ({"region": "330000"}, 2), ({"region": counties[0].code}, 1)):
        assert f"找到 {number} 项" in text(page_of(client, **asked))
        assert f"找到 {number} 项" in text(page_of(client, q="停车", **asked))
    assert "浙江省" in text(page_of(client))


@pytest.mark.parametrize("region", ["33", "33000x", "0330000", "'; --"])
def test_what_is_no_region_is_refused(client, region):
    assert page_of(client, region=region).status_code == 400


def test_a_title_with_one_wrong_sign_is_offered(client):
    published_resource(name="公共停车场名录")
    draft_resource(name="公共停车场草稿名录")
    page = page_of(client, q="公共停车扬名录")
    assert [each.name for each in page.context["near"]] == ["公共停车场名录"]
    assert "您是不是要找" in text(page)


def test_unbroken_words_are_offered_one_by_one(client):
    published_resource(name="停车场名录")
    page = page_of(client, q="停车场充电桩")
    assert "只搜“停车场”" in text(page)
    assert "只搜“充电桩”" not in text(page)


def test_an_empty_filtered_result_offers_the_words_without_filters(client):
    published_resource(name="停车场名录", theme="交通出行")
    page = page_of(client, q="停车场", theme="没有")
    assert "去掉筛选条件，只搜“停车场”" in text(page)
    assert page.context["suggestions"][0]["query"] == "?q=%E5%81%9C%E8%BD%A6%E5%9C%BA"


def test_titles_in_traditional_characters_are_found_and_marked(client):
    published_resource(name="公共停車場名錄", abstract="无。")
    assert "公共<mark>停車場</mark>名錄" in text(page_of(client, q="停车场"))


def test_initials_find_titles_but_never_before_the_words_themselves(client):
    published_resource(name="公交停车", abstract="无。", opening="unconditional")
    published_resource(name="GJTC接口", abstract="无。", opening="none", opening_reason="隐私。")
    found = [each.name for each in page_of(client, q="gjtc").context["resources"]]
    assert found == ["GJTC接口", "公交停车"]


def test_an_empty_page_asks_as_often_for_many_titles_as_for_few(client):
    by, counted = desk(), []
    for more in (2, 18):
        for n in range(more):
            published_resource(by=by, name=f"公共停车场名录{more}{n}")
        with CaptureQueriesContext(connection) as queries:
            assert "您是不是要找" in text(page_of(client, q="公共停车扬名录"))
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_officials_lists_say_when_they_stop_counting(client, monkeypatch):
    monkeypatch.setattr(paging, "MOST_COUNTED", 2)
    by = desk()
    for n in range(3):
        published_resource(by=by, name=f"停车{n}")
    client.force_login(by.clerk)
    listed = text(client.get(reverse("admin:catalog_dataresource_changelist"), {"q": "停车"}))
    assert "找到超过 1 万项" in listed
    assert "超过 1 万项，请用搜索或者筛选缩小范围" in listed


def test_the_api_goes_on_by_key_to_the_end(monkeypatch):
    monkeypatch.setattr(paging, "MOST_COUNTED", 3)
    by = desk()
    for n in range(5):
        published_resource(by=by, name=f"停车{n}")
    names, address = [], "/api/v1/resources/?page_size=2"
    while address:
        answer = APIClient().get(address).json()
        names += [each["name"] for each in answer["results"]]
        address = answer["following"]
    assert names == [f"停车{n}" for n in (4, 3, 2, 1, 0)]
    first = APIClient().get("/api/v1/resources/?page_size=2").json()
    assert (first["count"], first["count_is_capped"]) == (3, True)


@pytest.mark.parametrize(
    "query", ["after=x", "after=1&ordering=issued_on", "after=-1", "after=" + "9" * 30]
)
def test_a_key_that_nobody_gave_out_is_refused(query):
    assert APIClient().get(f"/api/v1/resources/?{query}").status_code == 400
