"""我的工作台 of an operator and of an implementing body: affairs in words, days in a calendar, nothing of others."""

from collections.abc import Iterator
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Role
from catalog.models import RegistrationApplication, SupplementNotice
from governance.desk import obligations
from governance.models import AuditEvent
from licensing import desk
from licensing.workflow import candidates
from tests.database import arranging
from tests.factories.catalog import Desk, draft_application
from tests.factories.licensing import closed_licence, licence_in_force, signed_licence
from tests.factories.people import organisation, person
from tests.factories.risks import confirmed_assessment
from tests.factories.schemes import (
    CLERKS,
    START,
    Parties,
    filed_scheme,
    licensable_resource,
    parties,
)
from tests.factories.selections import draft_candidate, returned_candidate
from tests.licensing.refusals import rewrite
from tests.licensing.test_admin import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
DESK = "/admin/desk/"


@pytest.fixture
def noon() -> Iterator[None]:
    with time_machine.travel(f"{START} 12:00:00+08:00", tick=False):
        yield


def text_of(user: Any, query: str = "") -> str:
    answer = signed_in(user).get(f"{DESK}{query}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_an_operator_sees_what_each_licence_allows_and_until_when() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    text = text_of(by.seller)
    for words in (
        licence.name, licence.number, "正在生效", "公共数据资源开发", "用途：公共治理", "1 项数据资源",
        f"还剩 {licence.term.days_left(START)} 天", f"?licence={licence.pk}", "登记产品和服务",
    ):  # fmt: skip
        assert words in text, words


def test_the_implementing_body_sees_the_same_licence_without_the_operator_s_links() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    text = text_of(by.decider)
    assert licence.name in text
    assert "登记产品和服务" not in text


def test_the_desk_leads_to_the_guided_way_to_a_product_within_the_licence() -> None:
    by = parties()
    licence, other = licence_in_force(by=by), licence_in_force(by=by, name="另一份授权")
    address = f"/admin/licensing/product/guide/?licence={licence.pk}"
    assert f'href="{address}"' in text_of(by.seller)
    page = signed_in(by.seller).get(address).content.decode()
    for each, count in ((licence, 1), (other, 0)):
        entry = each.scope.get()
        assert page.count(f'name="sources" value="{entry.pk}"') == count
    for odd in ("x", "9" * 40):
        answer = signed_in(by.seller).get(f"/admin/licensing/product/guide/?licence={odd}")
        assert answer.status_code == 200


def test_an_operator_sees_his_applications_and_what_is_to_be_mended() -> None:
    by = parties()
    assert "没有正在办理的运营申请。" in text_of(by.seller)
    candidate = returned_candidate(by=by)
    clerk = candidate.created_by
    text = text_of(clerk)
    for words in (
        candidate.selection.name, "已退回补正", candidate.number, "信用报告过期，请换新的。", "按要求补正",
        f"/admin/licensing/candidate/{candidate.pk}/tasks/", candidate.due_on.isoformat(),
    ):  # fmt: skip
        assert words in text, words
    assert candidate.number.startswith("运申")
    assert candidate.number not in text_of(by.decider)
    candidates.withdraw_candidate(candidate, actor=clerk, on=START, reason="另有安排。")
    assert candidate.number not in text_of(clerk)


def test_a_draft_application_is_due_at_the_closing_and_ends_with_it() -> None:
    by = parties()
    candidate = draft_candidate(by=by)
    text = text_of(by.seller)
    closing = timezone.localtime(candidate.selection.closes_at).date().isoformat()
    for words in ("继续填写", "填写中", closing, "申请成为运营机构"):
        assert words in text, words
    with arranging():
        rewrite(candidate.selection, status="evaluating")
    assert "继续填写" not in text_of(by.seller)


def test_applications_of_the_desk_are_asked_for_once() -> None:
    by = parties()
    counts = []
    for _each in range(2):
        for _more in range(2):
            draft_candidate(by=by)
        client = signed_in(by.seller)
        client.get(DESK)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(DESK).content.decode().count("继续填写") == 2 * (len(counts) + 1)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_renewal_opens_from_the_desk_in_the_last_ninety_days_where_there_is_such_a_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    by = parties()
    near = licence_in_force(by=by, ends_on=START + timedelta(days=90))
    far = licence_in_force(by=by)
    renew = SimpleNamespace(
        transition=SimpleNamespace(verb="renew", permission="licensing.terminate_licence")
    )
    monkeypatch.setattr(desk, "offered_steps_of", lambda model: [renew])
    text = text_of(by.decider)
    assert f"/admin/licensing/licence/{near.pk}/step/renew/" in text
    assert f"/admin/licensing/licence/{far.pk}/step/renew/" not in text
    assert "续约（已预填）" not in text_of(by.seller)
    monkeypatch.setattr(desk, "offered_steps_of", lambda model: [])
    assert "续约（已预填）" not in text_of(by.decider)


def test_nothing_of_others_and_nothing_of_what_is_over() -> None:
    by, others = parties(), parties()
    licence_in_force(by=others, name="别家的授权")
    closed_licence(by=by, name="已退出的授权")
    text = text_of(by.seller)
    assert "别家的授权" not in text
    assert "已退出的授权" not in text
    assert "贵单位还没有授权运营协议" in text


def test_who_has_no_part_in_it_has_an_empty_desk_that_says_so() -> None:
    text = text_of(person(Role.AUDITOR))
    assert "现在没有等您办理的事项。" in text
    assert "今后 90 天没有到期的事项。" in text
    assert "我的授权" not in text


def test_a_returned_application_marks_what_is_to_be_mended() -> None:
    by = parties()
    body = by.implementing_body
    office = Desk(provider=body, registry=organisation(), **dict.fromkeys(CLERKS))
    application = draft_application(
        by=office, on=START, resource=licensable_resource(), submission=1,
        status=RegistrationApplication.Status.RETURNED, undertaking_signed_on=START,
        internally_reviewed_on=START, registrant=body,
    )  # fmt: skip
    SupplementNotice.objects.create(
        application=application,
        submission=1,
        given_on=START,
        items=[{"field": "data_name", "label": "数据名称", "words": "请写全称"}],
    )
    text = text_of(by.drafter)
    assert f"申请 {application.pk} 号" in text
    assert "待补正" in text
    assert "数据名称：请写全称" in text


def days(user: Any, last: date) -> set[tuple[date, str]]:
    found = obligations(user, on=START, first=START, last=last)
    return {(each.on, str(each.kind)) for each in found}


def test_the_calendar_tells_90_30_and_7_days_before_the_end() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    told = days(by.seller, licence.ends_on)
    for number in (90, 30, 7):
        day = licence.ends_on - timedelta(days=number)
        assert (day, f"授权还有 {number} 天期满，商定续约或退出") in told
    assert (licence.ends_on, "授权期满") in told
    assert (date(START.year + 1, 3, 31), "年度信息披露") in told


def test_the_calendar_tells_the_clock_of_a_duty_and_the_end_of_an_assessment() -> None:
    by = parties()
    licence = signed_licence(by=by)
    confirmed_assessment(licence=licence, by=by)
    told = days(by.drafter, START + timedelta(days=400))
    assert licence.due_on is not None
    assert (licence.due_on, "登记备案") in told
    assert any(kind == "风险评估有效期满" for _day, kind in told)


def test_the_month_is_a_table_and_a_list_and_another_month_is_a_link_away() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    end = licence.ends_on
    text = text_of(by.seller, f"?month={end:%Y-%m}")
    assert f"{end.year} 年 {end.month} 月" in text
    assert "授权期满" in text
    assert f'datetime="{end.isoformat()}"' in text
    assert "授权期满" not in text_of(by.seller)
    assert text_of(by.seller, "?month=xx").count('aria-current="date"') == 1


def test_the_calendar_file_is_told_to_the_trail() -> None:
    by = parties()
    licence_in_force(by=by, ends_on=START + timedelta(days=200))
    answer = signed_in(by.seller).get(f"{DESK}calendar.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    content = answer.content.decode()
    assert content.count("BEGIN:VEVENT") == content.count("END:VEVENT") >= 4
    assert AuditEvent.objects.filter(action="governance.desk.export").exists()


def test_visitors_are_sent_to_sign_in() -> None:
    for address in (DESK, f"{DESK}calendar.ics"):
        assert Client().get(address).status_code == 302


def test_the_sidebar_leads_to_the_desk() -> None:
    assert f'href="{DESK}"' in signed_in(parties().seller).get("/admin/").content.decode()


def more(by: Parties, number: int) -> None:
    """Further licences of the same parties."""
    scheme = filed_scheme(by=by)
    for _each in range(number):
        signed_licence(by=by, scheme=scheme)


def test_the_desk_asks_equally_often_however_many_rows() -> None:
    by = parties()
    licence_in_force(by=by)
    counts = []
    for number in (2, 6):
        more(by, number)
        client = signed_in(by.drafter)
        client.get(DESK)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(DESK).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[0] < 40
