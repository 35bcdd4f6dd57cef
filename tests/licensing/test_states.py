"""Every state × every step: what the tables allow is open, everything else is refused and leaves no trace."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Model

from governance.errors import WrongState
from governance.models import AuditEvent
from governance.transitions import Step, steps_of
from licensing.models import (
    Capability,
    CollectiveDecision,
    Delivery,
    Licence,
    LicenceChange,
    Product,
    Scheme,
)
from tests.factories import changes as changed
from tests.factories import licensing as made
from tests.factories import products as offered
from tests.factories import schemes as prepared
from tests.factories.schemes import START, parties
from tests.licensing.people import who_may

pytestmark = pytest.mark.django_db

Factory = Callable[..., Any]
STATES: dict[type[Model], dict[str, Factory]] = {
    Scheme: {
        "draft": prepared.draft_scheme,
        "submitted": prepared.submitted_scheme,
        "reviewed": prepared.reviewed_scheme,
        "deliberation": prepared.deliberated_scheme,
        "returned": prepared.returned_scheme,
        "rejected": prepared.rejected_scheme,
        "approved": prepared.approved_scheme,
        "filed": prepared.filed_scheme,
        "closed": prepared.closed_scheme,
        "merged": prepared.merged_change,
    },
    Licence: {
        "draft": made.draft_licence,
        "decided": made.decided_licence,
        "signed": made.signed_licence,
        "filed": made.filed_licence,
        "in_force": made.licence_in_force,
        "suspended": made.suspended_licence,
        "expired": made.expired_licence,
        "terminated": made.terminated_licence,
        "revoked": made.revoked_licence,
        "closed": made.closed_licence,
    },
    LicenceChange: {
        "draft": changed.draft_change,
        "decided": changed.decided_change,
        "signed": changed.signed_change,
        "filed": changed.filed_change,
        "effective": changed.effective_change,
        "withdrawn": changed.withdrawn_change,
    },
    Product: {
        "draft": made.draft_product,
        "in_review": made.product_in_review,
        "returned": made.returned_product,
        "on_sale": made.product_on_sale,
        "suspended": offered.suspended_product,
        "released": offered.released_edition,
        "withdrawn": made.withdrawn_product,
    },
    Delivery: {"running": offered.delivery, "ended": offered.ended_delivery},
    Capability: {
        "draft": offered.draft_capability,
        "published": offered.published_capability,
        "withdrawn": offered.withdrawn_capability,
    },
    CollectiveDecision: {
        "draft": lambda by: prepared.draft_decision(
            by=by, scheme=prepared.deliberated_scheme(by=by)
        ),
        "signed": lambda by: prepared.signed_decision(
            by=by, scheme=prepared.deliberated_scheme(by=by)
        ),
    },
}
#: Rights that no role carries: given by name, or the daily work's own; their tests are with their procedures.
BY_NO_ROLE = {"licensing.licence.cosign", "licensing.licence.remind"}
#: The operator does not see an agreement that nobody has decided on: there is nothing to refuse by its state.
UNSEEN = {("licensing.licence.undertake", "draft")}
ROWS = [
    pytest.param(model, state, factory, id=f"{model.__name__}-{state}")
    for model, states in STATES.items()
    for state, factory in states.items()
]


@pytest.mark.parametrize("model", STATES, ids=lambda model: model.__name__)
def test_every_state_has_its_row(model: Any) -> None:
    assert set(STATES[model]) == set(model.Status.values)


@pytest.mark.parametrize(("model", "state", "factory"), ROWS)
def test_state_by_step(model: Any, state: str, factory: Factory) -> None:
    by = parties()
    record = factory(by=by)
    assert record.status == state
    for step in steps_of(model):
        if step.transition.action in BY_NO_ROLE or (step.transition.action, state) in UNSEEN:
            continue
        user = who_may(step, by)
        if state in step.transition.sources:
            assert step.refusal(record, actor=user) is None, step
        else:
            refused_without_trace(step, record, user)


def refused_without_trace(step: Step, record: Any, user: Any) -> None:
    """409, the row as it was, nothing in the ledger."""
    before = type(record).objects.values().get(pk=record.pk)
    events = AuditEvent.objects.count()
    with pytest.raises(WrongState) as refusal:
        step(record, actor=user, on=START, reason="试办。")
    assert str(refusal.value.message).endswith("。")
    assert str(record.get_status_display()) in str(refusal.value.message)
    assert type(record).objects.values().get(pk=record.pk) == before
    assert AuditEvent.objects.count() == events


def test_every_state_leads_on_or_is_an_end() -> None:
    ends = {
        Scheme: {"closed", "merged"},
        Licence: {"closed"},
        LicenceChange: {"effective", "withdrawn"},
        Product: {"withdrawn", "released"},
        Delivery: set(),
        Capability: {"withdrawn"},
        CollectiveDecision: {"signed"},
    }
    for model, states in STATES.items():
        left = {source for step in steps_of(model) for source in step.transition.sources}
        assert set(states) - left == ends[model]


@pytest.mark.parametrize("model", STATES, ids=lambda model: model.__name__)
def test_every_step_names_its_clause(model: Any) -> None:
    for step in steps_of(model):
        assert str(step.transition.clause)
        assert step.rule.__doc__
