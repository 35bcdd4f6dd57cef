"""Every state × every step of selecting: what the tables allow is open, everything else is refused without a trace."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Model

from governance.transitions import steps_of
from licensing.models import Candidate, RelatedParty, Scorer, Selection, SelectionChallenge
from tests.factories import related
from tests.factories import selections as made
from tests.factories.schemes import Parties, parties
from tests.licensing.people import chief
from tests.licensing.selecting import evaluation_time
from tests.licensing.test_states import refused_without_trace

__all__ = ("evaluation_time",)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evaluation_time")]
Factory = Callable[..., Any]


def judge(by: Parties, state: str) -> Scorer:
    """A judge in the state."""
    scorer = made.appointed_judge(made.opened_selection(by=by), by=by)
    if state == "dismissed":
        from_there = next(each for each in steps_of(Scorer) if each.transition.verb == "dismiss")
        from_there(scorer, actor=by.decider, on=made.OPENED, reason="另有公务。")
    elif state != "appointed":
        made.declare(scorer, has_conflict=state == "excluded")
    return scorer


STATES: dict[type[Model], dict[str, Factory]] = {
    Selection: {
        "draft": made.draft_selection,
        "submitted": made.submitted_selection,
        "returned": made.returned_selection,
        "open": made.open_selection,
        "evaluating": made.opened_selection,
        "result_notice": made.announced_selection,
        "challenged": made.challenged_selection,
        "concluded": made.concluded_selection,
        "failed": made.failed_selection,
        "cancelled": made.cancelled_selection,
    },
    Candidate: {
        "draft": made.draft_candidate,
        "submitted": made.opened_candidate,
        "returned": made.returned_candidate,
        "admitted": made.admitted_candidate,
        "rejected": made.rejected_candidate,
        "withdrawn": made.withdrawn_candidate,
        "won": lambda by: made.ranked_candidate(1, by=by),
        "reserved": lambda by: made.ranked_candidate(2, by=by),
        "lost": lambda by: made.ranked_candidate(3, by=by),
    },
    Scorer: {
        state: (lambda by, state=state: judge(by, state))
        for state in ("appointed", "clear", "excluded", "dismissed")
    },
    SelectionChallenge: {
        "raised": lambda by: made.raise_challenge(made.announced_selection(by=by)),
        "upheld": lambda by: made.answered_challenge(by=by, upheld=True),
        "dismissed": lambda by: made.answered_challenge(by=by),
    },
    RelatedParty: {
        "draft": related.draft_relation,
        "disclosed": related.disclosed_relation,
        "returned": related.returned_relation,
        "confirmed": related.confirmed_relation,
        "ended": related.ended_relation,
    },
}
ROWS = [
    pytest.param(model, state, factory, id=f"{model.__name__}-{state}")
    for model, states in STATES.items()
    for state, factory in states.items()
]
#: Steps that belong to one person alone: the judge himself.
PERSONAL = {"licensing.scorer.declare", "licensing.candidate.score"}
ENDS = {
    Selection: {"failed", "cancelled"},
    Candidate: {"rejected", "withdrawn"},
    Scorer: {"excluded", "dismissed"},
    SelectionChallenge: {"upheld", "dismissed"},
    RelatedParty: {"ended"},
}


@pytest.mark.parametrize(("model", "state", "factory"), ROWS)
def test_state_by_step(model: Any, state: str, factory: Factory) -> None:
    by = parties()
    record = factory(by=by)
    assert record.status == state
    user = chief(by)
    for step in steps_of(model):
        if step.transition.action in PERSONAL:
            continue
        if state in step.transition.sources:
            assert step.refusal(record, actor=user) is None or needs_more(step, record), step
        elif step.refusal(record, actor=user).code == "wrong_state":
            refused_without_trace(step, record, user)


def needs_more(step: Any, record: Any) -> bool:
    """Steps of an applicant whom the chief examines too are barred to him: he works there."""
    return step.transition.verb in {"examine", "return", "link"} and isinstance(record, Candidate)


@pytest.mark.parametrize("model", STATES, ids=lambda model: model.__name__)
def test_every_state_has_its_row_and_leads_on_or_is_an_end(model: Any) -> None:
    assert set(STATES[model]) == set(model.Status.values)
    left = {source for step in steps_of(model) for source in step.transition.sources}
    assert set(STATES[model]) - left == ENDS[model]
    for step in steps_of(model):
        assert str(step.transition.clause)
        assert step.rule.__doc__
