"""What citizens see: search, resource, tombstone, notices with the form to object, registrations."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.models import Objection, Registration
from governance.models import AuditEvent
from tests.factories.catalog import (
    DAY,
    active_registration,
    application_in_notice,
    desk,
    draft_resource,
    objection,
    published_resource,
    withdrawn_resource,
)

pytestmark = pytest.mark.django_db
WORDS = {
    "real_name": "孙三",
    "contact": "13800001234",
    "claim": "泊位数与现场不符。",
    "evidence_statement": "现场照片三张。",
}


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(f"{DAY}T09:00+08:00", tick=False):
        yield


def text(response):
    return response.content.decode()


def test_a_citizen_finds_what_is_published_and_nothing_else(client):
    published_resource(name="公共停车场")
    draft_resource(name="停车草稿")
    page = client.get(reverse("catalog:search"), {"q": "停车"})
    assert page.status_code == 200
    assert "找到 1 项" in text(page)
    assert "公共<mark>停车</mark>场" in text(page)
    assert "停车草稿" not in text(page)


def test_the_second_page_is_a_link_away(client):
    by = desk()
    for n in range(21):
        published_resource(by=by, name=f"停车{n}")
    first = client.get(reverse("catalog:search"), {"q": "停车"})
    second = client.get(reverse("catalog:search") + first.context["next_query"])
    assert len(first.context["resources"]) == 20
    assert len(second.context["resources"]) == 1
    assert "回第一页" in text(second)


def test_an_empty_result_says_what_to_try(client):
    published_resource(name="公共停车场")
    page = client.get(reverse("catalog:search"), {"q": "停车 充电桩"})
    assert page.status_code == 200
    assert "没有找到" in text(page)
    assert "只搜“停车”" in text(page)
    assert "只搜“充电桩”</a>" not in text(page)


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "停\x00车"},
        {"q": "停" * 201},
        {"opening": "x"},
        {"provider": "甲"},
        {"q": "a" * 10_001},
    ],
)
def test_what_cannot_be_searched_for_is_400_with_a_sentence(client, asked):
    page = client.get(reverse("catalog:search"), asked)
    assert page.status_code == 400
    assert "。" in text(page)


def test_search_asks_the_database_as_often_for_twenty_as_for_two(client):
    by = desk()
    client.get(reverse("catalog:search"), {"q": "停车"})  # what a process reads only once
    counted = []
    for more in (2, 18):
        for n in range(more):
            published_resource(by=by, name=f"停车{more}{n}")
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("catalog:search"), {"q": "停车"})
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_a_resource_answers_what_who_how_fresh_how_and_may_i(client):
    page = client.get(published_resource().get_absolute_url())
    assert page.status_code == 200
    for words in (
        "谁提供",
        "承诺每月更新",
        "无条件开放",
        "可以使用、改编和商用",
        "暂不提供在线下载，可向提供单位索取",
        "停车场名称",
    ):
        assert words in text(page), words


def test_a_file_without_an_address_promises_no_download(client):
    resource = published_resource(opening_way="download", contact_phone="0551-1234567")
    page = text(client.get(resource.get_absolute_url()))
    assert "不用登录" not in page
    assert 'class="btn"' not in page
    assert 'href="#files"' not in page
    assert "暂不提供在线下载，可向提供单位索取。联系方式：0551-1234567。" in page


def test_a_file_with_an_address_is_downloaded_without_signing_in(client):
    resource = published_resource(opening_way="download")
    address = "https://data.example.org/a.csv"
    resource.distributions.create(name="全量", format="CSV", url=address)
    page = text(client.get(resource.get_absolute_url()))
    assert f'<a class="btn" href="{address}" rel="noopener nofollow">下载 CSV' in page
    assert "不用登录" in page
    # The file beside it that has no address is not offered for download.
    assert page.count("暂不提供在线下载") == 1


def test_a_mobile_number_is_masked_for_the_public(client):
    page = client.get(published_resource(contact_phone="13812345678").get_absolute_url())
    assert "138****5678" in text(page)
    assert "13812345678" not in text(page)


def test_a_closed_resource_says_why_and_what_instead(client):
    by = desk()
    published_resource(by=by, name="停车占用率")
    closed = published_resource(by=by, opening="none", opening_reason="含车牌号，能识别到个人。")
    page = text(client.get(closed.get_absolute_url()))
    assert "含车牌号" in page
    assert "停车占用率" in page
    assert "取得 CSV" not in page


def test_a_withdrawn_resource_leaves_a_tombstone(client):
    page = client.get(withdrawn_resource().get_absolute_url())
    assert page.status_code == 410
    assert "来源系统停用。" in text(page)


def test_hidden_and_absent_are_the_same_404(client):
    by = desk()
    secret = published_resource(
        by=by, is_secret=True, opening="none", opening_reason="涉密。", sharing="none",
        sharing_legal_basis="《保守国家秘密法》第三十五条",
    )  # fmt: skip
    hidden = [draft_resource().get_absolute_url(), secret.get_absolute_url()]
    absent = client.get(reverse("catalog:resource", args=[99_999]))
    for url in hidden:
        page = client.get(url)
        assert page.status_code == absent.status_code == 404
        assert page.content == absent.content
    client.force_login(by.clerk)
    assert client.get(secret.get_absolute_url()).status_code == 200


def test_resource_pages_ask_as_often_for_many_items_as_for_few(client):
    by = desk()
    counted = []
    for n in (2, 20):
        resource = published_resource(by=by, name=f"停车{n}")
        for position in range(n):
            resource.items.create(name=f"项{position}")
            resource.distributions.create(name=f"文件{position}", format="CSV", file_name="a.csv")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(resource.get_absolute_url()).status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_i_22_a_notice_shows_the_four_columns_while_it_runs(client):
    application = application_in_notice()
    listed = text(client.get(reverse("catalog:notices")))
    page = text(client.get(application.notice.get_absolute_url()))
    for words in (application.registrant.name, "首次登记", application.data_name):
        assert words in listed
        assert words in page
    assert application.data_abstract in page
    assert application.contact_name not in page


def test_i_23_anybody_objects_without_an_account_and_the_name_stays_hidden(client):
    notice = application_in_notice().notice
    answer = client.post(notice.get_absolute_url(), WORDS, follow=True)
    assert answer.status_code == 200
    assert "已收到" in text(answer)
    assert "异议处理中" in text(answer)
    raised = Objection.objects.get()
    assert (raised.real_name, raised.notice) == ("孙三", notice)
    assert "孙三" not in text(client.get(notice.get_absolute_url()))
    event = AuditEvent.objects.filter(
        action="catalog.registrationapplication.raise_objection"
    ).get()
    assert "孙三" not in event.payload
    assert event.actor_role == "公众"


def test_the_same_objection_sent_twice_is_one(client):
    notice = application_in_notice().notice
    client.post(notice.get_absolute_url(), WORDS)
    again = client.post(notice.get_absolute_url(), WORDS)
    assert (again.status_code, Objection.objects.count()) == (409, 1)
    assert "不用重复提交" in text(again)


def test_i_23_an_objection_without_name_or_evidence_keeps_what_was_typed(client):
    notice = application_in_notice().notice
    page = client.post(
        notice.get_absolute_url(), WORDS | {"real_name": "", "evidence_statement": ""}
    )
    assert page.status_code == 400
    assert "有 2 处需要修改" in text(page)
    assert "泊位数与现场不符。" in text(page)
    assert not Objection.objects.exists()


def test_after_the_notice_nobody_can_object_any_more(client):
    notice = application_in_notice().notice
    with time_machine.travel(notice.ends_on + timedelta(days=2), tick=False):
        assert "不再受理异议" in text(client.get(notice.get_absolute_url()))
        page = client.post(notice.get_absolute_url(), WORDS)
        assert page.status_code == 409
        assert "不能提出异议" in text(page)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 3, 20), "现在有效，有效期至 2029-03-17"),
        (date(2029, 3, 17), "即将到期"),
        (date(2029, 3, 18), "已于 2029-03-17 期满"),
    ],
)
def test_anybody_checks_a_registration_by_its_number(client, day, words):
    registration = active_registration()
    assert registration.valid_to == date(2029, 3, 17)
    with time_machine.travel(f"{day}T09:00+08:00", tick=False):
        page = text(client.get(registration.get_absolute_url()))
    assert words in page
    assert registration.number in page
    assert "与赋码时一致" in page


def test_altered_content_is_told(client):
    registration = active_registration()
    with connection.cursor() as cursor:
        # The trigger that freezes the content steps aside for whoever owns the server only.
        cursor.execute("SET LOCAL session_replication_role = replica")
        Registration.objects.filter(pk=registration.pk).update(content={"blocks": []})
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert "与赋码时不一致" in text(client.get(registration.get_absolute_url()))


def test_notice_lists_ask_as_often_for_twenty_as_for_two(client):
    by = desk()
    counted = []
    for more in (2, 18):
        for n in range(more):
            application = application_in_notice(
                by=by, resource=published_resource(by=by, name=f"停车{more}{n}")
            )
        objection(application)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("catalog:notices"))
        counted.append(len(queries))
    assert counted[0] == counted[1]


@pytest.mark.parametrize(
    ("days", "words", "not_words"),
    [(0, "公示中", "公示期满"), (40, "公示期满，待赋码", "公示中")],
)
def test_a_notice_that_is_over_waits_for_its_number(client, days, words, not_words):
    application = application_in_notice()
    day = application.notice.starts_on + timedelta(days=days)
    with time_machine.travel(f"{day}T09:00+08:00", tick=False):
        shown = text(client.get(application.notice.get_absolute_url()))
        listed = text(client.get(reverse("catalog:notices")))
    assert words in shown
    assert not_words not in shown
    over = listed[listed.index('id="over"') :]
    assert not_words not in over
    assert (words in over) == (days > 0)
