"""The ledger and the timeliness of registries: what was in time, what late, what runs; figures lead to their rows."""

import csv
import io
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Role
from catalog.guide import journey
from catalog.ledger import BY_KEY, STAGES, Outcome, counted, in_outcome
from catalog.models import RegistrationApplication
from catalog.workflow import applications, registrations
from governance.deadlines import portal_calendar
from tests.factories import catalog
from tests.factories.catalog import DAY, day_after_notice, desk, published_resource
from tests.factories.people import person
from tests.pages.reading import inline_code, stray_english

pytestmark = pytest.mark.django_db
PAGE = "/admin/catalog/registrationapplication/timeliness/"
LIST = "/admin/catalog/registrationapplication/"
#: Three working days after a Monday is a Thursday.
LAST_DAY = date(2026, 3, 5)


@pytest.fixture
def by():
    return desk()


def on(day):
    return time_machine.travel(f"{day}T09:00+08:00", tick=False)


def filed(by, name):
    with on(DAY):
        return catalog.submitted_application(by=by, resource=published_resource(by=by, name=name))


def stands(stage, day):
    rows = RegistrationApplication.objects.all()
    return {
        outcome: number
        for (_registry, outcome), number in counted(rows, BY_KEY[stage], day).items()
    }


def test_accepted_on_the_last_day_is_in_time_and_on_the_next_is_late(by):
    for name, day in (("按期", LAST_DAY), ("超期", LAST_DAY + timedelta(days=1))):
        application = filed(by, name)
        with on(day):
            applications.accept(application, actor=by.receiver)
    assert stands("acceptance", date(2026, 4, 1)) == {"on_time": 1, "late": 1}
    rows = RegistrationApplication.objects.all()
    for wanted, name in ((Outcome.ON_TIME, "按期"), (Outcome.LATE, "超期")):
        found = in_outcome(rows, BY_KEY["acceptance"], wanted, date(2026, 4, 1))
        assert [row.data_name for row in found] == [name]


@pytest.mark.parametrize(
    ("day", "outcome"),
    [(DAY, "open"), (LAST_DAY, "open"), (LAST_DAY + timedelta(days=1), "overdue")],
)
def test_what_waits_is_open_until_its_last_day_is_over(by, day, outcome):
    filed(by, "待受理")
    assert stands("acceptance", day) == {outcome: 1}
    assert stands("review", day) == {}


def test_refused_and_returned_count_as_dealt_with(by):
    for step in (applications.refuse, applications.return_for_supplement):
        application = filed(by, step.__name__)
        with on(LAST_DAY):
            step(application, actor=by.receiver, reason="理由。")
    assert stands("acceptance", LAST_DAY) == {"on_time": 2}


def test_filed_again_counts_anew(by):
    application = filed(by, "补正")
    with on(DAY):
        applications.return_for_supplement(application, actor=by.receiver, reason="补充。")
    again = date(2026, 3, 9)
    with on(again):
        catalog.passed_internal_review(application, by=by, on=again)
        applications.submit(application, actor=by.clerk)
    assert stands("acceptance", again) == {"open": 1}
    assert stands("acceptance", date(2026, 3, 13)) == {"overdue": 1}


def whole_way(by, name):
    application = filed(by, name)
    with on(DAY):
        applications.accept(application, actor=by.receiver)
        applications.review(application, actor=by.reviewer)
        registrations.give_notice(application, actor=by.receiver)
    coded_on = day_after_notice(application)
    with on(coded_on):
        registrations.assign_code(application, actor=by.receiver)
    return application, coded_on


def test_the_whole_way_is_told_stage_by_stage(by):
    _application, coded_on = whole_way(by, "全程")
    assert {stage.key: stands(stage.key, coded_on) for stage in STAGES} == {
        "acceptance": {"on_time": 1},
        "review": {"on_time": 1},
        "cancellation": {},
        "notice": {"on_time": 1},
        "coding": {"on_time": 1},
    }


