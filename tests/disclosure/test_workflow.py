"""The procedure of disclosure: every state with every step, four eyes, and what stays frozen (I-32)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.models import User
from disclosure import workflow
from disclosure.expiry import raise_obligations
from disclosure.models import Disclosure, DisclosureObligation, Kind
from governance.canonical import sha256
from governance.errors import NotPermitted, Refusal, WrongState
from governance.models import AuditEvent
from governance.transitions import Step
from tests.factories import disclosure as made
from tests.factories.disclosure import RELEASED, TURN, Office, office

pytestmark = pytest.mark.django_db

STATES: dict[str, Callable[[Office], Disclosure]] = {
    "draft": made.draft_disclosure,
    "submitted": made.submitted_disclosure,
    "returned": made.returned_disclosure,
    "published": made.published_disclosure,
    "withdrawn": made.withdrawn_disclosure,
}
STEPS = [
    workflow.refresh,
    workflow.sign,
    workflow.return_for_changes,
    workflow.publish,
    workflow.correct,
    workflow.withdraw,
]


@pytest.fixture
def desk() -> Office:
    return office()


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.transition.verb)
@pytest.mark.parametrize("state", STATES)
def test_every_state_with_every_step(state: str, step: Step, desk: Office) -> None:
    disclosure = STATES[state](desk)
    releasing = step in (workflow.publish, workflow.return_for_changes)
    actor = desk.by.decider if releasing else desk.by.drafter
    before = AuditEvent.objects.filter(outcome="done").count()
    if state in step.transition.sources:
        step(disclosure, actor=actor, on=RELEASED, reason="理由。")
        assert disclosure.status == (step.transition.target or state)
        return
    with pytest.raises((WrongState, NotPermitted)):
        step(disclosure, actor=actor, on=RELEASED, reason="理由。")
    disclosure.refresh_from_db()
    assert disclosure.status == state
    assert AuditEvent.objects.filter(outcome="done").count() == before


def test_who_signed_does_not_release(desk: Office) -> None:
    disclosure = made.submitted_disclosure(desk)
    with pytest.raises(NotPermitted, match="同一人不得既编制又审批"):
        workflow.publish(disclosure, actor=desk.by.drafter, on=RELEASED)


@pytest.mark.parametrize("step", [workflow.return_for_changes, workflow.correct, workflow.withdraw])
def test_what_takes_back_needs_a_reason(step: Step, desk: Office) -> None:
    state = (
        made.submitted_disclosure
        if step is workflow.return_for_changes
        else made.published_disclosure
    )
    disclosure = state(desk)
    actor = desk.by.decider if step is workflow.return_for_changes else desk.by.drafter
    with pytest.raises(Refusal, match="请填写理由"):
        step(disclosure, actor=actor, on=RELEASED, reason=" ")


def test_the_hash_is_that_of_the_published_text(desk: Office) -> None:
    disclosure = made.published_disclosure(desk)
    assert disclosure.sha256 == sha256(disclosure.canonical)
    assert desk.licence.operator.name in disclosure.canonical


FROZEN = (
    "canonical = 'x'",
    "sha256 = 'x'",
    "explanation = 'x'",
    "published_on = '2020-01-01'",
    "status = 'draft'",
)


@pytest.mark.parametrize("change", FROZEN)
def test_i_32_the_database_refuses_to_change_a_release(change: str, desk: Office) -> None:
    disclosure = made.published_disclosure(desk)
    with pytest.raises(DatabaseError, match="已发布的披露不能修改"), transaction.atomic():
        _execute(f"UPDATE disclosure_disclosure SET {change} WHERE id = {disclosure.pk}")


def test_i_32_the_database_refuses_to_delete_a_release(desk: Office) -> None:
    disclosure = made.published_disclosure(desk)
    with pytest.raises(DatabaseError, match="只能撤回"), transaction.atomic():
        _execute(f"DELETE FROM disclosure_disclosure WHERE id = {disclosure.pk}")


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_i_32_a_correction_is_a_new_release_with_its_reason(desk: Office) -> None:
    first = made.published_disclosure(desk)
    frozen = first.canonical
    workflow.correct(first, actor=desk.by.drafter, on=RELEASED, reason="漏列一项产品。")
    second = Disclosure.objects.get(predecessor=first)
    assert (second.release, second.correction_reason) == (2, "漏列一项产品。")
    workflow.sign(second, actor=desk.by.drafter, on=RELEASED)
    workflow.publish(second, actor=desk.by.decider, on=RELEASED)
    first.refresh_from_db()
    assert first.canonical == frozen
    assert first.is_superseded
    assert first.sha256 in second.canonical


def test_a_release_has_one_correction_at_most(desk: Office) -> None:
    first = made.published_disclosure(desk)
    workflow.correct(first, actor=desk.by.drafter, on=RELEASED, reason="漏列。")
    with pytest.raises(Refusal, match="已经有更正版次"):
        workflow.correct(first, actor=desk.by.drafter, on=RELEASED, reason="又漏列。")


def test_obligations_arise_once_for_both_bodies(desk: Office) -> None:
    scheduler = User.objects.service_account("scheduler")
    assert raise_obligations(scheduler, TURN) == 2
    assert raise_obligations(scheduler, TURN) == 0
    owed = DisclosureObligation.objects.filter(licence=desk.licence)
    assert {each.kind for each in owed} == set(Kind)
    assert {each.due_on for each in owed} == {date(2027, 3, 31)}


def test_overdue_is_computed_and_ends_with_a_release(desk: Office) -> None:
    made.published_disclosure(desk)
    late = DisclosureObligation.objects.overdue(date(2027, 4, 1))
    assert [each.kind for each in late] == [Kind.OPERATION]
    assert not DisclosureObligation.objects.overdue(date(2027, 3, 31)).exists()


def test_a_withdrawn_release_no_longer_keeps_the_duty(desk: Office) -> None:
    made.withdrawn_disclosure(desk)
    late: Any = DisclosureObligation.objects.overdue(date(2027, 4, 1))
    assert {each.kind for each in late} == set(Kind)
