"""Risk assessments and linkage analyses: state × step, person × permission, one event through every door."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from governance.models import AuditEvent
from governance.policies import explain, holds, permissions_of
from governance.transitions import Step, offered_steps_of, steps_of
from licensing.models import IdentifierWord, LinkageAnalysis, LinkageSample, RiskAssessment
from tests.factories.licensing import draft_licence, licence_in_force
from tests.factories.risks import (
    confirmed_assessment,
    done_analysis,
    draft_analysis,
    draft_assessment,
    failed_analysis,
    running_analysis,
    sample,
    submitted_assessment,
    superseded_assessment,
)
from tests.factories.schemes import START, Parties, parties
from tests.licensing import test_doors as doors
from tests.licensing.people import chief
from tests.licensing.test_policies import PERSONS
from tests.licensing.test_states import refused_without_trace

pytestmark = pytest.mark.django_db
NOON = f"{START} 12:00:00+08:00"
Make = Callable[[Parties], Any]


def about_draft(make: Any) -> Make:
    """A record about a licence that is being drafted."""
    return lambda by: make(licence=draft_licence(by=by), by=by)


def sealed(by: Parties) -> LinkageSample:
    """A sample that waits to be counted."""
    licence = draft_licence(by=by)
    analysis = draft_analysis(licence=licence, by=by)
    return sample(analysis, licence.scope.get().resource, "性别\n男", by=by.drafter)


def destroyed(by: Parties) -> LinkageSample:
    """Its bytes are gone."""
    kept = sealed(by)
    steps_of(LinkageSample)[0](kept, actor=by.drafter, on=START, reason="不再需要。")
    return kept


STATES: dict[Any, dict[str, Make]] = {
    RiskAssessment: {
        "draft": about_draft(draft_assessment),
        "submitted": about_draft(submitted_assessment),
        "confirmed": about_draft(confirmed_assessment),
        "superseded": about_draft(superseded_assessment),
    },
    LinkageAnalysis: {
        "draft": about_draft(draft_analysis),
        "running": about_draft(running_analysis),
        "failed": about_draft(failed_analysis),
        "done": about_draft(done_analysis),
    },
    LinkageSample: {"sealed": sealed, "destroyed": destroyed},
}
NOUNS = {
    RiskAssessment: "risk-assessments",
    LinkageAnalysis: "linkage-analyses",
    LinkageSample: "linkage-samples",
}
ROWS = [
    pytest.param(model, state, make, id=f"{model.__name__}-{state}")
    for model, states in STATES.items()
    for state, make in states.items()
]
OFFERED = [
    pytest.param(model, step, id=step.transition.action)
    for model in STATES
    for step in offered_steps_of(model)
]


@pytest.mark.parametrize(("model", "state", "make"), ROWS)
def test_state_by_step(model: Any, state: str, make: Make) -> None:
    assert set(STATES[model]) == set(model.Status.values)
    by = parties()
    record = make(by)
    assert record.status == state
    user, worker = chief(by), User.objects.service_account("worker")
    for step in steps_of(model):
        by_worker = step.transition.permission == "licensing.finish_linkageanalysis"
        actor = worker if by_worker else user
        if state in step.transition.sources:
            assert step.refusal(record, actor=actor) is None, step
        else:
            refused_without_trace(step, record, actor)


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(("model", "step"), OFFERED)
def test_the_same_event_through_every_door(
    model: Any, step: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(doors.NOUNS, model, NOUNS[model])
    own = {
        "analysis",
        "resource_ids",
        "concepts",
        "matrix",
        "submitted_by",
        "confirmed_by",
        "run_by",
    }
    monkeypatch.setattr(doors, "OWN", doors.OWN | own)
    state = sorted(step.transition.sources)[0]
    accounts = []
    for act in doors.DOORS.values():
        by = parties()
        record = STATES[model][state](by)
        act(step, record, chief(by), {})
        events = AuditEvent.objects.about(record).filter(action=step.transition.action)
        accounts.append(doors.told(events.latest("id")))
    assert accounts[0] == accounts[1] == accounts[2]
    assert accounts[0]["legal_basis"]


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize("model", STATES, ids=lambda model: model.__name__)
def test_a_hidden_record_does_not_exist_at_any_door(model: Any) -> None:
    by, stranger = parties(), parties().drafter
    record = next(iter(STATES[model].values()))(by)
    client = Client()
    client.force_login(stranger)
    api = f"/api/v1/{NOUNS[model]}"
    assert client.get(f"{api}/{record.pk}/").content == client.get(f"{api}/987654/").content
    home = f"/admin/licensing/{model._meta.model_name}"
    for page in ("change", "history", *(["report", "table"] if model is LinkageAnalysis else [])):
        assert client.get(f"{home}/{record.pk}/{page}/").status_code == 404


WRITES = "view add change submit supersede renew"
JUDGES = "return confirm supersede"
TABLE: list[Any] = [
    pytest.param(
        STATES[RiskAssessment]["draft"],
        {
            "author": WRITES,
            "colleague": f"{WRITES} return confirm",
            "authority": f"view {JUDGES}",
            "auditor": "view",
        },
        id="draft assessment",
    ),
    pytest.param(
        STATES[RiskAssessment]["confirmed"],
        {
            "author": "view submit supersede renew",
            "colleague": "view submit supersede renew return confirm",
            "authority": f"view {JUDGES}",
            "operator": "view",
            "auditor": "view",
        },
        id="confirmed assessment",
    ),
    pytest.param(
        lambda by: STATES[RiskAssessment]["draft"](by).points.first(),
        {
            "author": "view add change",
            "colleague": "view add change",
            "authority": "view",
            "auditor": "view",
        },
        id="point",
    ),
    pytest.param(
        STATES[LinkageAnalysis]["draft"],
        {
            "author": "view add change run",
            "colleague": "view add change run",
            "authority": "view add change run",
            "auditor": "view",
        },
        id="draft analysis",
    ),
    pytest.param(
        STATES[LinkageAnalysis]["done"],
        {"author": "view run", "colleague": "view run", "authority": "view run", "auditor": "view"},
        id="done analysis",
    ),
    pytest.param(
        sealed,
        {
            "author": "view add change destroy",
            "colleague": "view add change destroy",
            "authority": "view add change destroy",
            "auditor": "view",
        },
        id="sample",
    ),
    pytest.param(
        lambda by: IdentifierWord.objects.first(),
        {
            "author": "view",
            "colleague": "view",
            "other body": "view",
            "authority": "view add change",
            "other authority": "view add change",
            "auditor": "view",
        },
        id="word",
    ),
]


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(("make", "expected"), TABLE)
def test_person_by_permission(make: Make, expected: dict[str, str]) -> None:
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


def test_nobody_downloads_a_sample() -> None:
    by = parties()
    kept = sealed(by)
    client = Client()
    for user in (by.drafter, by.supervisor, chief(by)):
        client.force_login(user)
        assert client.get(f"/files/licensing.linkagesample/{kept.pk}/file/").status_code == 404


def test_the_operator_reads_a_confirmed_assessment_of_his_licence() -> None:
    by = parties()
    assessment = confirmed_assessment(licence=licence_in_force(by=by), by=by)
    client = Client()
    client.force_login(by.seller)
    page = client.get(f"/admin/licensing/riskassessment/{assessment.pk}/change/")
    assert page.status_code == 200
    assert "采取措施后可以" in page.content.decode()
