"""Steps: their order of questions, repeated requests, refusals on record, and twenty people at once."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections

from accounts.models import Role
from catalog.models import DataResource
from catalog.workflow import resources
from governance.errors import KeyReused, NotPermitted, ReasonMissing, Refusal, WrongState
from governance.models import AuditEvent, IdempotencyKey
from governance.policies import is_known
from governance.transitions import Transition, offered_steps_of, step, steps
from tests.database import arranging
from tests.factories.catalog import at_desk, desk, draft_resource, submitted_resource
from tests.factories.people import person


@pytest.mark.django_db
def test_an_outsider_learns_nothing_about_the_state() -> None:
    resource = draft_resource()
    with pytest.raises(NotPermitted):
        resources.publish(resource, actor=person(Role.OPERATOR))


@pytest.mark.django_db
def test_the_state_is_asked_before_the_reason() -> None:
    by = desk()
    resource = draft_resource(provider=by.provider)
    with pytest.raises(WrongState, match="当前为“草稿”，不能退回修改"):
        resources.return_for_revision(resource, actor=by.authority)


@pytest.mark.django_db
def test_a_missing_reason_leaves_all_as_it_was() -> None:
    by = desk()
    resource = submitted_resource(by=by)
    before = AuditEvent.objects.count()
    with pytest.raises(ReasonMissing, match="请填写理由"):
        resources.return_for_revision(resource, actor=by.authority, reason="  ")
    resource.refresh_from_db()
    assert resource.status == DataResource.Status.SUBMITTED
    assert AuditEvent.objects.count() == before


@pytest.mark.django_db
def test_a_refusal_is_on_record_with_the_one_who_tried() -> None:
    resource, outsider = draft_resource(), person(Role.OPERATOR)
    with pytest.raises(NotPermitted):
        resources.submit(resource, actor=outsider)
    event = AuditEvent.objects.about(resource).filter(outcome="refused").get()
    assert (event.action, event.actor) == ("catalog.dataresource.submit", outsider)


@pytest.mark.django_db
def test_the_event_tells_the_change_and_its_clause() -> None:
    by = desk()
    resource = draft_resource(provider=by.provider)
    event = resources.submit(resource, actor=by.clerk)
    assert event.changes["status"] == ["draft", "submitted"]
    assert event.legal_basis == "809号 第十六条"
    assert resource.version == 2


@pytest.mark.django_db
def test_the_same_request_twice_acts_once() -> None:
    by = desk()
    resource = draft_resource(provider=by.provider)
    first = resources.submit(resource, actor=by.clerk, idempotency_key="k1")
    again = resources.submit(resource, actor=by.clerk, idempotency_key="k1")
    assert first == again
    assert IdempotencyKey.objects.count() == 1


@pytest.mark.django_db
def test_a_key_stands_for_one_request_of_one_person() -> None:
    by = desk()
    resource = draft_resource(provider=by.provider)
    resources.submit(resource, actor=by.clerk, idempotency_key="k1")
    other = draft_resource(provider=by.provider, name="另一项")
    with pytest.raises(KeyReused):
        resources.submit(other, actor=by.clerk, idempotency_key="k1")
    resources.submit(other, actor=by.other_clerk, idempotency_key="k1")


@pytest.mark.django_db
def test_a_refused_request_may_be_sent_again_with_its_key() -> None:
    by = desk()
    resource = draft_resource(provider=by.provider, abstract="")
    with pytest.raises(Refusal, match="还缺少：摘要"):
        resources.submit(resource, actor=by.clerk, idempotency_key="k1")
    resource.abstract = "补上了"
    resource.save()
    resources.submit(resource, actor=by.clerk, idempotency_key="k1")
    assert resource.status == DataResource.Status.SUBMITTED


def test_a_procedure_lists_its_steps_in_order() -> None:
    verbs = [each.transition.verb for each in offered_steps_of(DataResource)]
    assert verbs[:3] == ["submit", "publish", "return_for_revision"]


def test_every_step_names_a_known_permission_and_ends_with_no_full_stop() -> None:
    for each in steps():
        assert is_known(each.transition.permission), each
        assert not str(each.transition.label).endswith("。")


def test_an_action_is_declared_once() -> None:
    taken = next(iter(steps())).transition
    with pytest.raises(ValueError, match="declared twice"):
        step(
            Transition(
                action=taken.action, label="x", sources=frozenset(), target=None, permission="x"
            )
        )(lambda subject: None)


@pytest.mark.django_db(transaction=True)
def test_of_twenty_at_once_one_wins() -> None:
    with arranging():
        resource = draft_resource()
        by = at_desk(resource)

    def attempt(number: int) -> Any:
        try:
            return resources.submit(resource, actor=by.clerk)
        except Refusal as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(attempt, range(20)))
    won = [each for each in answers if isinstance(each, AuditEvent)]
    assert len(won) == 1
    assert all(isinstance(each, WrongState) for each in answers if each not in won)
    connection.ensure_connection()
    assert (
        AuditEvent.objects.filter(action="catalog.dataresource.submit", outcome="done").count() == 1
    )
