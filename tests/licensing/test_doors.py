"""Each step through each door — function, machine interface, admin site — leaves the same event."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.test import Client

from accounts.models import Role
from governance.models import AuditEvent
from governance.transitions import Step, offered_steps_of, steps_of
from licensing.models import (
    Capability,
    CollectiveDecision,
    Delivery,
    Licence,
    LicenceChange,
    Product,
    Scheme,
    Undertaking,
)
from tests.database import past_the_triggers
from tests.factories.exits import reported
from tests.factories.licensing import judged
from tests.factories.people import person
from tests.factories.products import contract
from tests.factories.schemes import START, Parties, filing, parties, scan, signed_decision
from tests.licensing.people import who_may
from tests.licensing.refusals import rewrite
from tests.licensing.test_states import BY_NO_ROLE, STATES

pytestmark = pytest.mark.django_db

NOUNS = {
    Scheme: "schemes",
    CollectiveDecision: "collective-decisions",
    Licence: "licences",
    LicenceChange: "licence-changes",
    Product: "products",
    Delivery: "deliveries",
    Capability: "capabilities",
}
INPUT: dict[str, Callable[[Parties, Any], dict[str, Any]]] = {
    "licensing.scheme.file": lambda by, record: filing(by, START),
    "licensing.scheme.correct": lambda by, record: {"field": "demand", "text": "更正后的需求。"},
    "licensing.scheme.strike": lambda by, record: {"scope": list(record.scope.all())},
    "licensing.collectivedecision.strike": lambda by, record: {"members": [record.members.last()]},
    "licensing.licence.file": lambda by, record: filing(by, START),
    "licensing.licence.sign": lambda by, record: {"agreement": scan("协议.pdf"), "signed_on": START},
    "licensing.licence.undertake": lambda by, record: {"undertakings": list(Undertaking.values)},
    "licensing.licencechange.sign": lambda by, record: {"agreement": scan("补充协议.pdf"), "signed_on": START},
    "licensing.licencechange.file": lambda by, record: filing(by, START),
    "licensing.licence.suspend": lambda by, record: {"until": START + timedelta(days=9)},
    "licensing.collectivedecision.sign": lambda by, record: {"file": scan(), "signed_on": START},
    "licensing.product.review_security": lambda by, record: judged("security"),
    "licensing.product.review_conformity": lambda by, record: judged("conformity"),
    "licensing.product.revise": lambda by, record: {"edition": "2.0"},
    "licensing.product.suspend": lambda by, record: {"until": START + timedelta(days=9)},
    "licensing.product.announce_end": lambda by, record: {
        "last_service_on": START + timedelta(days=40), "closing_notice": "停止服务，请改用新接口。",
    },
    "licensing.product.deliver": lambda by, record: contract(contract_no="一号", customer_code="91110000600037341L"),
    "licensing.delivery.end": lambda by, record: {"ended_on": START},
}  # fmt: skip
#: What must have happened besides the state.
BEFORE: dict[str, Callable[[Parties, Any], Any]] = {
    "licensing.scheme.approve": lambda by, record: signed_decision(by=by, scheme=record),
    "licensing.scheme.reject": lambda by, record: signed_decision(
        by=by, scheme=record, result="rejected"
    ),
    "licensing.licence.decide": lambda by, record: signed_decision(by=by, licence=record),
    "licensing.licence.renew": lambda by, record: nearly_over(record),
    "licensing.licencechange.decide": lambda by, record: signed_decision(
        by=by, licence=record.licence
    ),
    "licensing.product.put_on_sale": lambda by, record: reviews(by, record),
    "licensing.licence.close": lambda by, record: reported(record.exit, by=by),
    "licensing.product.begin_registration": lambda by, record: person(Role.REGISTRY),
}
#: Steps whose time has not come on the day of the factories, those that no role carries, and those of new editions
#: (test_product_editions.py).
LATER = {
    "licensing.licence.expire", "licensing.product.release", "licensing.product.take_edition",
    "licensing.delivery.redevelop", *BY_NO_ROLE,
}  # fmt: skip
STEPS = [
    pytest.param(model, step, id=step.transition.action)
    for model in STATES
    for step in offered_steps_of(model)
    if step.transition.action not in LATER and not step.transition.is_consequence
]


def nearly_over(record: Licence) -> None:
    """As if it had been signed for a term that soon ends."""
    with past_the_triggers():
        rewrite(record, ends_on=START + timedelta(days=30))


def reviews(by: Parties, record: Product) -> None:
    """Both reviews passed."""
    for kind, actor in (("security", by.decider), ("conformity", by.supervisor)):
        step = next(each for each in steps_of(Product) if each.transition.verb == f"review_{kind}")
        step(record, actor=actor, on=START, **judged(kind))


def wire(value: Any) -> Any:
    """A value as a form sends it."""
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, list):
        return [wire(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def by_function(step: Step, record: Any, user: Any, given: dict[str, Any]) -> None:
    """The Python door."""
    step(record, actor=user, on=START, reason="经核实。", **given)


def by_api(step: Step, record: Any, user: Any, given: dict[str, Any]) -> None:
    """The machines' door: JSON, or form data where there is a file."""
    client = Client()
    client.force_login(user)
    sent = {name: wire(value) for name, value in given.items()} | {"reason": "经核实。"}
    address = f"/api/v1/{NOUNS[type(record)]}/{record.pk}/{step.transition.verb}/"
    has_file = any(isinstance(value, SimpleUploadedFile) for value in sent.values())
    answer = (
        client.post(address, sent)
        if has_file
        else client.post(address, sent, content_type="application/json")
    )
    assert answer.status_code == 200, answer.content.decode()


