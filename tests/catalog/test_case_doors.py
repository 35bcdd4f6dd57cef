"""Quality issues and data requests at every door: the same event, the inbox, exports, the API; nowhere a contact."""

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from accounts.models import Role
from catalog.models import DataRequest
from catalog.workflow import issues, requests
from governance.models import AuditEvent
from tests.factories.cases import data_request, quality_issue
from tests.factories.people import person
from tests.factories.resources import DAY, desk, draft_resource, published_resource

pytestmark = pytest.mark.django_db
LISTS = ("/admin/catalog/qualityissue/", "/admin/catalog/datarequest/")
DEMAND = "/admin/catalog/datarequest/demand/"
API = ("/api/v1/quality-issues/", "/api/v1/data-requests/")


@pytest.fixture(autouse=True)
def on_the_day():
    cache.clear()
    with time_machine.travel(f"{DAY}T09:00+08:00", tick=False):
        yield


@pytest.fixture
def by():
    return desk()


def text(response):
    return b"".join(response).decode() if response.streaming else response.content.decode()


def through_the_function(step, case, actor, client):
    step(case, actor=actor, on=DAY, reason="理由。")


def through_the_admin(step, case, actor, client):
    client.force_login(actor)
    url = f"/admin/catalog/{case._meta.model_name}/{case.pk}/step/{step.transition.verb}/"
    assert client.post(url, {"reason": "理由。", "idempotency_key": "a"}).status_code == 302


def through_the_list(step, case, actor, client):
    client.force_login(actor)
    data = {
        "action": f"step_{step.transition.verb}", "_selected_action": [case.pk], "reason": "理由。",
        "idempotency_key": "a",
    }  # fmt: skip
    assert client.post(f"/admin/catalog/{case._meta.model_name}/", data).status_code == 200


def through_the_api(step, case, actor, client):
    caller = APIClient()
    caller.force_login(actor)
    noun = API[isinstance(case, DataRequest)]
    answer = caller.post(
        f"{noun}{case.pk}/{step.transition.verb}/", {"reason": "理由。"}, format="json"
    )
    assert answer.status_code == 200, answer.json()


DOORS = (through_the_function, through_the_admin, through_the_list, through_the_api)
STEPS = [
    (quality_issue, "filed", issues.accept, "clerk"),
    (quality_issue, "filed", issues.decline, "clerk"),
    (quality_issue, "accepted", issues.escalate, "authority"),
    (data_request, "filed", requests.accept, "authority"),
    (data_request, "replied", requests.close, "authority"),
]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    ("make", "status", "step", "who"), STEPS, ids=[each[2].transition.action for each in STEPS]
)
def test_each_door_leaves_the_same_event(client, by, make, status, step, who, door):
    case = make(status, by=by)
    door(step, case, getattr(by, who), client)
    event = AuditEvent.objects.about(case).first()
    case.refresh_from_db()
    assert case.status == (step.transition.target or status)
    assert (event.action, event.actor_id, event.reason, event.legal_basis) == (
        step.transition.action, getattr(by, who).pk, "理由。", str(step.transition.clause),
    )  # fmt: skip


def test_steps_that_ask_for_words_take_them_at_the_form_and_the_api(client, by):
    issue = quality_issue("accepted", by=by)
    client.force_login(by.clerk)
    url = f"/admin/catalog/qualityissue/{issue.pk}/step/mark/"
    assert "提供单位正在核实，使用时请注意" in text(client.get(url))
    client.post(url, {"mark_words": "正在核实。", "idempotency_key": "a"})
    caller = APIClient()
    caller.force_login(by.clerk)
    short = caller.post(f"{API[0]}{issue.pk}/verify/", {"finding": "对"}, format="json")
    assert short.status_code == 400
    assert "finding" in short.json()["fields"]
    done = caller.post(f"{API[0]}{issue.pk}/verify/", {"finding": "已经核对过。"}, format="json")
    assert (done.status_code, done.json()["record"]["status"]) == (200, "verified")


