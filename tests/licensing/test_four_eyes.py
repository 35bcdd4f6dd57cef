"""Whoever edited a text does not approve it, and a decision covers only the text that lay before the meeting."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import models

from governance import edits
from governance.errors import NotPermitted
from governance.models import AuditEvent
from governance.policies import explain, holds
from licensing.models import CollectiveDecision, Licence, LicenceChange
from licensing.workflow import changes, licences
from tests.factories.changes import draft_change
from tests.factories.licensing import draft_licence, licence_in_force
from tests.factories.risks import draft_assessment
from tests.factories.schemes import (
    START,
    Parties,
    deliberated_scheme,
    draft_decision,
    draft_scheme,
    parties,
    signed_decision,
)
from tests.factories.selections import draft_selection
from tests.licensing.refusals import refused

pytestmark = pytest.mark.django_db
Make = Callable[[Parties], Any]
Result = CollectiveDecision.Result


def unsigned_decision(by: Parties) -> CollectiveDecision:
    return draft_decision(by=by, scheme=deliberated_scheme(by=by))


TEXTS: list[tuple[Make, str, str, str]] = [
    (lambda by: draft_licence(by=by), "decider", "content", "decide activate"),
    (lambda by: draft_change(by=by), "decider", "grounds", "decide effect"),
    (
        lambda by: draft_selection(by=by),
        "decider",
        "name",
        "publish announce conclude settle",
    ),
    (lambda by: draft_scheme(by=by), "supervisor", "name", "review"),
    (
        lambda by: draft_assessment(licence=draft_licence(by=by), by=by),
        "decider",
        "",
        "confirm return",
    ),
    (unsigned_decision, "second_supervisor", "opinions", "sign"),
]


def edit(record: models.Model, actor: Any, field: str = "") -> None:
    """Through the one door of edits."""
    if field:
        setattr(record, field, f"{getattr(record, field)}改")
    edits.save(record, actor=actor)


@pytest.mark.parametrize(
    ("make", "colleague", "field", "steps"), TEXTS, ids=[f"{each[3]}" for each in TEXTS]
)
def test_who_edited_a_text_does_not_approve_it(
    make: Make, colleague: str, field: str, steps: str
) -> None:
    by = parties()
    record, editor = make(by), getattr(by, colleague)
    model = type(record)
    permissions = [f"licensing.{step}_{model._meta.model_name}" for step in steps.split()]
    assert [each for each in permissions if holds(editor, each, record)] == permissions
    edit(record, editor, field)
    for each in permissions:
        assert not holds(editor, each, record)
        assert not model._default_manager.permitted(editor, each).filter(pk=record.pk).exists()
        assert any("修改" in clause for clause in explain(editor, each, record).clauses)


def test_an_attempt_to_edit_that_was_refused_bars_nobody() -> None:
    by = parties()
    change = draft_change(by=by)
    AuditEvent.objects.record(
        "licensing.licencechange.change", change, actor=by.decider, outcome="refused"
    )
    assert holds(by.decider, "licensing.decide_licencechange", change)


def test_the_step_itself_refuses_who_edited_the_agreement() -> None:
    by = parties()
    licence = draft_licence(by=by)
    edit(licence, by.decider, "content")
    signed_decision(by=by, licence=licence)
    with pytest.raises(NotPermitted, match="修改的协议须由他人登记决策"):
        licences.decide_licence(licence, actor=by.decider, on=START)


def test_who_puts_a_change_into_effect_may_still_lift_a_suspension() -> None:
    """The trail tells of the licence's new values as an edit; the text was not his."""
    by = parties()
    licence = licence_in_force(by=by)
    AuditEvent.objects.record("licensing.licence.change", licence, actor=by.supervisor)
    assert holds(by.supervisor, "licensing.reinstate_licence", licence)
    assert not holds(by.supervisor, "licensing.activate_licence", licence)


def a_licence(by: Parties) -> Licence:
    return draft_licence(by=by)


def a_change(by: Parties) -> LicenceChange:
    return draft_change(by=by)


MATTERS = [(a_licence, "content"), (a_change, "grounds")]


def decide(record: Licence | LicenceChange, by: Parties) -> None:
    """Whichever of the two it is."""
    if isinstance(record, Licence):
        licences.decide_licence(record, actor=by.decider, on=START)
    else:
        changes.decide_change(record, actor=by.decider, on=START)


def meet(record: Licence | LicenceChange, by: Parties, **over: Any) -> None:
    """The implementing body decides on the text."""
    licence = record if isinstance(record, Licence) else record.licence
    signed_decision(by=by, licence=licence, **over)


@pytest.mark.parametrize(("make", "field"), MATTERS)
def test_an_edit_after_the_meeting_takes_its_decision_away(make: Make, field: str) -> None:
    by = parties()
    record = make(by)
    meet(record, by)
    edit(record, by.drafter, field)
    with refused("文本又有修改", "请按修改后的文本重新决策"):
        decide(record, by)
    meet(record, by)
    decide(record, by)
    assert record.status == "decided"


@pytest.mark.parametrize(("make", "field"), MATTERS)
def test_an_edit_before_the_meeting_is_what_it_decided_on(make: Make, field: str) -> None:
    by = parties()
    record = make(by)
    edit(record, by.drafter, field)
    meet(record, by)
    decide(record, by)
    assert record.status == "decided"


@pytest.mark.parametrize(("make", "field"), MATTERS)
def test_what_passed_with_changes_is_changed_after_the_meeting(make: Make, field: str) -> None:
    by = parties()
    record = make(by)
    meet(record, by, result=Result.PASSED_WITH_CHANGES, conditions="补充使用限制。")
    edit(record, by.drafter, field)
    decide(record, by)
    assert record.status == "decided"


def test_a_change_proposed_after_the_meeting_was_not_decided_there() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    signed_decision(by=by, licence=licence)
    change = LicenceChange(
        licence=licence, grounds="双方协商一致。", effective_on=START, new_content="增加服务。"
    )
    edits.save(change, actor=by.drafter)
    with refused("文本又有修改"):
        decide(change, by)
