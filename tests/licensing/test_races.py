"""Many at once: one wins, the others are told of the new state, and the ledger has one line."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from governance.errors import Refusal
from governance.models import AuditEvent
from licensing.models import Licence
from licensing.workflow import ends, licences, products
from tests.database import arranging
from tests.factories.licensing import (
    decided_licence,
    filed_licence,
    judged,
    licence_in_force,
    product_in_review,
)
from tests.factories.schemes import START, parties, scan

pytestmark = pytest.mark.django_db(transaction=True)

THREADS = 20


def at_once(*acts: Callable[[], Any]) -> list[str]:
    """Do everything at the same moment; say for each whether it was done or how it was refused."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> str:
        try:
            start.wait(timeout=30)
            act()
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def arranged(make: Callable[..., Any], **over: Any) -> Any:
    """A record made and committed with its event."""
    with arranging():
        return make(**over)


def times(action: str) -> int:
    """How often the ledger tells of a step as done."""
    return AuditEvent.objects.filter(action=action, outcome="done").count()


def test_twenty_activations_make_one() -> None:
    by = arranged(parties)
    licence = arranged(filed_licence, by=by)
    pk = licence.pk
    answers = at_once(
        *(
            lambda: licences.activate_licence(
                Licence.objects.get(pk=pk), actor=by.supervisor, on=START
            )
            for _ in range(THREADS)
        )
    )
    assert sorted(answers) == ["done"] + ["wrong_state"] * (THREADS - 1)
    assert times("licensing.licence.activate") == 1


def test_suspend_against_terminate_has_one_winner() -> None:
    by = arranged(parties)
    pk = arranged(licence_in_force, by=by).pk
    until = START + timedelta(days=3)
    answers = at_once(
        lambda: ends.suspend_licence(
            Licence.objects.get(pk=pk), actor=by.supervisor, on=START, until=until, reason="核查。"
        ),
        lambda: ends.terminate_licence(
            Licence.objects.get(pk=pk), actor=by.drafter, on=START, reason="协商一致。"
        ),
        lambda: ends.close_licence(
            Licence.objects.get(pk=pk), actor=by.supervisor, on=START, reason="办结。"
        ),
    )
    assert "done" in answers
    # Suspension may come before the end, never after it; closing waits for the exit.
    told = times("licensing.licence.suspend") + times("licensing.licence.terminate")
    assert told == answers.count("done")
    assert times("licensing.licence.close") == 0
    assert Licence.objects.get(pk=pk).status == "terminated"


def test_twenty_signatures_of_one_moment_get_twenty_numbers_without_gaps() -> None:
    by = arranged(parties)
    pks = [arranged(decided_licence, by=by).pk for _ in range(THREADS)]
    answers = at_once(
        *(
            lambda pk=pk: licences.sign_licence(
                Licence.objects.get(pk=pk),
                actor=by.drafter,
                on=START,
                agreement=scan("协议.pdf"),
                signed_on=START,
            )
            for pk in pks
        )
    )
    assert answers == ["done"] * THREADS
    numbers = Licence.objects.values_list("serial", flat=True)
    assert sorted(numbers) == list(range(1, THREADS + 1))


def test_one_review_of_each_kind() -> None:
    by = arranged(parties)
    product = arranged(product_in_review, by=by)
    answers = at_once(
        *(
            lambda actor=actor: products.review_security(
                type(product).objects.get(pk=product.pk),
                actor=actor,
                on=START,
                **judged("security"),
            )
            for actor in (by.decider, by.supervisor, by.second_supervisor)
        )
    )
    assert answers.count("done") == 1
    assert product.reviews.count() == 1


def test_a_repeated_key_answers_with_the_first_event() -> None:
    by = arranged(parties)
    licence = arranged(filed_licence, by=by)
    pk = licence.pk
    answers = at_once(
        *(
            lambda: licences.activate_licence(
                Licence.objects.get(pk=pk), actor=by.supervisor, on=START, idempotency_key="一次"
            )
            for _ in range(6)
        )
    )
    assert answers == ["done"] * 6
    assert times("licensing.licence.activate") == 1
