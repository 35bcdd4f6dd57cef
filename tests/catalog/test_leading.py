"""What a record of an application leads on to: the supplement, the number, and only the step that is possible."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from catalog.guide import tasks
from catalog.models import Registration
from catalog.workflow import applications
from governance.transitions import offered_steps_of
from tests.catalog.guiding import page_of, text, word_of
from tests.factories import catalog
from tests.factories.catalog import DAY, desk
from tests.factories.registering import LATER, application_of

pytestmark = pytest.mark.django_db
BACKEND = "governance.backends.PolicyBackend"


@pytest.fixture
def by():
    return desk()


def owed(application):
    return [
        each.transition.verb
        for each in offered_steps_of(type(application))
        if each.is_owed_by(application)
    ]


@pytest.mark.parametrize(
    ("kind", "state", "verbs"),
    [
        ("first", "reviewed", ["give_notice"]),
        ("change", "reviewed", ["give_notice"]),
        ("correction", "reviewed", ["correct"]),
        ("cancellation", "reviewed", ["cancel"]),
        ("renewal", "reviewed", ["assign_code"]),
        ("change", "notice", ["assign_code"]),
        ("correction", "notice", ["correct"]),
        ("cancellation", "notice", ["cancel"]),
    ],
)
def test_only_the_step_that_the_kind_allows_is_owed(by, kind, state, verbs):
    application = (
        catalog.reviewed_application(by=by)
        if kind == "first"
        else application_of(kind, state, by=by)
    )
    with time_machine.travel(f"{LATER + timedelta(days=40)}T09:00+08:00", tick=False):
        assert owed(application) == verbs


def test_nothing_is_owed_while_the_notice_runs(by):
    application = catalog.application_in_notice(by=by)
    with time_machine.travel(f"{DAY}T09:00+08:00", tick=False):
        assert owed(application) == []


def test_the_message_after_coding_tells_the_number_and_leads_to_the_certificate(by, client):
    application = catalog.application_in_notice(by=by)
    day = catalog.day_after_notice(application)
    client.force_login(by.receiver, backend=BACKEND)
    with time_machine.travel(f"{day}T09:00+08:00", tick=False):
        url = page_of(application, "step", "assign_code")
        answer = client.post(url, {"reason": "", "idempotency_key": "a"}, follow=True)
        (message,) = [str(each) for each in answer.context["messages"]]
        coded = Registration.objects.get()
        certificate = reverse("admin:catalog_registration_certificate", args=[coded.pk])
        record = reverse("admin:catalog_registration_change", args=[coded.pk])
        assert f"登记编号为{coded.number}" in message
        assert f'href="{record}"' in message
        assert f'href="{certificate}"' in message
        page = client.get(page_of(application, "change"))
        assert text(page).count(f'<a href="{certificate}">下载登记凭证</a>') >= 1
        assert f'<a href="{record}">登记{coded.number}</a>' in text(page)
        assert client.get(certificate)["Content-Type"] == "application/pdf"


def test_a_name_is_never_markup_in_the_message(by, client):
    resource = catalog.published_resource(by=by, name="<b>粗</b>")
    application = catalog.application_in_notice(by=by, resource=resource)
    day = catalog.day_after_notice(application)
    client.force_login(by.receiver, backend=BACKEND)
    with time_machine.travel(f"{day}T09:00+08:00", tick=False):
        url = page_of(application, "step", "assign_code")
        answer = client.post(url, {"reason": "", "idempotency_key": "a"}, follow=True)
    assert "<b>粗</b>" not in text(answer)


def returned(by, **said):
    application = catalog.submitted_application(by=by)
    applications.return_for_supplement(application, actor=by.receiver, on=DAY, **said)
    return application


def test_a_returned_record_lists_what_is_to_be_mended_and_leads_there(by, client):
    application = returned(by, reason="请附盖章扫描件。", scenario="写明使用单位。")
    client.force_login(by.clerk, backend=BACKEND)
    page = text(client.get(page_of(application, "change")))
    head = page[: page.index("<form", page.index('id="content-main"'))]
    assert "写明使用单位。" in head
    assert "请附盖章扫描件。" in head
    assert f'href="{page_of(application, "block", 6)}"' in head
    assert f'<a class="btn" href="{page_of(application, "tasks")}">逐步填写</a>' in head
    client.force_login(by.receiver, backend=BACKEND)
    seen = text(client.get(page_of(application, "change")))
    assert "写明使用单位。" in seen
    assert page_of(application, "block", 6) not in seen


@pytest.mark.parametrize(
    "said",
    [
        {"reason": "", "evidence": "存证编号有误，请核对。"},
        {"reason": "缺少存证，或者存证编号与存证机构不符，请核对后重新填写。"},
    ],
)
def test_what_is_wrong_with_the_evidence_marks_its_task(by, client, said):
    application = returned(by, **said)
    assert word_of(application, tasks.EVIDENCE) == "需补正"
    assert [each.number for each in tasks.tasks(application) if each.wanted] == [tasks.EVIDENCE]
    client.force_login(by.clerk, backend=BACKEND)
    page = text(client.get(page_of(application, "change")))
    assert page_of(application, "block", tasks.EVIDENCE) in page


def test_the_supplement_page_asks_about_the_evidence(by, client):
    application = catalog.submitted_application(by=by)
    client.force_login(by.receiver, backend=BACKEND)
    page = text(client.get(page_of(application, "step", "return_for_supplement")))
    assert 'name="evidence"' in page
