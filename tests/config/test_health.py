"""The monitor's questions are answered truthfully, and without detail."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from config import health


def test_a_living_process_needs_no_database(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_a_portal_that_can_serve_is_ready(client: Client) -> None:
    answer = client.get("/readyz")
    assert answer.json() == {"database": "ok", "migrations": "ok", "tasks": "ok"}
    assert answer.status_code == 200


@pytest.mark.django_db
def test_a_database_that_fails_is_told_in_one_word(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> bool:
        raise DatabaseError("password=secret")

    monkeypatch.setitem(health.CHECKS, "database", fails)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["database"] == "unavailable"
    assert "secret" not in answer.content.decode()


@pytest.mark.django_db
def test_a_migration_that_is_missing_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_schema_was_current", False)
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda *_: ["accounts.0099"])
    assert not health.schema_is_current()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("waiting", "started", "moves"),
    [
        (timedelta(minutes=1), None, True),
        (timedelta(minutes=11), None, False),
        (timedelta(minutes=11), timedelta(minutes=30), True),  # a long task keeps others waiting
        (timedelta(minutes=11), timedelta(hours=2), False),
    ],
)
def test_a_queue_without_a_worker_is_noticed(
    waiting: timedelta, started: timedelta | None, moves: bool
) -> None:
    now = timezone.now()
    task = _task("READY")
    DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=now - waiting)
    if started is not None:
        DBTaskResult.objects.filter(pk=_task("RUNNING").pk).update(started_at=now - started)
    assert health.queue_moves() is moves


def _task(status: str) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status=status,
        args_kwargs={},
        task_path="governance.imports.tasks.run",
        backend_name="default",
        run_after=timezone.now() - timedelta(days=1),
    )
