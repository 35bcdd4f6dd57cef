"""Exits, their tasks and early ends by the names of their states."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model

from licensing.models import EarlyEnding, Exit, ExitTask
from licensing.workflow import ends, exit_tasks
from tests.factories import exits as made
from tests.factories.licensing import licence_in_force, terminated_licence
from tests.factories.schemes import START, Parties

Factory = Callable[..., Any]


def opened_exit(by: Parties) -> Exit:
    """Just opened by the end of its licence."""
    return terminated_licence(by=by).exit


def closed_exit(by: Parties) -> Exit:
    """Closed with its licence."""
    opened = made.reported(opened_exit(by), by=by)
    ends.close_licence(opened.licence, actor=by.supervisor, on=START, reason="办结。")
    opened.refresh_from_db()
    return opened


def open_task(by: Parties, kind: str = "settlement") -> ExitTask:
    """A task that nobody has begun."""
    return opened_exit(by).tasks.get(kind=kind)


def asked_task(by: Parties) -> ExitTask:
    """A task said not to apply."""
    task = open_task(by)
    exit_tasks.ask_waiver(task, actor=by.seller, on=START, reason="授权期间没有收入和成本。")
    return task


def waived_task(by: Parties) -> ExitTask:
    """Found not to apply."""
    task = asked_task(by)
    exit_tasks.waive_task(task, actor=by.decider, on=START, reason="属实。")
    return task


def returned_task(by: Parties) -> ExitTask:
    """Sent back."""
    task = made.done(open_task(by), by=by)
    exit_tasks.return_task(task, actor=by.decider, on=START, reason="没有盖章。")
    return task


STATES: dict[type[Model], dict[str, Factory]] = {
    Exit: {
        "opened": opened_exit,
        "settling": lambda by: made.announced(opened_exit(by), by=by),
        "returned": lambda by: made.returned(opened_exit(by), by=by),
        "reported": lambda by: made.reported(opened_exit(by), by=by),
        "closed": closed_exit,
    },
    ExitTask: {
        "open": open_task,
        "done": lambda by: made.done(open_task(by), by=by),
        "returned": returned_task,
        "waiver_asked": asked_task,
        "confirmed": lambda by: made.confirmed(open_task(by), by=by),
        "waived": waived_task,
    },
    EarlyEnding: {
        "opened": lambda by: made.opened_ending(licence=licence_in_force(by=by), by=by),
        "notified": lambda by: made.notified_ending(licence=licence_in_force(by=by), by=by),
        "heard": lambda by: made.heard_ending(licence=licence_in_force(by=by), by=by),
        "approved": lambda by: made.approved_ending(licence=licence_in_force(by=by), by=by),
        "dropped": lambda by: made.dropped_ending(licence=licence_in_force(by=by), by=by),
    },
}
