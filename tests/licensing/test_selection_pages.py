"""Public pages of selections: notices, results, challenges without an account, the feed (27号 第四条)."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.models import AuditEvent
from tests.factories import selections as made
from tests.factories.schemes import START, parties

pytestmark = pytest.mark.django_db
LIST = "/selections/"
FEED = "/selections/feed/"
WORDS = {"real_name": "苏二", "contact": "0000-1", "claim": "评分有误。", "grounds": "少计一项。"}


@pytest.fixture(autouse=True)
def noon() -> Iterator[Any]:
    with time_machine.travel(f"{made.ANNOUNCED} 12:00+08:00", tick=False) as traveller:
        yield traveller


def text(address: str, client: Client | None = None) -> str:
    answer = (client or Client()).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_notice_is_public_from_its_publication(noon: Any) -> None:
    by = parties()
    draft = made.submitted_selection(by=by)
    assert Client().get(draft.get_absolute_url()).status_code == 404
    assert draft.name not in text(LIST)
    selection = made.open_selection(by=by)
    noon.move_to(f"{START} 12:00+08:00")
    assert "正在公告（1 项）" in text(LIST)
    html = text(selection.get_absolute_url())
    for words in (
        "无失信记录",
        "技术方案",
        "2026-05-01 17:00",
        "北京时间",
        "登录后申请",
        selection.notice_no,
    ):
        assert words in html


def test_the_hour_closes_the_page_without_a_job(noon: Any) -> None:
    selection = made.open_selection(by=parties())
    noon.move_to(f"{made.CLOSING} 17:00:00+08:00")
    assert "登录后申请" in text(selection.get_absolute_url())
    noon.move_to(f"{made.CLOSING} 17:00:01+08:00")
    assert "登录后申请" not in text(selection.get_absolute_url())
    assert "正在公告（0 项）" in text(LIST)


def test_the_result_shows_ranks_and_totals_and_no_contacts() -> None:
    selection = made.announced_selection(by=parties())
    assert selection.winner.name in text(LIST)
    html = text(selection.get_absolute_url())
    for words in ("90.00", "80.00", "拟选定", "候补", selection.result_no, "质疑结果"):
        assert words in html
    assert selection.winner.contact_phone not in html


def test_a_visitor_questions_the_result_and_reads_the_answer() -> None:
    selection = made.announced_selection(by=parties())
    address = selection.get_absolute_url()
    faulty = Client().post(address, WORDS | {"grounds": ""})
    assert faulty.status_code == 400
    for words in ("<title>错误：", 'href="#id_grounds"', "评分有误。"):
        assert words in faulty.content.decode()
    assert Client().post(address, WORDS)["Location"] == address
    assert AuditEvent.objects.filter(action="licensing.selection.challenge").count() == 1
    html = text(address)
    assert "质疑处理中" in html
    assert "苏二" not in html
    again = Client().post(address, WORDS)
    assert again.status_code == 409
    assert "已经收到" in again.content.decode()


def test_answers_are_public_and_names_are_not() -> None:
    challenge = made.answered_challenge(by=parties())
    html = text(challenge.selection.get_absolute_url())
    assert "已复核评分表。" in html
    assert challenge.real_name not in html


def test_after_the_period_nothing_is_taken(noon: Any) -> None:
    selection = made.concluded_selection(by=parties())
    noon.move_to(f"{made.CONCLUDED} 12:00+08:00")
    html = text(selection.get_absolute_url())
    assert "提交质疑" not in html
    assert Client().post(selection.get_absolute_url(), WORDS).status_code in (403, 409)
    assert selection.winner.name in text(LIST)


def test_the_feed_tells_notices_and_results() -> None:
    selection = made.announced_selection(by=parties())
    answer = Client().get(FEED)
    feed = answer.content.decode()
    assert answer["Content-Type"].startswith("application/atom+xml")
    for words in (
        f"遴选公告：{selection.name}",
        f"遴选结果：{selection.name}",
        selection.winner.name,
    ):
        assert words in feed


def test_words_look_for_name_number_and_body() -> None:
    selection = made.failed_selection(by=parties())
    for words in (selection.name, selection.notice_no, selection.implementing_body.name):
        assert selection.name in text(f"{LIST}?q={words}")
    assert "没有符合条件" in text(f"{LIST}?q=不存在的名称")
    assert "申请单位不足三家。" in text(selection.get_absolute_url())


def queries(address: str) -> int:
    Client().get(address)
    with CaptureQueriesContext(connection) as asked:
        text(address)
    return len(asked)


def test_the_list_asks_equally_often_for_few_and_many(noon: Any) -> None:
    by = parties()
    for _each in range(2):
        made.cancelled_selection(by=by)
        made.open_selection(by=by)
    noon.move_to(f"{START} 12:00+08:00")
    few = queries(LIST), queries(FEED)
    for _each in range(6):
        made.cancelled_selection(by=by)
        made.open_selection(by=by)
    assert (queries(LIST), queries(FEED)) == few


def test_pages_stay_light() -> None:
    selection = made.announced_selection(by=parties())
    for address in (LIST, reverse("licensing:selection", args=[selection.pk])):
        assert len(Client().get(address).content) < 60_000
