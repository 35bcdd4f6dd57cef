"""A licence lives: promised, signed, changed, suspended, renewed and over, each time found in somebody's inbox."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from accounts.models import User
from governance import edits
from governance.due import run_all
from governance.inbox import Inbox, Urgency
from licensing.models import Licence, LicenceChange, Undertaking
from licensing.workflow import changes, ends, licences, promises, renewals
from tests.factories.licensing import draft_licence, product_on_sale
from tests.factories.schemes import START, Parties, filing, parties, scan, signed_decision

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
END = date(2027, 3, 31)


def finds(user: Any, on: date, verb: str) -> bool:
    """Whether the step waits in the person's inbox."""
    with time_machine.travel(f"{on} 09:00:00+08:00", tick=False):
        waiting = Inbox(user, Urgency(on, on + 5 * DAY)).duties()
    return verb in {step.transition.verb for duty in waiting for step in duty.steps}


def test_the_life_of_a_licence() -> None:
    by = parties()
    licence = draft_licence(by=by, ends_on=END)
    it_is_concluded(licence, by, START)
    product = product_on_sale(by=by, licence=licence)
    it_is_extended(licence, by, START + 30 * DAY)
    it_is_suspended_and_goes_on(licence, by, START + 60 * DAY)
    assert product.is_on_sale(START + 61 * DAY)
    successor = it_is_renewed(licence, by)
    last = Licence.objects.get(pk=licence.pk).ends_on
    assert Licence.objects.in_force(last).get() == licence
    assert Licence.objects.in_force(last + DAY).get() == successor
    run_all(actor=User.objects.service_account("due-work"), on=last + DAY)
    licence.refresh_from_db()
    assert (licence.status, licence.ended_on) == ("expired", last)


def it_is_concluded(licence: Licence, by: Parties, on: date) -> None:
    """Decided, promised, signed, filed, in force: whoever is next finds it waiting."""
    signed_decision(by=by, licence=licence, on=on)
    assert finds(by.decider, on, "decide")
    licences.decide_licence(licence, actor=by.decider, on=on)
    assert not finds(by.drafter, on, "sign")  # nothing was promised yet
    assert finds(by.seller, on, "undertake")
    promises.undertake(licence, actor=by.seller, on=on, undertakings=Undertaking.values)
    assert not finds(by.seller, on, "undertake")
    assert finds(by.drafter, on, "sign")
    licences.sign_licence(licence, actor=by.drafter, on=on, agreement=scan(), signed_on=on)
    assert finds(by.drafter, on, "file")
    licences.file_licence(licence, actor=by.drafter, on=on, **filing(by, on))
    assert finds(by.supervisor, on, "activate")
    licences.activate_licence(licence, actor=by.supervisor, on=on)


def it_is_extended(licence: Licence, by: Parties, on: date) -> None:
    """The operator asks for a year more; it takes effect on its day by the daily work."""
    effective_on = on + 20 * DAY
    change = LicenceChange(
        licence=licence, grounds="建设周期延长。", effective_on=effective_on, new_ends_on=date(2028, 2, 29)
    )  # fmt: skip
    with time_machine.travel(f"{on} 09:00:00+08:00", tick=False):
        edits.save(change, actor=by.seller)
    signed_decision(by=by, licence=licence, on=on)
    assert finds(by.decider, on, "decide")
    changes.decide_change(change, actor=by.decider, on=on)
    changes.sign_change(change, actor=by.drafter, on=on, agreement=scan(), signed_on=on)
    changes.file_change(change, actor=by.drafter, on=on, **filing(by, on))
    run_all(actor=User.objects.service_account("due-work"), on=effective_on)
    licence.refresh_from_db()
    assert licence.ends_on == date(2028, 2, 29)
    assert [version.number for version in licence.versions.all()] == [2, 1]


def it_is_suspended_and_goes_on(licence: Licence, by: Parties, on: date) -> None:
    """Stopped for a day: the decision waits in the inbox."""
    ends.suspend_licence(licence, actor=by.supervisor, on=on, until=on + DAY, reason="核查。")
    assert not licence.is_in_force(on)
    assert finds(by.decider, on, "reinstate")
    ends.reinstate_licence(licence, actor=by.decider, on=on + DAY, reason="已整改。")


def it_is_renewed(licence: Licence, by: Parties) -> Licence:
    """Reminded, prefilled by the operator, decided like any other; it begins after the leap day."""
    on = licence.ends_on - 60 * DAY
    run_all(actor=User.objects.service_account("due-work"), on=on)
    assert finds(by.seller, on, "renew")
    renewals.renew_licence(licence, actor=by.seller, on=on)
    assert not finds(by.seller, on, "renew")
    successor: Licence = licence.successors.get()
    assert successor.starts_on == date(2028, 3, 1)
    it_is_concluded(successor, by, on)
    return successor
