"""The operator's guided application: begun, resumed, handed in, mended, followed (P2, P3, P4)."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from licensing.application import tasks
from licensing.models import Candidate
from licensing.workflow import candidates, selections
from tests.factories import selections as made
from tests.factories.schemes import START, Parties, parties

pytestmark = pytest.mark.django_db
BEGIN = "/admin/licensing/candidate/begin/"
TYPED: dict[int, dict[str, Any]] = {
    0: {"contact_person": "沈一", "contact_phone": "0000-1234567"},
    1: {"capability": "数据治理团队二十人。"},
    2: {"credit": "无失信记录。"},
    3: {"security": "系统通过等保三级测评。"},
    4: {"funds": "实缴资本一千万元。", "service": "全天候服务。"},
    5: {"proposal": "三年内上线六项产品。"},
    6: {
        "relations": "无",
        "undertaking_signer": "沈一",
        "undertaking_signed_on": START.isoformat(),
    },
}


@pytest.fixture
def by() -> Parties:
    return parties()


@pytest.fixture(autouse=True)
def next_day() -> Iterator[Any]:
    with time_machine.travel(f"{START + made.LATER} 09:00+08:00", tick=False) as traveller:
        yield traveller


@pytest.fixture
def clerk(by: Parties) -> Client:
    return signed_in(by.seller)


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend="governance.backends.PolicyBackend")
    return client


def page(candidate: Candidate, name: str, *arguments: Any) -> str:
    return reverse(f"admin:licensing_candidate_{name}", args=[candidate.pk, *arguments])


def text(answer: Any) -> str:
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def fill(
    client: Client, candidate: Candidate, number: int, given: dict[str, Any], query: str = ""
) -> Any:
    """What a person sends: everything that stands on the page, with what he typed."""
    candidate.refresh_from_db()
    standing = {
        name: getattr(candidate, name)
        for name in tasks.PAGES[number].fields
        if isinstance(getattr(candidate, name), str)
    }
    if number == 0:
        standing["has_legal_personality"] = "on"
    return client.post(
        page(candidate, "page", number) + query,
        standing | {"_version": candidate.version} | given,
    )


def begun(client: Client, by: Parties) -> Candidate:
    selection = made.open_selection(by=by)
    assert selection.name in text(client.get(BEGIN))
    answer = client.post(BEGIN, {"selection": selection.pk})
    candidate = Candidate.objects.get(selection=selection)
    assert answer["Location"] == page(candidate, "tasks")
    return candidate


def proof() -> SimpleUploadedFile:
    return SimpleUploadedFile("信用报告.pdf", b"%PDF-1.7 credit", content_type="application/pdf")


def test_eight_pages_from_the_notice_to_the_receipt(by: Parties, clerk: Client) -> None:
    assert len(tasks.PAGES) + 1 == 8
    candidate = begun(clerk, by)
    assert (candidate.name, candidate.uscc) == (by.operator.name, by.operator.uscc)
    for number, given in TYPED.items():
        more = {"credit_file": proof()} if number == 2 else {}
        answer = fill(clerk, candidate, number, given | more)
        following = page(candidate, "page", number + 1) if number < 6 else page(candidate, "check")
        assert answer["Location"] == following
    check = text(clerk.get(page(candidate, "check")))
    for words in ("信用报告.pdf", "三年内上线六项产品。", "修改", "密封"):
        assert words in check
    answer = clerk.post(page(candidate, "check"))
    assert answer["Location"] == page(candidate, "done")
    candidate.refresh_from_db()
    receipt = text(clerk.get(answer["Location"]))
    for words in (
        candidate.number,
        "2026-04-02 09:00:00",
        str(by.implementing_body),
        candidate.due_on.isoformat(),
    ):
        assert words in receipt
    assert re.fullmatch(r"运申-2026-\d{4}", candidate.number)


def test_every_page_is_kept_and_found_again_after_signing_out(by: Parties, clerk: Client) -> None:
    candidate = begun(clerk, by)
    answer = fill(clerk, candidate, 1, {"capability": "写到一半", "later": "1"})
    assert answer["Location"] == page(candidate, "tasks")
    clerk.logout()
    again = signed_in(by.seller)
    assert candidate.selection.name in text(again.get(BEGIN))
    assert "写到一半" in text(again.get(page(candidate, "page", 1)))
    assert "还缺" in text(again.get(page(candidate, "tasks")))


def test_what_is_wanting_is_said_at_the_field_and_what_was_typed_stays(
    by: Parties, clerk: Client
) -> None:
    candidate = begun(clerk, by)
    answer = fill(clerk, candidate, 4, {"funds": "一千万元", "service": ""})
    html = answer.content.decode()
    assert answer.status_code == 400
    for words in ("<title>错误：", "请填写服务能力说明。", 'href="#id_service"', "一千万元"):
        assert words in html
    candidate.refresh_from_db()
    assert candidate.funds == "一千万元"
    refused = clerk.post(page(candidate, "check"))
    assert refused.status_code == 409
    assert "没有提交" in refused.content.decode()


def test_a_stale_page_does_not_overwrite(by: Parties, clerk: Client) -> None:
    candidate = begun(clerk, by)
    fill(clerk, candidate, 5, {"proposal": "甲写的"})
    answer = clerk.post(page(candidate, "page", 5), {"_version": 1, "proposal": "乙写的"})
    assert answer.status_code == 400
    candidate.refresh_from_db()
    assert candidate.proposal == "甲写的"


def test_a_returned_application_is_mended_in_six_clicks(by: Parties, next_day: Any) -> None:
    candidate = made.returned_candidate(by=by)
    next_day.move_to(f"{made.OPENED} 14:00+08:00")
    clerk = signed_in(by.seller)
    listed = text(clerk.get(page(candidate, "tasks")))  # 1: from the inbox
    assert "信用报告过期，请换新的。" in listed
    opened = text(clerk.get(page(candidate, "page", 2) + "?back=check"))  # 2
    assert "信用报告过期，请换新的。" in opened
    kept = re.search(r'name="credit_file-kept" value="([^"]+)"', opened)
    mended = {"credit": "已换新的信用报告。", "credit_file-kept": kept.group(1) if kept else ""}
    answer = fill(clerk, candidate, 2, mended, "?back=check")  # 3
    assert answer["Location"] == page(candidate, "check")
    answer = clerk.post(page(candidate, "check"))  # 4
    assert answer["Location"] == page(candidate, "done")
    candidate.refresh_from_db()
    assert (candidate.status, candidate.supplements) == ("submitted", 1)
    number = candidate.number
    assert number in text(clerk.get(page(candidate, "done")))


def test_the_timeline_says_who_when_next_and_by_when(by: Parties) -> None:
    candidate = made.submitted_candidate(by=by)
    html = text(signed_in(by.seller).get(page(candidate, "progress")))
    for words in (
        "2026-04-02",
        "截止并开启申请",
        "审查条件",
        "结果公示",
        str(by.implementing_body.name),
    ):
        assert words in html
    assert candidate.due_on.isoformat() in html


def test_nobody_else_opens_the_pages(by: Parties) -> None:
    candidate = made.draft_candidate(by=by)
    stranger = made.bidder()
    for user, code in ((stranger.clerk, 404), (by.decider, 404), (by.supervisor, 404)):
        client = signed_in(user)
        for name in ("tasks", "check", "progress"):
            assert client.get(page(candidate, name)).status_code == code, (user, name)
        assert client.get(page(candidate, "page", 1)).status_code == code
    candidate.refresh_from_db()
    assert candidate.status == "draft"


def test_sealed_until_the_closing(by: Parties, next_day: Any) -> None:
    candidate = made.submitted_candidate(by=by)
    record = reverse("admin:licensing_candidate_change", args=[candidate.pk])
    assert signed_in(by.decider).get(record).status_code == 404
    next_day.move_to(f"{made.OPENED} 09:00+08:00")
    selections.close_selection(candidate.selection, actor=by.decider, on=made.OPENED)
    assert candidate.contact_phone in text(signed_in(by.decider).get(record))


def test_a_closed_selection_takes_no_new_application(
    by: Parties, clerk: Client, next_day: Any
) -> None:
    candidate = begun(clerk, by)
    late = made.open_selection(by=parties())
    next_day.move_to(f"{made.OPENED} 09:00+08:00")
    clerk = signed_in(by.seller)
    assert "现在没有可以申请的遴选" in text(clerk.get(BEGIN))
    assert clerk.post(BEGIN, {"selection": late.pk}).status_code == 403
    assert clerk.post(BEGIN, {"selection": "x"}).status_code == 403
    assert clerk.post(page(candidate, "check")).status_code == 409


def test_the_next_application_knows_what_the_last_one_said(by: Parties, clerk: Client) -> None:
    first = made.submitted_candidate(by=by)
    candidates.withdraw_candidate(first, actor=by.seller, on=START + made.LATER, reason="重写。")
    answer = clerk.post(BEGIN, {"selection": first.selection_id})
    again = Candidate.objects.exclude(pk=first.pk).get(selection=first.selection)
    assert answer["Location"] == page(again, "tasks")
    assert (again.capability, again.proposal, again.number) == (first.capability, "", "")


def test_two_organisations_or_none_choose_in_the_list(by: Parties) -> None:
    selection = made.open_selection(by=by)
    assert signed_in(by.drafter).get(BEGIN).status_code == 403
    assert signed_in(by.drafter).post(BEGIN, {"selection": selection.pk}).status_code == 403
