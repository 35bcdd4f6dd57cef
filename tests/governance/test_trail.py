"""The audit trail: complete, canonical, append-only (I-33)."""

import json

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.models import User
from governance.canonical import sha256
from governance.models import AuditEvent, DeadlineRule
from governance.trail import Origin, coming_from
from tests.factories.people import person


@pytest.fixture
def clerk(db: None) -> User:
    return person(username="clerk", name="林审核员")


def test_an_event_keeps_what_its_actor_and_subject_were_called(clerk: User) -> None:
    rule = DeadlineRule.objects.get(key="reg.accept")
    event = AuditEvent.objects.record(
        "governance.deadlinerule.look", rule, actor=clerk, reason="核对"
    )
    clerk.name = "改名"
    assert (event.actor_name, event.subject_label) == ("林审核员", "登记受理（3 个工作日）")


def test_the_stored_text_is_what_was_hashed(clerk: User) -> None:
    event = AuditEvent.objects.record("x.y.z", None, actor=clerk, changes={"名称": ["旧", "新"]})
    event.refresh_from_db()
    assert event.payload_sha256 == sha256(event.payload)
    told = json.loads(event.payload)
    assert told["changes"] == {"名称": ["旧", "新"]}
    assert told["uuid"] == str(event.uuid)


def test_an_event_knows_its_request_and_door(clerk: User) -> None:
    with coming_from(Origin("admin")) as source:
        event = AuditEvent.objects.record("x.y.z", None, actor=clerk)
    assert (event.door, event.request_id) == ("admin", source.request_id)


def test_i_33_python_refuses_to_change_or_delete_an_event(clerk: User) -> None:
    event = AuditEvent.objects.record("x.y.z", None, actor=clerk)
    for attempt in (
        event.save,
        event.delete,
        AuditEvent.objects.all().delete,
        lambda: AuditEvent.objects.update(reason="另一个理由"),
    ):
        with pytest.raises(TypeError, match="只能追加"):
            attempt()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE governance_auditevent SET reason = 'x'",
        "DELETE FROM governance_auditevent",
        "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE governance_auditevent CASCADE",
    ],
)
def test_i_33_the_database_refuses_it_too(clerk: User, statement: str) -> None:
    AuditEvent.objects.record("x.y.z", None, actor=clerk)
    with (
        pytest.raises(DatabaseError, match="只能追加"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_a_governed_table_refuses_a_commit_without_an_event() -> None:
    with pytest.raises(DatabaseError, match="没有留下审计记录"):
        DeadlineRule.objects.create(
            key="x", name="试", number=1, unit=DeadlineRule.Unit.DAY, starts_at="今天", source="无"
        )
    assert not DeadlineRule.objects.filter(key="x").exists()


@pytest.mark.django_db(transaction=True)
def test_an_event_of_the_same_transaction_lets_the_commit_through_over_savepoints() -> None:
    clerk = User.objects.service_account("clerk")
    with transaction.atomic():
        with transaction.atomic():
            rule = DeadlineRule.objects.create(
                key="x",
                name="试",
                number=1,
                unit=DeadlineRule.Unit.DAY,
                starts_at="今天",
                source="无",
            )
        AuditEvent.objects.record("x.y.z", rule, actor=clerk)
    assert DeadlineRule.objects.filter(key="x").exists()


@pytest.mark.django_db(transaction=True)
def test_an_event_of_an_earlier_transaction_does_not_count() -> None:
    clerk = User.objects.service_account("clerk")
    AuditEvent.objects.record("x.y.z", None, actor=clerk)
    with pytest.raises(DatabaseError, match="没有留下审计记录"):
        DeadlineRule.objects.create(
            key="x", name="试", number=1, unit=DeadlineRule.Unit.DAY, starts_at="今天", source="无"
        )
