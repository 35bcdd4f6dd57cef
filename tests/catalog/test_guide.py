"""The registrant's guided way: from the list of tasks to the receipt, and back again for what is to be mended."""

import re

import pytest
import time_machine
from django.urls import reverse

from catalog.guide import answers, journey, tasks
from catalog.models import RegistrationApplication
from catalog.workflow import applications, registrations
from governance.models import AuditEvent
from tests.catalog.guiding import (
    BEGIN,
    PROOF,
    SIGNED,
    TYPED,
    begun,
    fill,
    filled,
    page_of,
    ready,
    text,
    word_of,
)
from tests.factories.catalog import DAY, day_after_notice, desk, published_resource

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(f"{DAY}T09:00+08:00", tick=False):
        yield


@pytest.fixture
def by():
    return desk()


@pytest.fixture
def clerk(by, client):
    client.force_login(by.clerk, backend="governance.backends.PolicyBackend")
    return client


def test_a_newcomer_registers_a_resource_from_the_tasks_to_the_certificate(by, clerk):
    resource = published_resource(by=by)
    assert BEGIN in text(clerk.get(reverse("admin:catalog_registrationapplication_changelist")))
    assert resource.name in text(clerk.get(BEGIN))
    application = begun(clerk, resource)
    assert (application.registry, application.registrant) == (by.registry, by.provider)
    assert [task.word for task in tasks.tasks(application)] == [
        "已完成", "进行中", "已完成", "进行中", "未开始", "选填，未填写", "未开始", "未开始",
    ]  # fmt: skip
    assert fill(clerk, application, 1, TYPED[1]) == page_of(application, "block", 2)
    for number in (3, 6):
        fill(clerk, application, number, TYPED[number])
    fill(clerk, application, 4, PROOF)
    assert fill(clerk, application, 7, TYPED[7]) == page_of(application, "check")
    assert application.evidence.get().digest == "ab" * 32
    answer = clerk.post(page_of(application, "check"), SIGNED)
    assert answer["Location"] == page_of(application, "done")
    receipt = text(clerk.get(answer["Location"]))
    application.refresh_from_db()
    assert application.status == "submitted"
    for words in (journey.receipt(application), "2026-03-05", "3 个工作日内受理", "0000-12345"):
        assert words in receipt
    walk_to_the_code(application, by)
    progress = text(clerk.get(page_of(application, "progress")))
    assert application.registration.number in progress


def walk_to_the_code(application, by):
    applications.accept(application, actor=by.receiver, on=DAY)
    applications.review(application, actor=by.reviewer, on=DAY)
    registrations.give_notice(application, actor=by.receiver, on=DAY)
    promised = [value for _label, value in answers.public_notice(application)]
    notice = application.notice
    shown = [notice.registrant_name, notice.kind_name, notice.data_name, notice.data_abstract]
    assert promised == shown
    registrations.assign_code(application, actor=by.receiver, on=day_after_notice(application))


def test_each_step_is_the_same_edit_as_at_the_form(by, clerk):
    application = begun(clerk, published_resource(by=by))
    fill(clerk, application, 1, TYPED[1])
    told = AuditEvent.objects.about(application).first()
    assert told.action == "catalog.registrationapplication.change"
    assert told.changes["legal_representative"] == ["", "钱二"]
    assert (told.actor, told.door) == (by.clerk, "admin")


def test_a_page_sent_without_a_change_leaves_no_trace(by, clerk):
    application = begun(clerk, published_resource(by=by))
    version, events = application.version, AuditEvent.objects.about(application).count()
    fill(clerk, application, 2, {})
    assert (application.version, AuditEvent.objects.about(application).count()) == (version, events)


def test_what_is_wanting_is_said_at_its_field_and_what_was_typed_is_kept(by, clerk):
    application = begun(clerk, published_resource(by=by))
    url = page_of(application, "block", 7)
    page = clerk.post(url, filled(clerk.get(url), risk_assessor="测评中心"))
    assert page.status_code == 400
    assert "<title>错误：" in text(page)
    assert 'href="#id_risk_conclusion"' in text(page)
    assert "请填写评估结论。" in text(page)
    application.refresh_from_db()
    assert application.risk_assessor == "测评中心"
    assert word_of(application, 7) == "进行中"


def test_what_cannot_be_read_is_kept_in_the_form(by, clerk):
    application = begun(clerk, published_resource(by=by))
    url = page_of(application, "block", 7)
    page = clerk.post(url, filled(clerk.get(url), risk_assessed_on="二月二十日", later="1"))
    assert page.status_code == 400
    assert 'value="二月二十日"' in text(page)
    assert 'href="#id_risk_assessed_on"' in text(page)


def test_the_draft_is_there_after_signing_out_and_in_again(by, clerk):
    application = begun(clerk, published_resource(by=by))
    url = page_of(application, "block", 6)
    answer = clerk.post(url, filled(clerk.get(url), scenario="停车诱导", later="1"))
    assert answer["Location"] == page_of(application, "tasks")
    clerk.logout()
    clerk.force_login(by.clerk, backend="governance.backends.PolicyBackend")
    assert page_of(application, "tasks") in text(clerk.get(BEGIN))
    assert clerk.get(url).context["form"]["scenario"].value() == "停车诱导"


