"""Person × permission: who holds what on selections, applications, judges and challenges, in the states that matter."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import Role
from governance.actors import VISITOR
from governance.policies import holds, permissions_of
from tests.factories import related
from tests.factories import selections as made
from tests.factories.people import person
from tests.factories.schemes import Parties, parties
from tests.licensing.selecting import evaluation_time

__all__ = ("evaluation_time",)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evaluation_time")]

PERSONS: dict[str, Callable[[Parties], Any]] = {
    "visitor": lambda by: VISITOR,
    "author": lambda by: by.drafter,
    "colleague": lambda by: by.decider,
    "other body": lambda by: person(Role.IMPLEMENTING_BODY),
    "authority": lambda by: by.supervisor,
    "other authority": lambda by: person(Role.AUTHORITY),
    "applicant": lambda by: by.seller,
    "competitor": lambda by: person(Role.OPERATOR),
    "evaluator": lambda by: person(Role.EVALUATOR),
    "auditor": lambda by: person(Role.AUDITOR),
}
CONDUCT = "submit appoint cancel draw_up close"
APPROVE = "publish announce conclude settle"
PUBLIC = dict.fromkeys(PERSONS, "view")
WORKING = {"author": f"view {CONDUCT}", "colleague": f"view {CONDUCT} {APPROVE}"}
DRAFT = {
    "author": f"view add change {CONDUCT}",
    "colleague": f"view add change {CONDUCT} {APPROVE}",
    "authority": "view",
    "auditor": "view",
}
ON_NOTICE = {who: f"{rights} challenge" for who, rights in (PUBLIC | WORKING).items()}
HAND_IN = "submit withdraw"
SETTLE = {"colleague": "settle"}
SEALED = {"applicant": f"view {HAND_IN}"} | SETTLE
OPEN_DRAFT = {"applicant": f"view add change {HAND_IN}"} | SETTLE
UNSEALED = {
    "author": "view examine",
    "colleague": "view examine settle",
    "authority": "view",
    "applicant": f"view {HAND_IN}",
    "auditor": "view",
}
TO_MEND = UNSEALED | {"applicant": f"view add change {HAND_IN}"}
CHALLENGE = {"author": "view", "colleague": "view answer", "authority": "view", "auditor": "view"}
JUDGE = {
    "author": "view dismiss",
    "colleague": "view dismiss",
    "authority": "view",
    "auditor": "view",
}
DRAFT_RELATION = {
    "authority": "view add change disclose end check",
    "applicant": "view add change disclose end",
    "auditor": "view",
}
DISCLOSED = {
    "authority": "view disclose end check",
    "applicant": "view disclose end",
    "auditor": "view",
}
CASES: dict[str, tuple[Callable[..., Any], dict[str, str]]] = {
    "draft selection": (made.draft_selection, DRAFT),
    "submitted selection": (made.submitted_selection, {
        "author": f"view {CONDUCT}", "colleague": f"view {CONDUCT} {APPROVE}", "authority": "view",
        "auditor": "view",
    }),
    "open selection": (made.open_selection, PUBLIC | WORKING),
    "selection with a result": (made.announced_selection, ON_NOTICE),
    "draft application": (made.draft_candidate, OPEN_DRAFT),
    "sealed application": (made.submitted_candidate, SEALED),
    "opened application": (made.opened_candidate, UNSEALED),
    "returned application": (made.returned_candidate, TO_MEND),
    "challenge": (lambda by: made.raise_challenge(made.announced_selection(by=by)), CHALLENGE),
    "judge": (lambda by: made.appointed_judge(made.opened_selection(by=by), by=by), JUDGE),
    "draft relation": (related.draft_relation, DRAFT_RELATION),
    "disclosed relation": (related.disclosed_relation, DISCLOSED),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_person_by_permission(name: str) -> None:
    factory, expected = CASES[name]
    by = parties()
    record = factory(by=by)
    model = record._meta.model_name
    permissions = permissions_of(type(record))
    found = {}
    for who, make in PERSONS.items():
        user = make(by)
        held = [each for each in permissions if holds(user, each, record)]
        listed = [
            each
            for each in permissions
            if type(record).objects.permitted(user, each).filter(pk=record.pk)
        ]
        assert held == listed
        found[who] = {each.partition(".")[2].removesuffix(f"_{model}") for each in held}
    assert found == {who: set(expected.get(who, "").split()) for who in PERSONS}


def test_a_judge_sees_admitted_applications_only_after_signing() -> None:
    by = parties()
    selection = made.examined_selection(by=by)
    candidate = selection.candidates.first()
    scorer = made.appointed_judge(selection, by=by)
    user = scorer.judge
    assert holds(user, "licensing.declare_scorer", scorer)
    assert not holds(user, "licensing.view_candidate", candidate)
    made.declare(scorer)
    assert holds(user, "licensing.view_candidate", candidate)
    assert holds(user, "licensing.score_candidate", candidate)
    colleague = made.clear_judge(selection, by=by).judge
    assert not holds(colleague, "licensing.declare_scorer", scorer)


def test_scores_are_the_judges_own_until_the_result_is_out() -> None:
    by = parties()
    selection = made.scored_selection(by=by)
    scorer = selection.scorers.first()
    score = scorer.scores.first()
    others = (by.decider, by.supervisor, person(Role.AUDITOR))
    assert holds(scorer.judge, "licensing.view_score", score)
    assert not any(holds(each, "licensing.view_score", score) for each in others)
    announced = made.announced_selection(by=by)
    shown = announced.scorers.first().scores.first()
    assert all(holds(each, "licensing.view_score", shown) for each in others)
    assert not holds(by.seller, "licensing.view_score", shown)


def test_what_a_cancelled_selection_received_stays_sealed() -> None:
    by = parties()
    candidate = made.submitted_candidate(by=by)
    from_open = candidate.selection
    made.selections.cancel_selection(
        from_open, actor=by.decider, on=made.START, reason="方案需要调整。"
    )
    assert not holds(by.decider, "licensing.view_candidate", candidate)
    assert holds(by.seller, "licensing.view_candidate", candidate)