def test_a_request_is_assigned_and_opened_through_the_forms(client, by):
    resource = published_resource(by=by)
    request = data_request("accepted", by=by)
    base = f"/admin/catalog/datarequest/{request.pk}/step/"
    client.force_login(by.authority)
    assert (
        client.post(
            f"{base}assign/", {"bureau": by.provider.pk, "idempotency_key": "a"}
        ).status_code
        == 302
    )
    client.force_login(by.clerk)
    given = {"resource": resource.pk, "opinion": "已经开放，每月更新。", "idempotency_key": "b"}
    assert client.post(f"{base}open_data/", given).status_code == 302
    request.refresh_from_db()
    assert (request.status, request.resource, request.outcome) == ("opened", resource, "opened")


@pytest.mark.parametrize(
    "spelling", ["{url}", "https://data.example{url}", "{pk}", " {name} ", "{code}"]
)
def test_the_resource_that_answers_a_request_is_pasted(client, by, spelling):
    resource = published_resource(by=by)
    request = data_request("assigned", by=by)
    client.force_login(by.clerk)
    given = spelling.format(
        url=resource.get_absolute_url(), pk=resource.pk, name=resource.name, code=resource.code
    )
    url = f"/admin/catalog/datarequest/{request.pk}/step/open_partly/"
    words = {"opinion": "部分开放，明细除外。", "idempotency_key": "b"}
    assert client.post(url, words | {"resource": given}).status_code == 302
    request.refresh_from_db()
    assert request.resource == resource


@pytest.mark.parametrize("given", ["没有的资源", "99999", "/catalog/99999/", "9" * 40, "\x00", ""])
def test_a_resource_that_cannot_be_found_is_told_in_words(client, by, given):
    request = data_request("assigned", by=by)
    hidden = draft_resource()
    client.force_login(by.clerk)
    url = f"/admin/catalog/datarequest/{request.pk}/step/open_data/"
    for each in (given, str(hidden.pk)):
        words = {"opinion": "已经开放，请使用。", "resource": each, "idempotency_key": "b"}
        assert client.post(url, words).status_code == 400
    request.refresh_from_db()
    assert request.status == "assigned"


def test_the_authority_finds_what_is_overdue(client, by):
    issue = quality_issue("accepted", by=by)
    client.force_login(by.authority)
    assert issue.number not in text(client.get(LISTS[0], {"overdue": "yes"}))
    assert issue.number in text(client.get(LISTS[0], {"overdue": "no"}))
    with time_machine.travel("2026-03-24T09:00+08:00", tick=False):
        client.force_login(by.authority)
        assert issue.number in text(client.get(LISTS[0], {"overdue": "yes"}))


def test_cases_wait_in_the_inbox_of_who_owes_the_next_step(client, by):
    issue, request = quality_issue(by=by), data_request(by=by, title="充电桩空闲情况")
    client.force_login(by.clerk)
    home = text(client.get(reverse("admin:index")))
    assert "受理质量问题" in home
    assert issue.resource_name in home
    assert "受理开放需求" not in home
    client.force_login(by.authority)
    home = text(client.get(reverse("admin:index")))
    assert "受理开放需求" in home
    assert request.title in home


def test_the_contact_is_shown_while_there_is_work_and_only_hinted_at_afterwards(client, by):
    issue = quality_issue("marked", by=by)
    url = f"/admin/catalog/qualityissue/{issue.pk}/change/"
    auditor = person(Role.AUDITOR)
    for user, shown in ((by.clerk, True), (by.authority, True), (auditor, False)):
        client.force_login(user)
        page = text(client.get(url))
        assert ("13812345678" in page) == shown
        assert ("138****5678" in page) != shown
    issues.verify(issue, actor=by.clerk, on=DAY, finding="已经核对过。")
    issues.reject(issue, actor=by.clerk, on=DAY, reason="没有错误。")
    issues.unmark(issue, actor=by.clerk, on=DAY)
    issues.close(issue, actor=by.clerk, on=DAY)
    client.force_login(by.clerk)
    assert "13812345678" not in text(client.get(url))


