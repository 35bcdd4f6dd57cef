"""The guided way for every kind and state: where an application stands, later kinds, and what the pages weigh."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.guide import journey, tasks
from tests.catalog.guiding import BEGIN, SIGNED, page_of, ready, text
from tests.factories import catalog, registering
from tests.factories.catalog import DAY, desk, published_resource
from tests.pages.reading import inline_code, stray_english

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
