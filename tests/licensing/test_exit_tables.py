"""Exits and early ends: every state × every step, every person × every permission."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine

from governance.policies import explain, holds, permissions_of
from governance.transitions import steps_of
from licensing.models import EarlyEnding, EndingKind, Exit, ExitTask, StopNotice
from tests.factories.exits import announced, done, heard_ending, opened_ending
from tests.factories.licensing import licence_in_force
from tests.factories.schemes import Parties, parties
from tests.licensing.exit_states import STATES, Factory, open_task, opened_exit
from tests.licensing.people import chief
from tests.licensing.test_policies import NOON, PERSONS
from tests.licensing.test_states import refused_without_trace

pytestmark = pytest.mark.django_db

ROWS = [
    pytest.param(model, state, factory, id=f"{model.__name__}-{state}")
    for model, states in STATES.items()
    for state, factory in states.items()
]
ENDS = {Exit: {"closed"}, ExitTask: set(), EarlyEnding: {"approved", "dropped"}}


@pytest.mark.parametrize("model", STATES, ids=lambda model: model.__name__)
def test_every_state_has_its_row_and_leads_on_or_is_an_end(model: Any) -> None:
    assert set(STATES[model]) == set(model.Status.values)
    left = {source for step in steps_of(model) for source in step.transition.sources}
    assert set(STATES[model]) - left == ENDS[model]
    assert all(str(step.transition.clause) and step.rule.__doc__ for step in steps_of(model))


@pytest.mark.parametrize(("model", "state", "factory"), ROWS)
def test_state_by_step(model: Any, state: str, factory: Factory) -> None:
    by = parties()
    record = factory(by=by)
    record.refresh_from_db()
    assert record.status == state
    user = chief(by)
    for step in steps_of(model):
        if not holds(user, step.transition.permission, record):
            continue  # barred whatever the state: the table of persons tells of it
        if state in step.transition.sources:
            assert step.refusal(record, actor=user) is None, step
        else:
            refused_without_trace(step, record, user)


CASE = "notify lapse approve drop"
TABLE: list[Any] = [
    pytest.param(
        opened_exit,
        {
            "author": "view announce report",
            "colleague": "view announce report",
            "authority": "view return close",
            "operator": "view",
            "auditor": "view",
        },
        id="exit",
    ),
    pytest.param(
        lambda by: done(open_task(by), by=by),
        {
            "author": "view confirm reopen",
            "colleague": "view confirm reopen",
            "authority": "view reopen",
            "operator": "view complete",
            "auditor": "view",
        },
        id="task of the operator",
    ),
    pytest.param(
        lambda by: done(open_task(by, "access"), by=by),
        {
            "author": "view complete reopen",
            "colleague": "view complete reopen",
            "authority": "view confirm reopen",
            "operator": "view",
            "auditor": "view",
        },
        id="task of the body",
    ),
    pytest.param(
        lambda by: opened_ending(licence=licence_in_force(by=by), by=by),
        {
            "author": "view",
            "colleague": "view",
            "authority": f"view add change {CASE}",
            "auditor": "view",
        },
        id="revocation not yet told",
    ),
    pytest.param(
        lambda by: heard_ending(licence=licence_in_force(by=by), by=by, kind=EndingKind.BREACH),
        {
            "author": "view notify lapse drop",
            "colleague": f"view {CASE}",
            "authority": "view",
            "operator": "view state",
            "auditor": "view",
        },
        id="breach heard",
    ),
    pytest.param(
        lambda by: opened_ending(
            licence=licence_in_force(by=by), by=by, kind=EndingKind.APPLICATION
        ),
        {
            "author": "view approve drop",
            "colleague": "view approve drop",
            "authority": "view",
            "operator": "view add change drop",
            "auditor": "view",
        },
        id="application of the operator",
    ),
    pytest.param(
        lambda by: announced(opened_exit(by), by=by).notices.get(),
        dict.fromkeys(PERSONS, "view"),
        id="notice",
    ),
]


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(("make", "expected"), TABLE)
def test_person_by_permission(make: Callable[[Parties], Any], expected: dict[str, str]) -> None:
    by = parties()
    record = make(by)
    model = type(record)
    for name, find in PERSONS.items():
        someone = find(by)
        held = set()
        for permission in permissions_of(model):
            is_held = holds(someone, permission, record)
            assert explain(someone, permission, record).allowed is is_held
            if is_held:
                held.add(permission.partition(".")[2].removesuffix(f"_{model._meta.model_name}"))
        assert held == set(expected.get(name, "").split()), name


def test_who_did_a_task_does_not_confirm_it() -> None:
    by = parties()
    task = done(open_task(by), by=by)
    both = chief(by)
    assert holds(both, "licensing.confirm_exittask", task)
    ExitTask.objects.filter(pk=task.pk).update(done_by=both)
    assert not holds(both, "licensing.confirm_exittask", task)


def test_the_public_reads_notices_only() -> None:
    by = parties()
    announced(opened_exit(by), by=by)
    for model in (Exit, ExitTask, EarlyEnding):
        assert not model.objects.visible_to(PERSONS["visitor"](by)).exists()
    assert StopNotice.objects.visible_to(PERSONS["visitor"](by)).count() == 1