def by_admin(step: Step, record: Any, user: Any, given: dict[str, Any]) -> None:
    """The officials' door."""
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


DOORS = {"python": by_function, "api": by_api, "admin": by_admin}
#: Fields that name rows of the one record: equal in kind, not in value.
OWN = {"decision", "agreement", "file", "number", "serial", "signed_by", "submitted_by"}


def told(event: AuditEvent) -> dict[str, Any]:
    """What an event tells, without what belongs to the one record."""
    changes = {name: "…" if name in OWN else change for name, change in event.changes.items()}
    return {
        "action": event.action,
        "outcome": event.outcome,
        "reason": event.reason,
        "legal_basis": event.legal_basis,
        "changes": changes,
    }


@time_machine.travel(f"{START} 12:00:00+08:00", tick=False)
@pytest.mark.parametrize(("model", "step"), STEPS)
def test_the_same_event_through_every_door(model: Any, step: Step) -> None:
    state = sorted(step.transition.sources)[0]
    accounts = []
    for act in DOORS.values():
        by = parties()
        record = STATES[model][state](by=by)
        action = step.transition.action
        BEFORE.get(action, lambda by, record: None)(by, record)
        given = INPUT.get(action, lambda by, record: {})(by, record)
        act(step, record, who_may(step, by), given)
        accounts.append(told(AuditEvent.objects.about(record).filter(action=action).latest("id")))
    assert accounts[0] == accounts[1] == accounts[2]
    assert accounts[0]["action"] == step.transition.action
    assert accounts[0]["legal_basis"]


@time_machine.travel(f"{START} 12:00:00+08:00", tick=False)
@pytest.mark.parametrize("model", STATES, ids=lambda model: model.__name__)
def test_a_hidden_record_does_not_exist_at_any_door(model: Any) -> None:
    by, stranger = parties(), parties().seller
    record = next(iter(STATES[model].values()))(by=by)
    client = Client()
    client.force_login(stranger)
    step = steps_of(model)[0]
    hidden = client.post(
        f"/api/v1/{NOUNS[model]}/{record.pk}/{step.transition.verb}/",
        {},
        content_type="application/json",
    )
    absent = client.post(
        f"/api/v1/{NOUNS[model]}/987654/{step.transition.verb}/",
        {},
        content_type="application/json",
    )
    assert (hidden.status_code, hidden.content) == (absent.status_code, absent.content)
    assert hidden.status_code == 404
    home = f"/admin/licensing/{model._meta.model_name}/"
    for page in ("change/", "history/", f"step/{step.transition.verb}/"):
        hidden, absent = client.get(f"{home}{record.pk}/{page}"), client.get(f"{home}987654/{page}")
        assert hidden.status_code == absent.status_code
        assert hidden.status_code in {403, 404}
        assert str(record) not in hidden.content.decode()


@time_machine.travel(f"{START} 12:00:00+08:00", tick=False)
def test_machines_are_told_403_409_and_400() -> None:
    by = parties()
    licence = STATES[Licence]["in_force"](by=by)
    client = Client()
    client.force_login(by.seller)
    address = f"/api/v1/licences/{licence.pk}/"
    body = {"until": (START + timedelta(days=9)).isoformat(), "reason": "试"}
    json = "application/json"
    assert client.post(f"{address}suspend/", body, content_type=json).status_code == 403
    client.force_login(by.supervisor)
    assert client.post(f"{address}suspend/", {"reason": "试"}, content_type=json).status_code == 400
    assert (
        client.post(f"{address}suspend/", body | {"reason": ""}, content_type=json).status_code
        == 400
    )
    assert (
        client.post(f"{address}reinstate/", {"reason": "试"}, content_type=json).status_code == 409
    )
    assert client.post(f"{address}suspend/", body, content_type=json).status_code == 200
    assert client.post(f"{address}suspend/", body, content_type=json).status_code == 409


@time_machine.travel(f"{START} 12:00:00+08:00", tick=False)
def test_one_key_acts_once() -> None:
    by = parties()
    licence = STATES[Licence]["in_force"](by=by)
    client = Client()
    client.force_login(by.supervisor)
    address = f"/api/v1/licences/{licence.pk}/suspend/"
    body = {"until": (START + timedelta(days=9)).isoformat(), "reason": "核查。"}
    sent = {"content_type": "application/json", "headers": {"Idempotency-Key": "k-1"}}
    first, again = client.post(address, body, **sent), client.post(address, body, **sent)
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json()["event"] == again.json()["event"]
    assert client.post(address, body | {"reason": "另一个理由。"}, **sent).status_code == 422
