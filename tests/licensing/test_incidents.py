"""Incidents: every state × step, grading and terms, who closes, what the database holds together."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from accounts.models import User
from governance.deadlines import due
from governance.errors import NotPermitted, WrongState
from governance.models import AuditEvent
from governance.policies import permissions_of
from governance.transitions import steps_of
from licensing.models import Incident
from licensing.workflow import incidents
from tests.factories.licensing import draft_licence, licence_in_force, product_on_sale
from tests.factories.schemes import START, parties
from tests.factories.supervision import (
    INCIDENT_PATHS,
    WHAT,
    incident,
    incident_arguments,
)
from tests.licensing.people import chief
from tests.licensing.refusals import refused
from tests.licensing.test_doors import DOORS, NOUNS, told
from tests.licensing.test_policies import PERSONS
from tests.licensing.test_states import refused_without_trace

pytestmark = pytest.mark.django_db
NOON = f"{START} 12:00:00+08:00"


@pytest.mark.parametrize("status", INCIDENT_PATHS)
def test_state_by_step(status: str) -> None:
    by = parties()
    record = incident(status, by=by)
    assert record.status == status
    user = chief(by)
    for step in steps_of(Incident):
        if status in step.transition.sources:
            assert step.refusal(record, actor=user) is None, step
        else:
            refused_without_trace(step, record, user)


def test_every_state_is_reached_and_every_step_names_its_clause() -> None:
    assert set(INCIDENT_PATHS) == set(Incident.Status.values)
    left = {source for step in steps_of(Incident) for source in step.transition.sources}
    assert set(Incident.Status.values) - left == {"closed", "dismissed"}
    assert all(str(step.transition.clause) for step in steps_of(Incident))


def given_to(verb: str) -> dict[str, Any]:
    """What the step of this verb is told."""
    return incident_arguments(verb)


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize("step", steps_of(Incident), ids=lambda step: step.transition.action)
def test_the_same_event_through_every_door(step: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(NOUNS, Incident, "incidents")
    state = sorted(step.transition.sources)[0]
    accounts = []
    for act in DOORS.values():
        by = parties()
        record = incident(state, by=by)
        if step.transition.verb == "resolve":
            incidents.measure(record, actor=by.seller, on=START, **given_to("measure"))
        act(step, record, chief(by), given_to(step.transition.verb))
        events = AuditEvent.objects.about(record).filter(action=step.transition.action)
        account = told(events.latest("id"))
        for name in ("resolved_by", "closed_by"):
            account["changes"].pop(name, None)
        accounts.append(account)
    assert accounts[0] == accounts[1] == accounts[2]


PARTICIPANTS = "view add handle"
SUPERVISORS = f"{PARTICIPANTS} lead dismiss close"
TABLE = {
    "author": f"{PARTICIPANTS} lead close",  # reported it himself
    "colleague": SUPERVISORS,
    "authority": SUPERVISORS,
    "operator": PARTICIPANTS,
    "auditor": "view",
}


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize("name", PERSONS)
def test_who_holds_what_on_an_incident(name: str) -> None:
    by = parties()
    record = incident(by=by)
    user = PERSONS[name](by)
    held = {
        permission.removeprefix("licensing.").removesuffix("_incident")
        for permission in permissions_of(Incident)
        if Incident.objects.permitted(user, permission).filter(pk=record.pk).exists()
    }
    assert held == set(TABLE.get(name, "").split())


def test_whoever_resolved_does_not_close() -> None:
    by = parties()
    record = incident("handling", by=by)
    incidents.measure(record, actor=by.decider, on=START, **given_to("measure"))
    incidents.resolve(record, actor=by.decider, on=START, **given_to("resolve"))
    with refused("处置人不得办结", error=NotPermitted):
        incidents.close_incident(record, actor=by.decider, on=START, reason="同意。")
    incidents.close_incident(record, actor=by.supervisor, on=START, reason="同意。")
    assert (record.status, record.closed_by, record.conclusion) == (
        "closed",
        by.supervisor,
        "同意。",
    )


def test_the_database_refuses_one_person_for_both() -> None:
    by = parties()
    record = incident("resolved", by=by)
    with (
        pytest.raises(IntegrityError, match="incident_is_closed_by_another_person"),
        transaction.atomic(),
    ):
        Incident.objects.filter(pk=record.pk).update(closed_by=record.resolved_by)


def test_nobody_calls_his_own_report_a_false_alarm() -> None:
    by = parties()
    record = incident(by=by, actor=by.supervisor)
    with refused("本人报告的事件", error=NotPermitted):
        incidents.dismiss_incident(record, actor=by.supervisor, on=START, reason="误报。")


@pytest.mark.parametrize(
    ("severity", "key"), [(each, key) for each, key in incidents.HANDLE_TERMS.items()]
)
def test_the_term_follows_from_the_severity(severity: str, key: str) -> None:
    by = parties()
    record = incident(by=by)
    assert record.due_rule == "inc.report"
    incidents.take_up(record, actor=by.supervisor, on=START, severity=severity, effect="待查。")
    assert (record.due_rule, record.due_on) == (key, due(key, start=START).on)


def test_a_new_grade_counts_from_when_the_handling_began() -> None:
    by = parties()
    record = incident("handling", by=by)
    later = START + timedelta(days=3)
    incidents.regrade(record, actor=by.supervisor, on=later, reason="扩大。", severity="major")
    assert record.due_on == due("inc.handle_major", start=START).on
    assert record.status == "handling"


def test_a_grave_incident_goes_up_before_it_is_resolved() -> None:
    by = parties()
    record = incident("handling", by=by)
    incidents.regrade(record, actor=by.supervisor, on=START, reason="扩大。", severity="serious")
    incidents.measure(record, actor=by.seller, on=START, **given_to("measure"))
    with refused("较大事件须报告数据主管部门", "较大事件须报告网信部门"):
        incidents.resolve(record, actor=by.seller, on=START, **given_to("resolve"))
    for recipient in ("authority", "cyberspace"):
        told_to = given_to("notify") | {"recipient": recipient}
        incidents.notify(record, actor=by.seller, on=START, **told_to)
    incidents.resolve(record, actor=by.seller, on=START, **given_to("resolve"))
    assert record.status == "resolved"


def test_persons_are_told_or_it_is_said_why_not() -> None:
    by = parties()
    record = incident(by=by)
    taken = given_to("take_up") | {"touches_persons": True}
    incidents.take_up(record, actor=by.supervisor, on=START, **taken)
    incidents.measure(record, actor=by.seller, on=START, **given_to("measure"))
    with refused("涉及个人信息"):
        incidents.resolve(record, actor=by.seller, on=START, **given_to("resolve"))
    why = {"not_told_because": "数据已加密，密钥没有流出，能够有效避免危害。"}
    incidents.resolve(record, actor=by.seller, on=START, **given_to("resolve") | why)
    assert record.not_told_because == why["not_told_because"]


def test_nothing_is_resolved_without_a_measure() -> None:
    by = parties()
    record = incident("handling", by=by)
    with refused("还没有登记处置措施"):
        incidents.resolve(record, actor=by.seller, on=START, **given_to("resolve"))


@pytest.mark.parametrize("days", [-1, 1])
def test_a_measure_lies_between_the_finding_and_today(days: int) -> None:
    by = parties()
    record = incident("handling", by=by)
    day = {"taken_on": START + timedelta(days=days)}
    with refused("日期应在发现事件之日"):
        incidents.measure(record, actor=by.seller, on=START, **given_to("measure") | day)
    with refused("日期应在发现事件之日"):
        told_on = {"told_on": day["taken_on"]}
        incidents.notify(record, actor=by.seller, on=START, **given_to("notify") | told_on)


def test_returned_handling_starts_a_new_term_and_anybody_may_resolve_again() -> None:
    by = parties()
    record = incident("resolved", by=by)
    later = START + timedelta(days=2)
    incidents.return_incident(record, actor=by.supervisor, on=later, reason="原因没有查清。")
    assert (record.status, record.resolved_by) == ("handling", None)
    assert record.due_on == due("inc.handle", start=later).on


def test_the_same_words_are_the_open_incident() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    first = incident(by=by, licence=licence)
    again = incident(by=by, licence=licence)
    assert again == first
    other = incident(by=by, licence=licence, kind="leak")
    assert (first.number, other.number) == ("事件-2026-0001", "事件-2026-0002")
    incidents.dismiss_incident(first, actor=by.supervisor, on=START, reason="误报。")
    assert incident(by=by, licence=licence) != first


def test_the_portal_reports_what_it_finds_itself() -> None:
    by = parties()
    job = User.objects.service_account("scheduler")
    record = incident(by=by, actor=job)
    assert (record.found_by, record.created_by) == ("system", job)
    seller = incident(by=by, licence=record.licence, actor=by.seller, what="自查发现接口被冒用。")
    assert seller.found_by == "operator"
    assert incident(by=parties()).found_by == "supervisor"


def test_outsiders_and_drafts_have_no_incidents() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    with refused("无权", error=NotPermitted):
        incident(by=by, licence=licence, actor=parties().seller)
    with refused("无权", error=NotPermitted):
        incident(by=by, licence=draft_licence(by=by))
    assert not Incident.objects.exists()


def test_a_product_of_another_licence_is_refused_at_the_form_and_by_the_database() -> None:
    by = parties()
    record = incident(by=by)
    stranger = product_on_sale()
    with refused("不属于这份协议", error=Exception):
        incident(by=by, licence=record.licence, product=stranger, what="另一件事。")
    with (
        pytest.raises(IntegrityError, match="incident_product_is_of_its_licence"),
        transaction.atomic(),
    ):
        Incident.objects.filter(pk=record.pk).update(product=stranger)
        connection.check_constraints()


@pytest.mark.parametrize("rows", ["measures", "notices"])
def test_what_was_recorded_stands(rows: str) -> None:
    by = parties()
    record = incident("handling", by=by)
    incidents.measure(record, actor=by.seller, on=START, **given_to("measure"))
    incidents.notify(record, actor=by.seller, on=START, **given_to("notify"))
    row = getattr(record, rows).get()
    with pytest.raises(IntegrityError, match="只能追加"), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(version=9)
    with pytest.raises(IntegrityError, match="只能追加"), transaction.atomic():
        row.delete()


def test_the_finding_does_not_lie_ahead() -> None:
    by = parties()
    with pytest.raises(Exception, match="发现日期不得晚于报告日期"):
        incident(by=by, found_on=START + timedelta(days=1))


def test_a_refusal_of_the_step_leaves_no_rows() -> None:
    by = parties()
    record = incident(by=by)
    with refused("不能登记处置措施", error=WrongState):
        incidents.measure(record, actor=by.seller, on=START, **given_to("measure"))
    assert not record.measures.exists()
    assert record.what == WHAT
