"""Exits and early ends through every door: function, machines and desk leave the same event; the inbox; the export."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from governance.models import AuditEvent
from governance.transitions import Step, steps_of
from licensing.models import EarlyEnding, EndingKind, Exit, ExitTask
from tests.factories import exits as made
from tests.factories.licensing import licence_in_force
from tests.factories.schemes import START, Parties, parties, scan
from tests.licensing.exit_states import STATES, open_task, opened_exit
from tests.licensing.people import chief
from tests.licensing.test_doors import wire
from tests.licensing.test_inbox import owed

pytestmark = pytest.mark.django_db

NOON = f"{START} 12:00:00+08:00"
NOUNS = {Exit: "exits", ExitTask: "exit-tasks", EarlyEnding: "early-endings"}
NOTICE = {"text": "停止服务。", "stops_on": START + timedelta(days=3)}
INPUT: dict[str, Callable[[], dict[str, Any]]] = {
    "licensing.exit.announce": lambda: NOTICE,
    "licensing.exit.correct_notice": lambda: NOTICE,
    "licensing.exit.report": lambda: {"report": "均已办结。", "report_file": scan("报告.pdf")},
    "licensing.exittask.complete": lambda: {"account": "已办。", "evidence": scan("证明.pdf")},
    "licensing.earlyending.state": lambda: {"statement": "并无此事。"},
}
#: The state in which the step is taken, where it is not the first by name.
STATE = {
    "licensing.exit.correct_notice": "settling",
    "licensing.exit.report": "settling",
    "licensing.earlyending.approve": "heard",
}
#: Steps whose time has not come on the day of the factories.
LATER = {"licensing.earlyending.lapse"}
#: Fields that name rows or persons of the one record.
OWN = {
    "evidence", "report_file", "done_by", "confirmed_by", "reported_by", "decided_by", "statement_file",
}  # fmt: skip
STEPS = [
    pytest.param(model, step, id=step.transition.action)
    for model in NOUNS
    for step in steps_of(model)
    if step.transition.action not in LATER and not step.transition.is_consequence
]


def prepared(model: Any, step: Step, by: Parties) -> Any:
    """A record on which the step is due."""
    action = step.transition.action
    state = STATE.get(action, sorted(step.transition.sources)[0])
    record = STATES[model][state](by=by)
    if action == "licensing.exit.report":
        for task in record.tasks.all():
            made.confirmed(task, by=by)
    record.refresh_from_db()
    return record


def through_api(step: Step, record: Any, user: Any, given: dict[str, Any]) -> None:
    client = Client()
    client.force_login(user)
    sent = {name: wire(value) for name, value in given.items()} | {"reason": "经核实。"}
    address = f"/api/v1/{NOUNS[type(record)]}/{record.pk}/{step.transition.verb}/"
    answer = client.post(address, sent)
    assert answer.status_code == 200, answer.content.decode()


def through_admin(step: Step, record: Any, user: Any, given: dict[str, Any]) -> None:
    client = Client()
    client.force_login(user)
    sent = {name: wire(value) for name, value in given.items()}
    sent |= {"reason": "经核实。", "idempotency_key": ""}
    address = f"/admin/licensing/{record._meta.model_name}/{record.pk}/step/{step.transition.verb}/"
    assert client.get(address).status_code == 200
    answer = client.post(address, sent)
    assert answer.status_code == 302, answer.content.decode()


def by_function(step: Step, record: Any, user: Any, given: dict[str, Any]) -> None:
    step(record, actor=user, on=START, reason="经核实。", **given)


def told(event: AuditEvent) -> dict[str, Any]:
    """What an event tells, without what belongs to the one record."""
    changes = {name: "…" if name in OWN else change for name, change in event.changes.items()}
    return {"action": event.action, "reason": event.reason, "changes": changes}


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(("model", "step"), STEPS)
def test_the_same_event_through_every_door(model: Any, step: Step) -> None:
    accounts = []
    for act in (by_function, through_api, through_admin):
        by = parties()
        record = prepared(model, step, by)
        given = INPUT.get(step.transition.action, dict)()
        act(step, record, chief(by), given)
        events = AuditEvent.objects.about(record).filter(action=step.transition.action)
        accounts.append(told(events.latest("id")))
    assert accounts[0] == accounts[1] == accounts[2]


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize("model", NOUNS, ids=lambda model: model.__name__)
def test_a_hidden_record_does_not_exist_at_any_door(model: Any) -> None:
    by, stranger = parties(), parties().seller
    record = next(iter(STATES[model].values()))(by=by)
    client = Client()
    client.force_login(stranger)
    verb = steps_of(model)[0].transition.verb
    hidden, absent = (
        client.post(f"/api/v1/{NOUNS[model]}/{pk}/{verb}/", {}) for pk in (record.pk, 987654)
    )
    assert (hidden.status_code, hidden.content) == (absent.status_code, absent.content)
    assert hidden.status_code == 404
    assert client.get(f"/api/v1/{NOUNS[model]}/").json()["count"] == 0


@time_machine.travel(NOON, tick=False)
def test_rows_are_not_posted_and_a_case_is() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    client = Client()
    client.force_login(by.seller)
    body = {
        "licence": licence.pk,
        "kind": "application",
        "ground": "other",
        "facts": "转型。",
        "basis": "协议第十二条",
    }
    assert client.post("/api/v1/exits/", {"licence": licence.pk}).status_code in {400, 403, 405}
    assert client.post("/api/v1/early-endings/", body).status_code == 201
    assert client.post("/api/v1/early-endings/", body | {"kind": "breach"}).status_code in {
        400,
        403,
    }
    assert not Exit.objects.exists()


@time_machine.travel(NOON, tick=False)
def test_the_desk_opens_a_case_and_links_to_what_is_left_open() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    client = Client()
    client.force_login(by.supervisor)
    page = client.get("/admin/licensing/earlyending/add/")
    assert page.status_code == 200
    opened = opened_exit(by2 := parties())
    client.force_login(by2.supervisor)
    page = client.get(f"/admin/licensing/licence/{opened.licence_id}/step/close/").content.decode()
    task = opened.tasks.first()
    assert f'href="/admin/licensing/exittask/{task.pk}/change/"' in page
    assert licence.status == "in_force"


@time_machine.travel(NOON, tick=False)
def test_what_waits_for_whom() -> None:
    by = parties()
    opened = opened_exit(by)
    task, access = opened.tasks.get(kind="users"), opened.tasks.get(kind="access")
    assert owed(by.drafter, opened) == {"announce"}
    assert owed(by.seller, task) == {"complete"}
    assert owed(by.drafter, task) == set()
    assert owed(by.drafter, access) == {"complete"}
    assert owed(by.seller, access) == set()
    made.settled(opened, by=by)
    assert owed(by.drafter, opened) == {"report"}
    assert owed(by.supervisor, opened.licence) == set()


@time_machine.travel(NOON, tick=False)
def test_the_regulator_owes_the_closing_once_the_report_is_there() -> None:
    by = parties()
    opened = made.reported(opened_exit(by), by=by)
    assert owed(by.supervisor, opened.licence) == {"close"}
    assert owed(by.drafter, opened.licence) == set()


@time_machine.travel(NOON, tick=False)
def test_a_case_waits_for_the_operator_then_for_the_second_person() -> None:
    by = parties()
    ending = made.notified_ending(licence=licence_in_force(by=by), by=by)
    assert owed(by.seller, ending) == {"state"}
    assert owed(by.supervisor, ending) == set()
    ending = made.heard_ending(licence=licence_in_force(by=by), by=by, kind=EndingKind.BREACH)
    assert owed(by.decider, ending) == {"approve"}
    assert owed(by.drafter, ending) == set()


@time_machine.travel(NOON, tick=False)
def test_evidence_is_handed_to_the_parties_only() -> None:
    by = parties()
    task = made.done(open_task(by), by=by)
    address = f"/files/licensing.exittask/{task.pk}/evidence/"
    client = Client()
    assert client.get(address).status_code == 404
    client.force_login(parties().seller)
    assert client.get(address).status_code == 404


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize("noun", ["exit", "exittask", "stopnotice", "earlyending"])
def test_lists_ask_as_much_for_many_as_for_few(
    noun: str, django_assert_max_num_queries: Any
) -> None:
    by = parties()
    client = Client()
    client.force_login(by.supervisor)
    address = f"/admin/licensing/{noun}/"
    spent = []
    for number in (1, 3):
        for _ in range(number):
            made.announced(opened_exit(by), by=by)
            made.opened_ending(licence=licence_in_force(by=by), by=by)
        client.get(address)
        with django_assert_max_num_queries(60) as asked:
            assert client.get(address).status_code == 200
        spent.append(len(asked))
    assert spent[0] == spent[1]
    made_of = b"".join(client.get(f"{address}export/?format=csv").streaming_content)
    assert "停车出行领域公共数据授权运营" in made_of.decode("utf-8-sig")
