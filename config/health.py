"""Is the portal alive, and is it ready: answers for the balancer and the monitor, without any detail."""

from collections.abc import Callable
from datetime import timedelta

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult

_schema_was_current = False
LONGEST_WAIT = timedelta(minutes=10)
LONGEST_TASK = timedelta(hours=1)


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The portal can serve: database, schema and task queue, each in one word; 503 if any is not ready."""
    answers = {name: is_ready(check) for name, check in CHECKS.items()}
    words = {name: "ok" if ready else "unavailable" for name, ready in answers.items()}
    return JsonResponse(words, status=200 if all(answers.values()) else 503)


def is_ready(check: Callable[[], bool]) -> bool:
    """A database that does not answer is an answer too."""
    try:
        return check()
    except DatabaseError:
        return False


def database_answers() -> bool:
    """The cheapest question."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def schema_is_current() -> bool:
    """Every migration of this code is applied; once true it stays true for this process."""
    global _schema_was_current
    if not _schema_was_current:
        executor = MigrationExecutor(connection)
        _schema_was_current = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _schema_was_current


def queue_moves() -> bool:
    """No task waits while no worker takes any; a long task may keep others waiting."""
    now = timezone.now()
    waiting = DBTaskResult.objects.ready().filter(enqueued_at__lt=now - LONGEST_WAIT)
    stalled = waiting.exclude(run_after__range=(now - LONGEST_WAIT, now)).exists()
    return not stalled or DBTaskResult.objects.filter(started_at__gt=now - LONGEST_TASK).exists()


CHECKS = {"database": database_answers, "migrations": schema_is_current, "tasks": queue_moves}
