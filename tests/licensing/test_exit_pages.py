"""What the public reads of the end of a licence, and the sheet of an exit for its parties."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from licensing.workflow import exits
from tests.factories import exits as made
from tests.factories.schemes import START, parties
from tests.licensing.exit_states import opened_exit

pytestmark = pytest.mark.django_db

NOON = f"{START} 12:00:00+08:00"
LARGEST = 60 * 1024


def page(address: str, user: Any = None, status: int = 200) -> str:
    """The page as this person reads it."""
    client = Client()
    if user is not None:
        client.force_login(user)
    answer = client.get(address)
    assert answer.status_code == status
    assert len(answer.content) <= LARGEST
    return answer.content.decode()


@time_machine.travel(NOON, tick=False)
def test_the_licence_page_says_how_it_ended_and_how_far_the_exit_is() -> None:
    by = parties()
    opened = opened_exit(by)
    address = opened.licence.get_absolute_url()
    assert "协商一致提前终止" in page(address)
    assert "公告即将发布" in page(address)
    made.announced(opened, by=by)
    told = page(address)
    assert "正在清算" in told
    assert f"自 {START} 起停止" in told


@time_machine.travel(NOON, tick=False)
def test_a_notice_its_correction_and_the_feed() -> None:
    by = parties()
    assert "没有停止服务的公告" in page("/stop-notices/")
    opened = made.announced(opened_exit(by), by=by)
    first = opened.notices.get()
    later = START + timedelta(days=9)
    exits.correct_notice(
        opened, actor=by.drafter, on=START, text="改期停止。", stops_on=later, reason="日期有误。"
    )
    assert "查看更正公告" in page(first.get_absolute_url())
    second = opened.notices.first()
    assert "即将停止" in page(second.get_absolute_url())
    listed = page("/stop-notices/?stopping=ahead")
    assert second.get_absolute_url() in listed
    assert first.get_absolute_url() not in listed
    assert "没有这样的公告" in page("/stop-notices/?stopping=stopped")
    assert "改期停止。" in page("/stop-notices/feed.atom")
    assert Client().get("/api/v1/stop-notices/").json()["count"] == 2


@time_machine.travel(NOON, tick=False)
def test_the_sheet_of_an_exit_is_for_its_parties() -> None:
    by = parties()
    opened = made.reported(opened_exit(by), by=by)
    sheet = page(opened.get_absolute_url(), by.seller)
    for words in ("数据销毁证明", "监销人：周正", "SHA-256", "各项退出事项均已办结。"):
        assert words in sheet
    page(opened.get_absolute_url(), status=404)
    page(opened.get_absolute_url(), parties().seller, status=404)


@time_machine.travel(NOON, tick=False)
def test_the_list_of_notices_asks_as_much_for_many_as_for_few(
    django_assert_max_num_queries: Any,
) -> None:
    spent = []
    for number in (1, 5):
        for _ in range(number):
            by = parties()
            made.announced(opened_exit(by), by=by)
        with django_assert_max_num_queries(8) as asked:
            page("/stop-notices/")
        spent.append(len(asked))
    assert spent[0] == spent[1]
