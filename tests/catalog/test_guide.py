"""The registrant's guided way: from the list of tasks to the receipt, and back again for what is to be mended."""

import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.guide import answers, journey, tasks
from catalog.models import RegistrationApplication
from catalog.workflow import applications, registrations
from governance.models import AuditEvent
from tests.factories import catalog, registering
from tests.factories.catalog import DAY, day_after_notice, desk, published_resource
from tests.pages.reading import inline_code, stray_english

pytestmark = pytest.mark.django_db
BEGIN = "/admin/catalog/registrationapplication/begin/"
#: What a newcomer types on each page, as the portal does not know it yet.
TYPED = {
    1: {"legal_representative": "钱二", "address": "云州市政务中心1号"},
    3: {"volume": "约 2 万条", "provision_mode": "接口"},
    6: {"scenario": "停车诱导"},
    7: {
        "risk_assessor": "云州市信息安全测评中心", "risk_assessed_on": "2026-02-20", "risk_level": "low",
        "risk_conclusion": "风险可控。", "risk_measures": "访问控制和留痕。",
    },
}  # fmt: skip
PROOF = {
    "method": "hash", "number": "2026 0087", "institution": "云州市公证处", "preserved_on": "2026-02-20",
    "algorithm": "sha256", "digest": "AB" * 32,
}  # fmt: skip
SIGNED = {
    "opinion": "材料齐全，同意提交。", "undertaking_signer": "钱二", "undertaking_signed_on": "2026-03-02",
}  # fmt: skip


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


def text(response):
    return response.content.decode()


def page_of(application, page, *more):
    name = f"admin:catalog_registrationapplication_{page}"
    return reverse(name, args=[application.pk, *more])


def filled(page, **typed):
    """What a browser would send of the form on a page, with something typed."""
    form = page.context["form"]
    sent = {
        name: form[name].value() for name in form.fields if form[name].value() not in (None, False)
    }
    shown = {name: form.fields[name].prepare_value(value) for name, value in sent.items()}
    return {**shown, "_version": page.context["record_version"], **typed}


def word_of(application, number):
    return tasks.tasks(application)[number].word


def begun(client, resource):
    answer = client.post(BEGIN, {"resource": resource.pk})
    application = RegistrationApplication.objects.get(resource=resource)
    assert answer["Location"] == page_of(application, "tasks")
    return application


def fill(client, application, number, typed, **more):
    url = page_of(application, "block", number)
    answer = client.post(url, filled(client.get(url), **typed, **more))
    assert answer.status_code == 302, text(answer)
    application.refresh_from_db()
    return answer["Location"]


def ready(client, by):
    application = begun(client, published_resource(by=by))
    for number, typed in {**TYPED, 4: PROOF}.items():
        fill(client, application, number, typed)
    return application


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


PROGRESS = [
    (catalog.submitted_application, "受理", "待受理"),
    (catalog.application_in_review, "形式审核", "形式审核中"),
    (catalog.reviewed_application, "公示", "审核通过"),
    (catalog.application_in_notice, "公示", "公示中"),
    (catalog.returned_application, "提交", "待补正"),
    (catalog.refused_application, "受理", "不属于本机构登记范围。"),
    (catalog.failed_application, "形式审核", "存证编号与存证机构不符。"),
    (catalog.terminated_application, "公示", "经核实，异议成立。"),
]


@pytest.mark.parametrize(("made", "title", "words"), PROGRESS)
def test_the_way_shows_where_it_stands_and_why(by, clerk, made, title, words):
    application = made(by=by)
    (now,) = [stage for stage in journey.stages(application) if stage.is_now]
    assert now.title == title
    assert words in now.words
    assert words in text(clerk.get(page_of(application, "progress")))


def test_the_receipt_number_leads_to_the_application(by, client):
    application = catalog.submitted_application(by=by)
    catalog.submitted_application(by=by, resource=published_resource(by=by, name="另一项"))
    client.force_login(by.receiver, backend="governance.backends.PolicyBackend")
    listed = client.get(
        reverse("admin:catalog_registrationapplication_changelist"),
        {"q": f" {journey.receipt(application)} "},
    )
    assert [row.pk for row in listed.context["cl"].result_list] == [application.pk]


def test_the_pages_are_chinese_light_and_hold_no_code(by, clerk):
    application = ready(clerk, by)
    paths = [BEGIN, *(page_of(application, "block", number) for number in range(8))]
    paths += [page_of(application, page) for page in ("tasks", "check", "progress")]
    for path in paths:
        page = clerk.get(path)
        assert page.status_code == 200, path
        assert [*stray_english(text(page)), *inline_code(text(page))] == [], path
        assert len(page.content) < 60_000, path


def test_beginning_asks_as_often_for_twenty_resources_as_for_two(by, clerk):
    counted = []
    for more in (2, 18):
        for n in range(more):
            published_resource(by=by, name=f"停车{more}{n}")
            catalog.active_registration(
                by=by, resource=published_resource(by=by, name=f"登记{more}{n}")
            )
        with CaptureQueriesContext(connection) as queries:
            assert clerk.get(BEGIN).status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1]


@pytest.mark.parametrize(
    ("kind", "pages"),
    [("cancellation", [0]), ("renewal", list(range(8))), ("change", list(range(8)))],
)
def test_a_later_application_goes_the_same_way(by, clerk, kind, pages):
    application = registering.begun(kind, by=by)
    day = registering.day_of(kind)
    with time_machine.travel(f"{day}T09:00+08:00", tick=False):
        clerk.force_login(by.clerk, backend="governance.backends.PolicyBackend")
        assert [task.number for task in tasks.tasks(application)] == pages
        for number in pages:
            page = clerk.get(page_of(application, "block", number))
            assert page.status_code == 200
            assert stray_english(text(page)) == []
        check = clerk.get(page_of(application, "check"))
        assert "还不能提交" not in text(check)
        signed = SIGNED | {"undertaking_signed_on": str(day)}
        assert clerk.post(page_of(application, "check"), signed)["Location"] == page_of(
            application, "done"
        )
        assert clerk.get(page_of(application, "done")).status_code == 200
        assert clerk.get(page_of(application, "progress")).status_code == 200


def test_from_a_registration_one_comes_to_the_tasks(by, clerk):
    registration = catalog.active_registration(by=by)
    day = registering.day_of("change")
    with time_machine.travel(f"{day}T09:00+08:00", tick=False):
        clerk.force_login(by.clerk, backend="governance.backends.PolicyBackend")
        step = reverse("admin:catalog_registration_step", args=[registration.pk, "begin_change"])
        assert step in text(clerk.get(BEGIN))
        answer = clerk.post(step, {"change_summary": "新增夜间泊位数据。"})
        application = registration.later_applications.get()
        assert answer["Location"] == page_of(application, "tasks")
        assert "新增夜间泊位数据。" in text(clerk.get(page_of(application, "check")))
