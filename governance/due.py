"""Due work: what the passing of time itself does, carried out by a named service account, as often as one likes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from governance import deadlines
from governance.models import AuditEvent
from governance.records import ProcessModel
from governance.snapshots import difference, snapshot

Work = Callable[[Any, date], int]


@dataclass(frozen=True)
class DueWork:
    """One kind of due work: its name, and the function that does it and says how many records it moved."""

    label: str | Promise
    work: Work


_due_work: list[DueWork] = []


def due_work(label: str | Promise) -> Callable[[Work], Work]:
    """Register ``(actor, on) -> count``; it must be idempotent."""

    def declare(work: Work) -> Work:
        _due_work.append(DueWork(label, work))
        return work

    return declare


def run_all(*, actor: Any, on: date) -> list[tuple[str, int]]:
    """Do all due work as of ``on``; return what was done and on how many records."""
    return [(str(each.label), each.work(actor, on)) for each in _due_work]


@due_work(_("按新公布的工作日历重算暂定期限"))
def recompute_provisional_deadlines(actor: Any, on: date) -> int:
    """Count provisional dates again: the year they reach into may have been published since."""
    models = (model for model in apps.get_models() if issubclass(model, ProcessModel))
    return sum(
        _recompute(row, actor)
        for model in models
        for row in model.objects.filter(due_is_provisional=True)
    )


@transaction.atomic
def _recompute(row: ProcessModel, actor: Any) -> int:
    locked = type(row)._base_manager.select_for_update().get(pk=row.pk)
    if not locked.due_is_provisional or locked.clock_started_on is None:
        return 0
    before = snapshot(locked)
    due = deadlines.due(
        locked.due_rule, start=locked.clock_started_on, region_code=locked.deadline_region_code
    )
    if due.is_provisional:
        return 0
    locked.due_on, locked.due_is_provisional = due.on, False
    locked.save(update_fields=["due_on", "due_is_provisional"])
    changes = difference(before, snapshot(locked))
    AuditEvent.objects.record("governance.deadline.recompute", locked, actor=actor, changes=changes)
    return 1