def test_every_figure_leads_to_exactly_its_rows(by, client):
    whole_way(by, "全程")
    late = filed(by, "超期")
    with on(date(2026, 3, 9)):
        applications.accept(late, actor=by.receiver)
    filed(by, "逾期")
    client.force_login(by.reviewer, backend="governance.backends.PolicyBackend")
    with on(date(2026, 3, 20)):
        page = client.get(PAGE, {"year": "2026"})
        figures = [figure for row in page.context["rows"] for figure in row.figures]
        spans = [span for span in page.context["spans"] if span.query]
        assert sum(span.value for span in spans) == 2
        for figure in [*figures, *spans]:
            listed = client.get(f"{LIST}?{figure.query}")
            assert listed.status_code == 200
            assert listed.context["cl"].result_count == figure.value, figure
    names = {row.registry for row in page.context["rows"]}
    assert names == {by.registry.name}
    acceptance = next(row for row in page.context["rows"] if row.stage == "受理")
    assert [figure.value for figure in acceptance.figures] == [1, 1, 0, 1]
    assert acceptance.kept == 50
    html = page.content.decode()
    assert [*stray_english(html), *inline_code(html)] == []


def test_the_ledger_tells_terms_kept_and_missed(by, client):
    application, coded_on = whole_way(by, "全程")
    late = filed(by, "超期")
    with on(date(2026, 3, 9)):
        applications.accept(late, actor=by.receiver)
    client.force_login(by.reviewer, backend="governance.backends.PolicyBackend")
    with on(coded_on):
        answer = client.get(f"{LIST}export/", {"format": "csv"})
        rows = list(
            csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig")))
        )
        narrowed = client.get(f"{LIST}export/", {"format": "json", "acceptance": "late"})
        told = b"".join(narrowed.streaming_content).decode()
        book = b"".join(client.get(f"{LIST}export/", {"format": "xlsx"}).streaming_content)
    by_name = {row["登记数据名称"]: row for row in rows}
    assert by_name["全程"]["申请编号"] == journey.receipt(application)
    assert by_name["全程"]["登记编号"] == application.registration.number
    assert by_name["全程"]["受理期限"] == "2026-03-05"
    assert by_name["全程"]["受理是否按期"] == "按期办结"
    assert by_name["全程"]["赋码是否按期"] == "按期办结"
    assert by_name["超期"]["受理办结日期"] == "2026-03-09"
    assert by_name["超期"]["受理是否按期"] == "超期办结"
    assert by_name["超期"]["形式审核是否按期"] == "办理中，未到期"
    assert '"acceptance_outcome": "超期办结"' in told
    assert "全程" not in told
    assert book.startswith(b"PK")


def test_only_offices_see_it_and_only_their_own_rows(by, client):
    filed(by, "待受理")
    for user, status in ((by.clerk, 403), (by.receiver, 200), (person(Role.AUDITOR), 200)):
        client.force_login(user, backend="governance.backends.PolicyBackend")
        assert client.get(PAGE).status_code == status
    stranger = desk()
    client.force_login(stranger.receiver, backend="governance.backends.PolicyBackend")
    page = client.get(PAGE)
    assert page.context["rows"] == []
    assert "还没有登记机构收到的申请" in page.content.decode()


@pytest.mark.parametrize(
    "asked", ["acceptance=x", "received=x", "received=99999", "clock=x", "review="]
)
def test_a_filter_that_means_nothing_narrows_nothing(by, client, asked):
    filed(by, "待受理")
    client.force_login(by.receiver, backend="governance.backends.PolicyBackend")
    page = client.get(f"{LIST}?{asked}", follow=True)
    assert page.status_code == 200
    assert page.context["cl"].result_count == 1


def test_the_page_asks_as_often_for_twenty_as_for_two(by, client):
    client.force_login(by.receiver, backend="governance.backends.PolicyBackend")
    questions = []
    for more in (2, 18):
        for n in range(more):
            filed(by, f"停车{more}{n}")
        with on(DAY), CaptureQueriesContext(connection) as queries:
            assert client.get(PAGE).status_code == 200
        questions.append(len(queries))
    assert questions[0] == questions[1]
    assert portal_calendar().between(DAY, LAST_DAY) == 3
