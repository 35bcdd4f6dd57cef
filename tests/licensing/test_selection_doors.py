"""Each step of selecting through each door leaves the same event; a hidden record does not exist at any of them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from governance.models import AuditEvent
from governance.transitions import Step, steps_of
from licensing.models import Candidate, RelatedParty, Scorer, Selection, SelectionChallenge
from tests.factories import related
from tests.factories import selections as made
from tests.factories.people import person
from tests.factories.schemes import START, Parties, parties
from tests.licensing.selecting import evaluation_time
from tests.licensing.test_selection_states import STATES

__all__ = ("evaluation_time",)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evaluation_time")]
NOUNS = {
    Selection: "selections",
    Candidate: "candidates",
    Scorer: "scorers",
    SelectionChallenge: "selection-challenges",
    RelatedParty: "related-parties",
}
Act = Callable[[Step, Any, Any, dict[str, Any]], None]


def verdicts(record: Candidate) -> dict[str, Any]:
    return {f"verdict_{each.pk}": "met" for each in record.selection.conditions.all()}


def points(record: Candidate) -> dict[str, Any]:
    return {f"points_{each.pk}": "20" for each in record.selection.criteria.all()}


#: Verb → (state to begin with, who acts, what is given).
CASES: dict[type, dict[str, tuple[str, str, Callable[[Any], dict[str, Any]]]]] = {
    Selection: {
        "submit": ("draft", "drafter", lambda record: {}),
        "return": ("submitted", "decider", lambda record: {}),
        "close": ("open", "decider", lambda record: {}),
        "appoint": ("evaluating", "decider", lambda record: {"judge": fresh(), "ends_on": made.CONCLUDED}),
        "fail": ("evaluating", "decider", lambda record: {}),
        "cancel": ("open", "decider", lambda record: {}),
        "challenge": ("result_notice", "seller", lambda record: {
            "real_name": "苏二", "contact": "0000-1", "claim": "评分有误。", "grounds": "少计。"}),
        "promote": ("result_notice", "decider", lambda record: {"result_no": "递补一号"}),
    },
    Candidate: {
        "withdraw": ("submitted", "seller", lambda record: {}),
        "return": ("submitted", "decider", lambda record: {"credit": "请换新的。"}),
        "examine": ("submitted", "decider", verdicts),
    },
    Scorer: {
        "declare": ("appointed", "judge", lambda record: {
            "has_conflict": "0", "statement": "已核对。", "signature": record.judge.name}),
        "dismiss": ("clear", "decider", lambda record: {}),
    },
    SelectionChallenge: {
        "uphold": ("raised", "decider", lambda record: {}),
        "dismiss": ("raised", "decider", lambda record: {}),
    },
    RelatedParty: {
        "disclose": ("draft", "seller", lambda record: {}),
        "confirm": ("disclosed", "supervisor", lambda record: {}),
        "return": ("disclosed", "supervisor", lambda record: {}),
        "end": ("confirmed", "seller", lambda record: {"holds_to": START}),
    },
}  # fmt: skip
ROWS = [
    pytest.param(model, verb, id=f"{model.__name__}-{verb}")
    for model, verbs in CASES.items()
    for verb in verbs
]


def fresh() -> str:
    """Somebody who may judge."""
    return str(person().username)


def wire(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def by_api(step: Step, record: Any, user: Any, given: dict[str, Any]) -> None:
    client = Client()
    client.force_login(user)
    sent = {name: wire(value) for name, value in given.items()} | {"reason": "经核实。"}
    address = f"/api/v1/{NOUNS[type(record)]}/{record.pk}/{step.transition.verb}/"
    answer = client.post(address, sent, content_type="application/json")
    assert answer.status_code == 200, answer.content.decode()


def by_admin(step: Step, record: Any, user: Any, given: dict[str, Any]) -> None:
    client = Client()
    client.force_login(user)
    sent = {name: wire(value) for name, value in given.items()} | {
        "reason": "经核实。",
        "idempotency_key": "",
    }
    address = f"/admin/licensing/{record._meta.model_name}/{record.pk}/step/{step.transition.verb}/"
    assert client.get(address).status_code == 200
    answer = client.post(address, sent)
    assert answer.status_code == 302, answer.content.decode()


def actor_of(by: Parties, who: str, record: Any) -> Any:
    if who == "judge":
        return record.judge
    if who == "seller" and isinstance(record, Candidate):
        return record.created_by
    return getattr(by, who)


@pytest.mark.parametrize(("model", "verb"), ROWS)
def test_the_same_event_through_every_door(model: Any, verb: str) -> None:
    state, who, asked = CASES[model][verb]
    step = next(each for each in steps_of(model) if each.transition.verb == verb)
    accounts = []
    for act in (by_api, by_admin):
        by = parties()
        record = STATES[model][state](by=by)
        act(step, record, actor_of(by, who, record), asked(record))
        record.refresh_from_db()
        event = AuditEvent.objects.about(record).filter(action=step.transition.action).latest("id")
        accounts.append((event.outcome, event.reason, event.legal_basis, record.status))
    assert accounts[0] == accounts[1]
    assert accounts[0][0] == "done"
    assert accounts[0][2]


def test_a_judge_scores_at_the_desk_and_by_machine() -> None:
    by = parties()
    selection = made.examined_selection(by=by)
    step = next(each for each in steps_of(Candidate) if each.transition.verb == "score")
    for act, candidate in zip(
        (by_api, by_admin), selection.candidates.order_by("pk"), strict=False
    ):
        judge = made.clear_judge(selection, by=by)
        act(step, candidate, judge.judge, points(candidate))
        assert candidate.scores.filter(scorer=judge).count() == 3


def test_the_result_is_announced_and_the_agreement_drawn_up_at_the_desk() -> None:
    by = parties()
    selection = made.scored_selection(by=by)
    announce, conclude, draw_up = (
        next(each for each in steps_of(Selection) if each.transition.verb == verb)
        for verb in ("announce", "conclude", "draw_up")
    )
    by_admin(announce, selection, by.decider, {"result_no": "云采中〔2026〕1号"})
    with time_machine.travel(f"{made.CONCLUDED} 12:00+08:00"):
        by_admin(conclude, selection, by.decider, {})
        by_admin(draw_up, selection, by.drafter, {"starts_on": made.CONCLUDED + timedelta(days=9)})
        assert selection.licences.get().operator == by.operator


@pytest.mark.parametrize("model", STATES, ids=lambda model: model.__name__)
def test_a_hidden_record_does_not_exist_at_any_door(model: Any) -> None:
    by, stranger = parties(), made.bidder().clerk
    record = next(iter(STATES[model].values()))(by=by)
    client = Client()
    client.force_login(stranger)
    assert client.get(f"/api/v1/{NOUNS[model]}/{record.pk}/").status_code == 404
    for page in ("change/", "history/"):
        answer = client.get(f"/admin/licensing/{model._meta.model_name}/{record.pk}/{page}")
        assert answer.status_code in {403, 404}
        assert str(record) not in answer.content.decode()


def test_machines_apply_without_seeing_others() -> None:
    by = parties()
    selection = made.open_selection(by=by)
    other = made.submitted_candidate(by=by, selection=selection, bidder=made.bidder())
    client = Client()
    client.force_login(by.seller)
    with time_machine.travel(f"{START + made.LATER} 12:00+08:00"):
        client.force_login(by.seller)
        sent = {"selection": selection.pk, "organisation": by.operator.pk, "name": by.operator.name,
                "uscc": by.operator.uscc}  # fmt: skip
        made_one = client.post("/api/v1/candidates/", sent, content_type="application/json")
        assert made_one.status_code == 201, made_one.content.decode()
        listed = client.get("/api/v1/candidates/").json()["results"]
        assert [each["id"] for each in listed] == [made_one.json()["id"]]
        assert client.get(f"/api/v1/candidates/{other.pk}/").status_code == 404
        stolen = sent | {"organisation": other.organisation_id, "uscc": other.uscc}
        assert client.post(
            "/api/v1/candidates/", stolen, content_type="application/json"
        ).status_code in {400, 403}


@pytest.mark.parametrize(("model", "factory"), [
    (Selection, made.announced_selection), (Candidate, made.admitted_candidate),
    (RelatedParty, related.disclosed_relation),
], ids=("selection", "candidate", "relation"))  # fmt: skip
def test_lists_and_records_open_and_export_at_the_desk(model: Any, factory: Any) -> None:
    by = parties()
    record = factory(by=by)
    client = Client()
    client.force_login(by.supervisor)
    name = model._meta.model_name
    for address in (
        reverse(f"admin:licensing_{name}_changelist"),
        reverse(f"admin:licensing_{name}_change", args=[record.pk]),
    ):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "导出" in answer.content.decode() or record.pk