def test_two_people_at_one_page_do_not_overwrite_each_other(by, clerk):
    application = begun(clerk, published_resource(by=by))
    url = page_of(application, "block", 6)
    mine = filled(clerk.get(url), scenario="我的场景")
    fill(clerk, application, 6, {"scenario": "同事的场景"})
    page = clerk.post(url, mine)
    assert page.status_code == 400
    assert "已被他人修改" in text(page)
    assert "我的场景" in text(page)
    application.refresh_from_db()
    assert application.scenario == "同事的场景"


def test_the_check_tells_what_becomes_public_and_leads_straight_back(by, clerk):
    application = ready(clerk, by)
    page = text(clerk.get(page_of(application, "check")))
    for _label, value in answers.public_notice(application):
        assert value in page
    shown = {
        answer.name: answer.is_public
        for section in answers.sections(application)
        for answer in section.answers
    }
    assert {name for name, is_public in shown.items() if is_public} == {
        "registrant", "data_name", "data_abstract",
    }  # fmt: skip
    link = re.search(r'href="([^"]*block/6/\?back=check)#id_scenario"', page)[1]
    answer = clerk.post(link, filled(clerk.get(link), scenario="诱导和规划"))
    assert answer["Location"] == page_of(application, "check")
    assert "诱导和规划" in text(clerk.get(answer["Location"]))


def test_nothing_is_filed_while_something_is_wanting(by, clerk):
    application = begun(clerk, published_resource(by=by))
    page = clerk.get(page_of(application, "check"))
    assert "还不能提交" in text(page)
    refused = clerk.post(page_of(application, "check"), SIGNED)
    assert refused.status_code == 409
    assert "还缺少" in text(refused)
    application.refresh_from_db()
    assert (application.status, application.internally_reviewed_on) == ("draft", None)


def test_the_undertaking_is_signed_or_nothing_is_filed(by, clerk):
    application = ready(clerk, by)
    page = clerk.post(page_of(application, "check"), SIGNED | {"undertaking_signer": ""})
    assert page.status_code == 400
    assert 'href="#id_undertaking_signer"' in text(page)
    assert "材料齐全，同意提交。" in text(page)
    application.refresh_from_db()
    assert application.status == "draft"


def test_a_colleague_files_what_was_reviewed(by, clerk):
    application = ready(clerk, by)
    answer = clerk.post(page_of(application, "check"), SIGNED | {"review_only": "1"})
    assert answer["Location"] == page_of(application, "tasks")
    clerk.force_login(by.other_clerk, backend="governance.backends.PolicyBackend")
    assert "材料齐全，同意提交。" in text(clerk.get(page_of(application, "check")))
    assert clerk.post(page_of(application, "check"))["Location"] == page_of(application, "done")
    application.refresh_from_db()
    assert (application.internal_reviewer, application.submitted_by) == (by.clerk, by.other_clerk)


def test_filing_twice_files_once(by, clerk):
    application = ready(clerk, by)
    for _time in range(2):
        answer = clerk.post(page_of(application, "check"), SIGNED)
        assert answer["Location"] == page_of(application, "done")
    filed = AuditEvent.objects.filter(action="catalog.registrationapplication.submit")
    assert filed.count() == 1


def test_what_is_to_be_mended_stands_at_its_field(by, clerk):
    application = ready(clerk, by)
    clerk.post(page_of(application, "check"), SIGNED)
    application.refresh_from_db()
    applications.return_for_supplement(
        application, actor=by.receiver, on=DAY, reason="请附盖章扫描件。", scenario="写明使用单位。"
    )
    page = text(clerk.get(page_of(application, "tasks")))
    assert word_of(application, 6) == "需补正"
    assert "写明使用单位。" in page
    assert "请附盖章扫描件。" in page
    block = text(clerk.get(page_of(application, "block", 6)))
    assert block.index("写明使用单位。") < block.index('id="id_scenario"')
    fill(clerk, application, 6, {"scenario": "停车诱导，市城市管理局使用"})
    assert clerk.post(page_of(application, "check"), SIGNED)["Location"] == page_of(
        application, "done"
    )
    application.refresh_from_db()
    assert (application.status, application.submission) == ("submitted", 2)


def test_others_do_not_see_it_and_the_filed_one_is_not_written(by, clerk):
    application = ready(clerk, by)
    clerk.post(page_of(application, "check"), SIGNED)
    refused = clerk.post(page_of(application, "block", 6), {"scenario": "改", "_version": "1"})
    assert refused.status_code == 403
    assert clerk.get(page_of(application, "tasks"))["Location"] == page_of(application, "progress")
    stranger = desk()
    clerk.force_login(stranger.clerk, backend="governance.backends.PolicyBackend")
    for page in ("tasks", "check", "done", "progress"):
        assert clerk.get(page_of(application, page)).status_code == 404
    assert clerk.get(page_of(application, "block", 1)).status_code == 404
    clerk.force_login(by.receiver, backend="governance.backends.PolicyBackend")
    assert clerk.get(page_of(application, "progress")).status_code == 200
    assert clerk.get(BEGIN).status_code == 403


def test_what_is_registered_or_asked_for_is_not_offered_again(by, clerk):
    taken = published_resource(by=by, name="已在办理")
    begun(clerk, taken)
    foreign = published_resource(name="别家的资源")
    for resource in (taken, foreign):
        assert clerk.post(BEGIN, {"resource": resource.pk}).status_code == 403
    for nonsense in ("x", "", "9" * 30):
        assert clerk.post(BEGIN, {"resource": nonsense}).status_code == 403
    assert RegistrationApplication.objects.count() == 1