def test_a_file_and_its_name_go_the_way_of_the_contact(client, by):
    file = SimpleUploadedFile("王小明的截图.png", b"x")
    issue = quality_issue("accepted", by=by, file=file)
    record = f"/admin/catalog/qualityissue/{issue.pk}/"
    url = reverse("file", args=["catalog.qualityissue", issue.pk, "file"])
    # The last answer is closed, and with it the connection of the test.
    for user, status in ((person(Role.AUDITOR), 404), (by.clerk, 200)):
        client.force_login(user)
        pages = [text(client.get(f"{record}{page}/")) for page in ("change", "history")]
        assert [("王小明" in page) for page in pages] == [status == 200] * 2
        answer = client.get(url)
        assert answer.status_code == status
    answer.close()


def test_no_list_export_or_answer_of_the_api_tells_a_contact(client, by):
    issue, request = quality_issue("accepted", by=by), data_request("accepted", by=by)
    contacts = (issue.contact, request.contact)
    for user in (by.clerk, by.authority, person(Role.AUDITOR), person(Role.OPERATOR)):
        client.force_login(user)
        pages = [text(client.get(url)) for url in LISTS]
        pages += [text(client.get(f"{url}export/", {"format": "csv"})) for url in LISTS]
        pages += [text(client.get(url)) for url in API]
        found = text(client.get("/admin/search/", {"q": issue.contact}))
        assert issue.number not in found
        assert not [contact for contact in contacts for page in pages if contact in page]
    client.force_login(by.clerk)
    assert client.get(LISTS[0], {"contact": issue.contact}).status_code in (302, 400)
    assert client.get(LISTS[0], {"contact__startswith": "138"}).status_code in (302, 400)


def test_exports_hold_the_rows_of_the_list(client, by):
    quality_issue("accepted", by=by)
    quality_issue("accepted")
    client.force_login(by.clerk)
    sheet = text(client.get(f"{LISTS[0]}export/", {"format": "csv", "status__exact": "accepted"}))
    assert sheet.count("质-2026-") == 1
    assert "已受理" in sheet
    assert AuditEvent.objects.filter(action__endswith="export").exists()


def test_staff_of_another_bureau_find_no_case_in_the_working_site(client, by):
    issue, request = quality_issue("accepted", by=by), data_request("assigned", by=by)
    client.force_login(person(Role.PROVIDER))
    for url, case in zip(LISTS, (issue, request), strict=True):
        assert case.number not in text(client.get(url))
        assert client.get(f"{url}{case.pk}/change/").status_code in (403, 404)


def test_the_ranking_puts_livelihood_first_and_leads_to_the_rows(client, by):
    for n in range(3):
        data_request("filed", by=by, title=f"第{n}项", theme="文化旅游")
    data_request("accepted", by=by, title="民生项", theme="医疗卫生")
    data_request("filed", by=by, title="未定项", theme="")
    client.force_login(by.authority)
    page = text(client.get(DEMAND))
    assert page.index("医疗卫生") < page.index("文化旅游")
    assert "主题未定" in page
    narrowed = text(client.get(LISTS[1], {"theme": "医疗卫生", "is_livelihood__exact": "1"}))
    assert "民生项" in narrowed
    assert "第0项" not in narrowed
    assert "未定项" in text(client.get(LISTS[1], {"theme": ""}))


def test_lists_ask_as_often_for_twenty_as_for_two(client, by):
    client.force_login(by.authority)
    resource = published_resource(by=by)
    counted = []
    for n in (2, 18):
        for each in range(n):
            quality_issue("accepted", by=by, resource=resource, description=f"第{n}{each}处不对。")
            data_request("assigned", by=by, title=f"第{n}{each}项")
        urls = (*LISTS, DEMAND, *API)
        for url in urls:
            client.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert {client.get(url).status_code for url in urls} == {200}
        counted.append(len(queries))
    assert counted[0] == counted[1]


@pytest.mark.parametrize(
    ("made", "words"),
    [(quality_issue, "description"), (data_request, "purpose")],
)
def test_the_page_of_taking_up_shows_what_was_filed_and_that_it_becomes_public(
    client, by, made, words
):
    case = made(by=by)
    client.force_login(by.clerk if made is quality_issue else by.authority)
    record = f"/admin/catalog/{case._meta.model_name}/{case.pk}/step"
    page = text(client.get(f"{record}/accept/"))
    assert getattr(case, words) in page
    assert "向所有人公开" in page
    declining = text(client.get(f"{record}/decline/"))
    assert getattr(case, words) in declining
    assert "向所有人公开" not in declining
