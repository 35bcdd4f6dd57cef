"""The public registers: found by words and filters, a page at a time, to take away, to subscribe to."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.models import Registration
from catalog.workflow import objections
from tests.factories.catalog import (
    DAY,
    active_registration,
    application_in_notice,
    coded_application,
    desk,
    objection,
    published_resource,
    terminated_application,
)
from tests.pages.reading import inline_code, stray_english

pytestmark = pytest.mark.django_db
REGISTER = "/registrations/"
LATER = DAY + timedelta(days=20)
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def on_a_later_day():
    cache.clear()
    with time_machine.travel(f"{LATER}T09:00+08:00", tick=False):
        yield


def text(response):
    return response.content.decode()


def listed(client, **asked):
    page = client.get(REGISTER, asked)
    assert page.status_code == 200, asked
    return {registration.data_name for registration, _answer in page.context["entries"]}


def registered(by, *names):
    return [
        active_registration(by=by, resource=published_resource(by=by, name=name)) for name in names
    ]


def test_the_register_is_found_by_words_number_code_and_filters(client):
    here, there = desk(), desk()
    parking, buses = registered(here, "停车场空位", "公交到站")
    (air,) = registered(there, "空气质量")
    Registration.objects.filter(pk=buses.pk).update(status="expired")
    everything = {"停车场空位", "公交到站", "空气质量"}
    assert listed(client) == everything
    assert listed(client, q="停车") == {"停车场空位"}
    assert listed(client, q=there.provider.name) == {"空气质量"}
    assert listed(client, q=parking.number) == {"停车场空位"}
    assert listed(client, q=air.told_query_code.lower()) == {"空气质量"}
    assert listed(client, registry=there.registry.pk) == {"空气质量"}
    assert listed(client, region=here.registry.region_id) == everything
    assert listed(client, standing="valid") == {"停车场空位", "空气质量"}
    assert listed(client, standing="expired") == {"公交到站"}
    assert listed(client, kind="change") == set()
    assert listed(client, subject="product") == set()
    assert listed(client, subject="resource", kind="first") == everything


def test_an_empty_register_and_an_empty_result_say_what_to_do(client):
    assert "还没有登记结果" in text(client.get(REGISTER))
    registered(desk(), "停车场空位")
    page = text(client.get(REGISTER, {"q": "没有这样的登记"}))
    assert "放宽筛选条件" in page
    assert "查看全部登记" in page


@pytest.mark.parametrize(
    "asked", [{"standing": "x"}, {"registry": "999999999"}, {"region": "x"}, {"q": "长" * 101}, {"q": "\x00"}]
)  # fmt: skip
def test_what_is_no_filter_is_refused_with_a_sentence(client, asked):
    for path in (REGISTER, "/registrations.csv", "/notices/"):
        page = client.get(path, asked)
        if path == "/notices/" and "standing" in asked:
            continue
        assert page.status_code == 400, path
        assert "。" in text(page)


def test_the_register_is_taken_away_as_it_is_narrowed(client):
    registered(desk(), "停车场空位", "=公交到站")
    answer = client.get("/registrations.csv", {"q": "公交"})
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [row["登记数据名称"] for row in rows] == ["'=公交到站"]
    assert rows[0]["状态"] == "有效"
    told = json.loads(b"".join(client.get("/registrations.json").streaming_content))
    assert {row["data_name"] for row in told} == {"停车场空位", "=公交到站"}
    assert client.get("/registrations.xlsx").status_code == 404


def test_lists_and_feeds_ask_as_often_for_twenty_as_for_two(client):
    by, counted = desk(), []
    for more in (2, 18):
        registered(by, *(f"停车{more}{n}" for n in range(more)))
        counted.append([])
        for path in (
            REGISTER,
            "/registrations/feed.atom",
            "/notices/feed.atom",
            "/notices/?q=停车",
        ):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(path).status_code == 200
            counted[-1].append(len(queries))
    assert counted[0] == counted[1]
    page = client.get(REGISTER)
    assert len(page.content) < 60_000
    assert [*stray_english(text(page)), *inline_code(text(page))] == []


def test_the_second_page_is_a_link_away(client):
    registered(desk(), *(f"停车{n}" for n in range(21)))
    first = client.get(REGISTER, {"q": "停车"})
    assert len(first.context["entries"]) == 20
    assert "page=2" in text(first)
    assert len(client.get(REGISTER, {"q": "停车", "page": 2}).context["entries"]) == 1


def test_the_feeds_tell_of_notices_and_registrations(client):
    notice = application_in_notice(on=LATER).notice
    registration = active_registration()
    for path, title, url in (
        ("/notices/feed.atom", notice.data_name, notice.get_absolute_url()),
        ("/registrations/feed.atom", registration.number, registration.get_absolute_url()),
    ):
        answer = client.get(path)
        assert answer["Content-Type"].startswith("application/atom+xml")
        feed = ET.fromstring(answer.content)  # noqa: S314 - our own feed
        entry = feed.find(f"{ATOM}entry")
        assert title in entry.find(f"{ATOM}title").text
        assert entry.find(f"{ATOM}link").get("href").startswith("http://testserver/")
        assert url.rsplit("/", 2)[0] in entry.find(f"{ATOM}link").get("href")
        assert feed.find(f"{ATOM}updated").text


def test_notices_are_narrowed_by_words_and_outcome(client):
    by = desk()
    application_in_notice(by=by, on=LATER, resource=published_resource(by=by, name="停车公示"))
    coded_application(by=by, resource=published_resource(by=by, name="公交公示"))
    terminated_application(by=by, resource=published_resource(by=by, name="终止公示"))
    shown = text(client.get("/notices/", {"q": "停车"}))
    assert "停车公示" in shown
    assert "公交公示" not in shown
    assert "没有符合条件的已结束的公示" in shown
    ended = text(client.get("/notices/", {"outcome": "terminated"}))
    assert "终止公示" in ended
    assert "公交公示" not in ended


def test_i_23_the_outcome_of_an_objection_is_public_and_names_are_not(client):
    by = desk()
    application = application_in_notice(by=by)
    raised = objection(application)
    secrets = (raised.real_name, raised.contact, raised.claim, raised.evidence_statement)
    words = f"经向{raised.real_name}（{raised.contact}）核实，泊位数无误。"
    objections.dismiss(raised, actor=by.decider, on=DAY, reason=words)
    page = text(client.get(application.notice.get_absolute_url()))
    assert "异议不成立" in page
    assert "经向异议人（异议人）核实，泊位数无误。" in page
    assert [secret for secret in secrets if secret in page] == []
