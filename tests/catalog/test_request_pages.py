"""The forms under odd input and too much of it; what citizens see of data requests."""

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from catalog.models import DataRequest, QualityIssue
from catalog.throttling import address_of
from catalog.workflow import requests
from tests.factories.cases import ISSUE, REQUEST, data_request
from tests.factories.resources import DAY, desk, published_resource

pytestmark = pytest.mark.django_db
NEW = "/requests/new/"
SQUARE = "/requests/"


@pytest.fixture(autouse=True)
def on_the_day():
    cache.clear()
    with time_machine.travel(f"{DAY}T09:00+08:00", tick=False):
        yield


@pytest.fixture
def by():
    return desk()


def text(response):
    return response.content.decode()


def report_url(resource):
    return reverse("catalog:report_issue", args=[resource.pk])


ODD = [
    "\x00",
    "a\x00b" * 3,
    "x" * 10_000,
    "<script>alert(1)</script>",
    "𠮷" * 200,
    "　",
    "\u202e\u200b" * 5,
]


@pytest.mark.parametrize("odd", ODD)
def test_odd_input_is_answered_in_words(client, by, odd):
    resource = published_resource(by=by)
    for url, words, names in (
        (report_url(resource), ISSUE, ("kind", "description", "contact")),
        (NEW, REQUEST, ("title", "purpose", "theme", "contact")),
    ):
        for name in names:
            answer = client.post(url, words | {name: odd})
            assert answer.status_code in (302, 400), (url, name)
            assert "<script>alert" not in text(answer)
    assert client.get(NEW, {"q": odd}).status_code == 200
    for query in ({"theme": odd}, {"state": odd}, {"page": odd}):
        assert client.get(SQUARE, query).status_code == 200


def test_the_twenty_first_case_of_an_hour_waits(client, by):
    resource = published_resource(by=by)
    for n in range(20):
        assert (
            client.post(
                report_url(resource), ISSUE | {"description": f"第{n}处不对，请核实。"}
            ).status_code
            == 302
        )
    for url, words in ((report_url(resource), ISSUE), (NEW, REQUEST)):
        refused = client.post(url, words)
        assert refused.status_code == 429
        assert 0 < int(refused["Retry-After"]) <= 3601
        assert "分钟后再提交" in text(refused)
    assert QualityIssue.objects.count() == 20
    client.force_login(by.clerk)
    assert client.post(NEW, REQUEST).status_code == 302


def test_an_address_is_what_our_own_side_saw(settings, rf):
    claimed = rf.get("/", HTTP_X_FORWARDED_FOR="1.1.1.1, 2.2.2.2", REMOTE_ADDR="3.3.3.3")
    assert address_of(claimed) == "3.3.3.3"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert address_of(claimed) == "2.2.2.2"
    assert address_of(rf.get("/", REMOTE_ADDR="3.3.3.3")) == "3.3.3.3"


def test_a_form_with_a_fault_does_not_count_against_anybody(client, by):
    resource = published_resource(by=by)
    for _each in range(25):
        assert client.post(report_url(resource), ISSUE | {"kind": ""}).status_code == 400
    assert client.post(report_url(resource), ISSUE).status_code == 302


def test_a_search_without_hit_leads_to_the_request_filled_in(client, by):
    published_resource(by=by)
    nothing = text(client.get(reverse("catalog:search"), {"q": "充电桩"}))
    assert f'href="{NEW}?q=%E5%85%85%E7%94%B5%E6%A1%A9"' in nothing
    form = client.get(NEW, {"q": "充电桩"})
    assert 'value="充电桩"' in text(form)
    assert text(form).count('<div class="field') == 4
    answer = client.post(NEW, REQUEST, follow=True)
    for words in ("已收到，编号需-2026-0001", "待受理", "数据主管部门决定是否受理", "2026-03-05"):
        assert words in text(answer), words
    assert REQUEST["title"] not in text(answer)


def test_a_request_is_replied_in_public_with_the_way_to_the_data(client, by):
    request = data_request("opened", by=by)
    page = text(client.get(request.get_absolute_url()))
    assert "已经发布，每月更新一次。" not in page
    assert "看“公共停车场实时空位”" not in page
    requests.publish_reply(request, actor=by.authority, on=DAY, reply="已开放，见资源页面。")
    page = text(client.get(request.get_absolute_url()))
    for words in (
        "已答复",
        "已开放，见资源页面。",
        "看“公共停车场实时空位”",
        by.provider.name,
        "民生优先",
    ):
        assert words in page, words
    assert REQUEST["contact"] not in page
    assert by.clerk.name not in page


def test_the_square_shows_what_was_taken_up_and_can_be_narrowed(client, by):
    data_request("filed", by=by, title="没有受理的需求")
    data_request("accepted", by=by, title="正在办理的需求")
    data_request("replied", by=by, title="已有答复的需求，电话13812345678")
    page = text(client.get(SQUARE))
    assert "没有受理的需求" not in page
    assert "正在办理的需求" in page
    assert "138****5678" in page
    assert "13812345678" not in page
    narrowed = text(client.get(SQUARE, {"state": "replied"}))
    assert "已有答复的需求" in narrowed
    assert "正在办理的需求" not in narrowed
    assert "没有符合条件的开放需求" in text(client.get(SQUARE, {"theme": "没有的主题"}))
    assert DataRequest.objects.count() == 3


def test_an_empty_square_says_what_to_do(client):
    assert "可以第一个提出" in text(client.get(SQUARE))
