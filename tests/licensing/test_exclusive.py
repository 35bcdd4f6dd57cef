"""No two signed licences hold the same exclusive scope on one day, whatever the door and however many at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from governance.errors import Refusal
from licensing.models import Licence, Purpose, ScopeHold
from licensing.workflow import ends, licences
from tests.factories.changes import filed_change, planned_resource
from tests.factories.licensing import (
    decided_licence,
    draft_licence,
    licence_in_force,
    signed_licence,
)
from tests.factories.schemes import (
    START,
    Parties,
    licensable_resource,
    parties,
    scan,
    signed_decision,
)
from tests.licensing.refusals import refused, rewrite
from tests.licensing.test_races import THREADS, arranged, at_once

INDUSTRY, WELFARE = (Purpose.INDUSTRY.value,), (Purpose.WELFARE.value,)


@contextmanager
def told_of(other: Licence) -> Iterator[None]:
    """A refusal that names the other licence."""
    with refused("独占授权", other.number, str(other.name)):
        yield


def sign(licence: Licence, by: Parties) -> None:
    """The signature, asked for the row as it stands."""
    licences.sign_licence(
        Licence.objects.get(pk=licence.pk),
        actor=by.drafter,
        on=START,
        agreement=scan("协议.pdf"),
        signed_on=START,
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("first", "second"), [(True, False), (False, True), (True, True)])
def test_exclusive_against_exclusive_and_against_shared(first: bool, second: bool) -> None:
    resource, by = licensable_resource(), parties()
    waiting = decided_licence(by=by, resources=(resource,), is_exclusive=second)
    other = licence_in_force(resources=(resource,), is_exclusive=first)
    with told_of(other):
        sign(waiting, by)
    late = draft_licence(by=by, resources=(resource,), is_exclusive=second)
    signed_decision(by=by, licence=late)
    with told_of(other):
        licences.decide_licence(late, actor=by.decider, on=START)


@pytest.mark.django_db
def test_what_is_shared_is_licensed_to_many() -> None:
    resource = licensable_resource()
    assert [licence_in_force(resources=(resource,)).status for _ in range(3)] == ["in_force"] * 3


@pytest.mark.django_db
def test_another_purpose_another_term_and_an_ended_licence_do_not_collide() -> None:
    resource, alone = licensable_resource(), {"is_exclusive": True}
    first = licence_in_force(resources=(resource,), purposes=INDUSTRY, **alone)
    other_purpose = licence_in_force(resources=(resource,), purposes=WELFARE, **alone)
    assert other_purpose.status == Licence.Status.IN_FORCE
    later = signed_licence(
        resources=(resource,),
        purposes=INDUSTRY,
        starts_on=first.ends_on + timedelta(days=1),
        ends_on=first.ends_on + timedelta(days=300),
        **alone,
    )
    assert later.status == Licence.Status.SIGNED
    by = parties()
    ended = licence_in_force(by=by, resources=(resource,), purposes=("sector",), **alone)
    ends.terminate_licence(ended, actor=by.drafter, on=START, reason="协商一致。")
    assert signed_licence(resources=(resource,), purposes=("sector",), **alone).number


@pytest.mark.django_db
def test_one_resource_alone_within_a_shared_licence() -> None:
    resource, by = licensable_resource(), parties()
    draft = draft_licence(by=by, resources=(resource, licensable_resource()))
    rewrite(draft.scope.get(resource=resource), is_exclusive=True)
    signed_decision(by=by, licence=draft)
    licences.decide_licence(draft, actor=by.decider, on=START)
    other = licence_in_force(resources=(resource,))
    rewrite(draft, undertaken_on=START, undertakings=list(draft.Undertaking.values))
    with told_of(other):
        sign(draft, by)


@pytest.mark.django_db
def test_the_database_refuses_past_every_step_and_names_the_other() -> None:
    resource = licensable_resource()
    waiting = decided_licence(resources=(resource,))
    other = licence_in_force(resources=(resource,), is_exclusive=True)
    with pytest.raises(IntegrityError, match=f"{other.number}.*独占授权"), transaction.atomic():
        rewrite(
            waiting,
            status="signed",
            signed_on=START,
            number="强签",
            serial=9,
            year=2026,
            agreement=other.agreement,
        )
    assert not ScopeHold.objects.filter(licence=waiting).exists()
    with (
        pytest.raises(IntegrityError, match="exclusive_scopes_do_not_overlap"),
        transaction.atomic(),
    ):
        ScopeHold.objects.bulk_create(
            ScopeHold(
                licence=waiting,
                resources=each.resources,
                purposes=each.purposes,
                days=each.days,
                share=each.share,
            )
            for each in ScopeHold.objects.filter(licence=other)
        )


@pytest.mark.django_db
def test_a_longer_term_and_a_new_resource_run_into_an_exclusive_scope_too() -> None:
    resource, by = licensable_resource(), parties()
    first = licence_in_force(by=by, resources=(resource,), ends_on=date(2027, 3, 31))
    other = signed_licence(
        resources=(resource,),
        starts_on=date(2027, 4, 1),
        ends_on=date(2028, 3, 31),
        is_exclusive=True,
    )
    with told_of(other):
        filed_change(by=by, licence=first, new_ends_on=date(2027, 4, 30))
    taken = planned_resource(third := licence_in_force(by=by))
    holder = licence_in_force(resources=(taken,), is_exclusive=True)
    with told_of(holder):
        filed_change(by=by, licence=third, items=({"action": "add", "resource": taken},))


def signing(pk: int, by: Parties, told: list[str]) -> Any:
    """One of many signatures of one moment; the sentence of a refusal is kept."""

    def act() -> None:
        try:
            sign(Licence(pk=pk), by)
        except Refusal as refusal:
            told.append(str(refusal))
            raise

    return act


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_one_regulator", [True, False])
def test_of_twenty_signatures_at_once_one_wins(is_one_regulator: bool) -> None:
    resources = tuple(arranged(licensable_resource) for _ in range(3))
    common = arranged(parties)
    waiting = []
    for number in range(THREADS):
        by = common if is_one_regulator else arranged(parties)
        # In another order each time: nobody waits in a circle.
        order = resources if number % 2 else resources[::-1]
        pk = arranged(decided_licence, by=by, resources=order, is_exclusive=True).pk
        waiting.append((pk, by))
    told: list[str] = []
    answers = at_once(*(signing(pk, by, told) for pk, by in waiting))
    assert sorted(answers) == ["done"] + ["rule"] * (THREADS - 1), answers
    winner = Licence.objects.exclude(number="").get()
    assert winner.serial == 1
    assert len(told) == THREADS - 1
    assert all("独占授权" in words and winner.number in words for words in told)
    assert ScopeHold.objects.values("licence").distinct().count() == 1
