"""A step is offered only when it can succeed; until then its page and every door say why not, in the same words."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils.html import escape

from governance.errors import Refusal
from governance.transitions import Step
from licensing.models import Evaluation
from licensing.workflow import changes, ends, evaluations, inspections, renewals, results
from tests.factories import changes as changed
from tests.factories import evaluations as judged
from tests.factories import inspections as inspected
from tests.factories.licensing import licence_in_force
from tests.factories.schemes import START, Parties, parties
from tests.factories.selections import announced_selection
from tests.licensing.selecting import evaluation_time

__all__ = ("evaluation_time",)
pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def with_an_open_objection(by: Parties) -> Evaluation:
    objection = judged.raised_objection(by=by, licence=licence_in_force(by=by))
    found: Evaluation = objection.evaluation
    return found


CASES: list[tuple[Step, Callable[[Parties], Any], Callable[[Parties], Any], str]] = [
    (ends.expire_licence, lambda by: licence_in_force(by=by), lambda by: by.supervisor, "尚未届满"),
    (
        renewals.renew_licence,
        lambda by: licence_in_force(by=by),
        lambda by: by.drafter,
        "起可以发起",
    ),
    (
        changes.effect_change,
        lambda by: changed.filed_change(by=by, effective_on=START + 90 * DAY),
        lambda by: by.supervisor,
        "起生效",
    ),
    (
        evaluations.publish_evaluation,
        with_an_open_objection,
        lambda by: by.supervisor,
        "异议还没有答复",
    ),
    (
        inspections.report_inspection,
        lambda by: inspected.inspection("under_way", by=by),
        lambda by: inspected.inspector(by),
        "没有结果",
    ),
]


def page(record: Any, actor: Any, on: date) -> str:
    client = Client()
    with time_machine.travel(f"{on} 10:00+08:00", tick=False):
        client.force_login(actor, backend="governance.backends.PolicyBackend")
        meta = record._meta
        answer = client.get(f"/admin/{meta.app_label}/{meta.model_name}/{record.pk}/change/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("step", "make", "find", "words"), CASES, ids=lambda value: getattr(value, "__name__", None)
)
def test_what_cannot_succeed_is_told_and_not_offered(
    step: Step, make: Callable[[Parties], Any], find: Callable[[Parties], Any], words: str
) -> None:
    by = parties()
    record, actor = make(by), find(by)
    on = START + DAY
    why = step.hindrance(record, on=on)
    assert words in why
    if step.refusal(record, actor=actor) is None:
        shown = page(record, actor, on)
        assert escape(why) in shown
        assert f"/{record.pk}/step/{step.transition.verb}/" not in shown
        with pytest.raises(Refusal) as refused:
            step(record, actor=actor, on=on, reason="办理。")
        assert str(refused.value) == why


@pytest.mark.usefixtures("evaluation_time")
def test_a_selection_is_concluded_from_the_day_after_its_notice() -> None:
    by = parties()
    selection = announced_selection(by=by)
    last = selection.result_ends_on
    assert last
    assert last.isoformat() in results.conclude_selection.hindrance(selection, on=last)
    assert results.conclude_selection.hindrance(selection, on=last + DAY) == ""
    results.conclude_selection(selection, actor=by.decider, on=last + DAY)
    assert selection.status == "concluded"


def test_a_step_is_offered_from_its_day_on() -> None:
    by = parties()
    change = changed.filed_change(by=by, effective_on=START + 9 * DAY)
    address = f"/{change.pk}/step/effect/"
    assert address not in page(change, by.supervisor, START + 8 * DAY)
    assert address in page(change, by.supervisor, START + 9 * DAY)
