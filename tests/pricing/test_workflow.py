"""Every state and every step: what the table of transitions says, and nothing else."""

import pytest
from django.apps import apps

from governance.errors import ReasonMissing, WrongState
from governance.models import AuditEvent
from governance.snapshots import snapshot
from governance.transitions import steps_of
from pricing import workflow
from tests.factories import pricing as made
from tests.factories.pricing import DAY
from tests.pricing.conftest import Market
from tests.pricing.states import ALL_STATES, STATES, actor_of

pytestmark = pytest.mark.django_db
STEPS = [step for model in STATES for step in steps_of(apps.get_model("pricing", model))]


def test_every_state_is_in_the_table() -> None:
    for model, states in STATES.items():
        assert set(states) == set(apps.get_model("pricing", model).Status.values)


def test_every_step_names_its_clause_and_its_words() -> None:
    assert len(STEPS) == len(workflow.__all__) == 14
    for step in STEPS:
        assert step.transition.label
        assert "65号" in str(step.transition.clause)


@pytest.mark.parametrize(("model", "state"), ALL_STATES)
def test_a_step_leads_on_from_its_own_states_only(market: Market, model: str, state: str) -> None:
    record = STATES[model][state](market)
    record.refresh_from_db()
    assert record.status == state
    for step in steps_of(type(record)):
        actor = actor_of(step.transition.action, market)
        before, told = snapshot(record), AuditEvent.objects.about(record).count()
        if state in step.transition.sources:
            assert step.refusal(record, actor=actor) is None, step
            continue
        with pytest.raises(WrongState, match=record.get_status_display()):
            step(record, actor=actor, on=DAY)
        record.refresh_from_db()
        assert snapshot(record) == before
        assert AuditEvent.objects.about(record).count() == told


@pytest.mark.parametrize("step", [each for each in STEPS if each.transition.needs_reason], ids=str)
def test_sending_back_and_taking_back_need_a_reason(market: Market, step) -> None:
    transition = step.transition
    model = transition.model_label.partition(".")[2]
    record = STATES[model][min(transition.sources)](market)
    with pytest.raises(ReasonMissing, match="请填写理由"):
        step(record, actor=actor_of(transition.action, market), on=DAY, reason="  ")


def test_a_survey_without_items_is_not_submitted(market: Market) -> None:
    survey = made.draft_survey(market.desk, licence=market.product.licence, year=2031, items=False)
    with pytest.raises(workflow.surveys.TransitionError, match="还没有成本项"):
        workflow.submit_survey(survey, actor=market.desk.surveyor, on=DAY)


def test_sending_back_takes_the_signatures_with_it(market: Market) -> None:
    revenue = STATES["allowedrevenue"]["signed"](market)
    workflow.return_revenue(revenue, actor=market.desk.countersigner, on=DAY, reason="依据不足。")
    assert (revenue.price_signed_by, revenue.price_signed_on) == (None, None)
    workflow.propose_revenue(revenue, actor=market.desk.surveyor, on=DAY)
    workflow.sign_revenue(revenue, actor=market.desk.signer, on=DAY)
    assert revenue.price_signed_by == market.desk.signer


def test_a_replacement_is_told_as_two_events_of_one_request(market: Market) -> None:
    first = made.reported_cap(market.desk, product=market.product)
    made.set_cap(market.desk, product=market.product, starts_on=DAY.replace(month=9))
    ended = AuditEvent.objects.about(first).first()
    assert ended is not None
    assert ended.action == "pricing.captariff.end"
    assert ended.changes["ends_on"] == [None, "2026-08-31"]
