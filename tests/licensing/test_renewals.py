"""Reminders before the end, a prefilled successor from the day after, and a suspension that nobody decides on."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine

from accounts.models import User
from governance.due import run_all
from governance.errors import NotPermitted
from governance.inbox import Inbox, Urgency
from governance.models import AuditEvent
from licensing.models import Licence, Undertaking
from licensing.workflow import changes, ends, licences, promises, renewals
from tests.database import past_the_triggers
from tests.factories import changes as made
from tests.factories.licensing import licence_in_force, product_on_sale
from tests.factories.schemes import (
    START,
    Parties,
    closed_scheme,
    filing,
    licensable_resource,
    parties,
    scan,
    signed_decision,
)
from tests.licensing.refusals import refused, rewrite

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LAST = date(2026, 12, 31)
LABEL = "提醒即将期满的授权"


def remind(on: date) -> int:
    """The daily work of one day."""
    return dict(run_all(actor=User.objects.service_account("due-work"), on=on))[LABEL]


def duties_of(user: Any, on: date) -> list[tuple[str, date | None, set[str]]]:
    """What waits for a person on the licence: title, day, steps."""
    with time_machine.travel(f"{on} 12:00:00+08:00", tick=False):
        found = Inbox(user, Urgency(on, on + 5 * DAY)).duties()
    return [
        (each.title, each.due_on, {step.transition.verb for step in each.steps})
        for each in found
        if each.model is Licence
    ]


def test_both_parties_find_it_in_their_inbox_at_90_30_and_7_days() -> None:
    by = parties()
    licence = licence_in_force(by=by, ends_on=LAST)
    licence_in_force()  # ends later: nobody is reminded
    assert [remind(LAST - timedelta(days=left)) for left in (91, 90, 89, 30, 29, 7, 0)] == [
        0, 1, 0, 1, 0, 1, 0,
    ]  # fmt: skip
    assert remind(LAST + DAY) == 0
    events = AuditEvent.objects.about(licence).filter(action="licensing.licence.remind")
    assert [event.changes["reminded_days"][1] for event in events] == [7, 30, 90]


def test_the_entry_names_the_end_and_goes_with_the_renewal() -> None:
    by = parties()
    licence = licence_in_force(by=by, ends_on=LAST)
    on = LAST - timedelta(days=20)
    assert duties_of(by.seller, on) == []
    remind(on)
    for user in (by.seller, by.drafter):
        assert duties_of(user, on) == [(licence.name, LAST, {"renew"})]
    renewals.renew_licence(Licence.objects.get(pk=licence.pk), actor=by.seller, on=on)
    assert duties_of(by.seller, on) == []


def test_a_successor_says_what_the_old_one_said_and_begins_the_day_after() -> None:
    by = parties()
    licence = licence_in_force(by=by, resources=(licensable_resource(), licensable_resource()))
    renewals.renew_licence(licence, actor=by.seller, on=licence.ends_on)
    successor = licence.successors.get()
    assert (successor.status, successor.created_by) == ("draft", by.seller)
    assert (successor.starts_on, successor.ends_on) == (date(2029, 4, 1), date(2032, 3, 31))
    assert successor.missing_contents() == []
    assert {*successor.resources.all()} == {*licence.resources.all()}
    assert (successor.number, successor.undertakings, successor.decision) == ("", [], None)
    added = AuditEvent.objects.about(successor).get()
    assert (added.action, added.actor) == ("licensing.licence.add", by.seller)


def test_a_renewal_goes_the_whole_way_and_rights_pass_at_midnight() -> None:
    by = parties()
    licence = licence_in_force(by=by, ends_on=LAST, is_exclusive=True)
    on = LAST - 10 * DAY
    renewals.renew_licence(licence, actor=by.seller, on=on)
    successor = licence.successors.get()
    signed_decision(by=by, licence=successor, on=on)
    licences.decide_licence(successor, actor=by.decider, on=on)
    promises.undertake(successor, actor=by.seller, on=on, undertakings=Undertaking.values)
    licences.sign_licence(successor, actor=by.drafter, on=on, agreement=scan(), signed_on=on)
    licences.file_licence(successor, actor=by.drafter, on=on, **filing(by, on))
    licences.activate_licence(successor, actor=by.supervisor, on=on)
    for day, holder in ((LAST, licence), (LAST + DAY, successor)):
        assert Licence.objects.in_force(day).get() == holder
    assert licence.successors.get() == successor
    assert not successor.successors.exists()


@pytest.mark.parametrize(("left", "is_open"), [(91, False), (90, True), (0, True), (-1, False)])
def test_the_window_of_a_renewal(left: int, is_open: bool) -> None:
    by = parties()
    licence = licence_in_force(by=by, ends_on=LAST)
    on = LAST - timedelta(days=left)
    if is_open:
        renewals.renew_licence(licence, actor=by.drafter, on=on)
    else:
        with refused("期满前 90 天内", "2026-10-02"):
            renewals.renew_licence(licence, actor=by.drafter, on=on)
    assert licence.successors.exists() is is_open


def test_a_licence_is_renewed_once_and_under_a_scheme_that_stands() -> None:
    by = parties()
    licence = licence_in_force(by=by, ends_on=LAST)
    renewals.renew_licence(licence, actor=by.drafter, on=LAST)
    with refused("已有续约协议"):
        renewals.renew_licence(licence, actor=by.drafter, on=LAST)
    other = licence_in_force(by=by, ends_on=LAST)
    closed = closed_scheme(by=by)
    with past_the_triggers():
        rewrite(other, scheme=closed)
    with refused("已不再执行"):
        renewals.renew_licence(other, actor=by.drafter, on=LAST)
    with pytest.raises(NotPermitted):
        renewals.renew_licence(other, actor=parties().seller, on=LAST)


def test_a_new_end_is_reminded_of_anew() -> None:
    by = parties()
    licence = licence_in_force(by=by, ends_on=LAST)
    on = LAST - timedelta(days=60)
    remind(on)
    made.effective_change(by=by, licence=licence, on=on, new_ends_on=LAST + timedelta(days=300))
    licence.refresh_from_db()
    assert (licence.reminded_days, licence.due_on, licence.due_rule) == (None, None, "")
    assert remind(on) == 0


# Suspension


def test_a_suspension_without_a_decision_is_overdue_in_the_inbox() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    until = START + 9 * DAY
    ends.suspend_licence(licence, actor=by.supervisor, on=START, until=until, reason="核查。")
    assert licence.due_on == until
    assert not licence.is_overdue(until)
    assert licence.is_overdue(until + DAY)
    assert [str(licence.state_on(day)[0]) for day in (until, until + DAY)] == [
        "已中止",
        "已中止，逾期未处理",
    ]
    with time_machine.travel(f"{until + DAY} 12:00:00+08:00", tick=False):
        inbox = Inbox(by.supervisor, Urgency(until + DAY, until + 6 * DAY))
        assert [duty.title for duty in inbox.duties(bucket="overdue")] == [licence.name]
    ends.reinstate_licence(licence, actor=by.decider, on=until, reason="已整改。")
    assert licence.due_on is None


def test_a_suspended_licence_keeps_the_term_of_its_decision_when_its_end_comes_near() -> None:
    by = parties()
    licence = licence_in_force(by=by, ends_on=LAST)
    on = LAST - timedelta(days=29)
    ends.suspend_licence(licence, actor=by.supervisor, on=on, until=on + DAY, reason="核查。")
    assert remind(on) == 1
    licence.refresh_from_db()
    assert licence.due_on == on + DAY
    ends.reinstate_licence(licence, actor=by.decider, on=on, reason="已整改。")
    assert remind(on) == 1
    licence.refresh_from_db()
    assert (licence.due_on, licence.due_rule) == (LAST, "lic.renew_open")


def changed_while_suspended(by: Parties) -> Licence:
    """A licence whose scope shrinks while it is suspended."""
    resource = licensable_resource()
    licence = licence_in_force(by=by, resources=(resource, licensable_resource()))
    product_on_sale(by=by, licence=licence)
    ends.suspend_licence(
        licence, actor=by.supervisor, on=START, until=START + 9 * DAY, reason="核查。"
    )
    item = {"action": "remove", "resource": resource}
    change = made.filed_change(by=by, licence=licence, items=(item,))
    changes.effect_change(change, actor=by.supervisor, on=START)
    return licence


def test_a_change_under_suspension_keeps_the_doors_closed() -> None:
    by = parties()
    licence = changed_while_suspended(by)
    licence.refresh_from_db()
    assert licence.status == "suspended"
    assert licence.due_on == START + 9 * DAY
    ends.reinstate_licence(licence, actor=by.decider, on=START, reason="已整改。")
    product = licence.products.get()
    assert licence.is_in_force(START)
    assert not product.is_on_sale(START)


# Evaluation


class Raised:
    """Evaluations of a licence as the relation answers for them."""

    def __init__(self, *states: str) -> None:
        self.states = states

    def published(self) -> "Raised":
        return Raised(*(state for state in self.states if state == "published"))

    def exists(self) -> bool:
        return bool(self.states)


@pytest.mark.parametrize(
    ("states", "is_open"),
    [((), True), (("published",), True), (("draft",), False), (("draft", "published"), True)],
)
def test_an_evaluation_that_was_raised_is_published_first(
    states: tuple[str, ...], is_open: bool
) -> None:
    fields = SimpleNamespace(get_fields=lambda: [SimpleNamespace(name="evaluations")])
    licence: Any = SimpleNamespace(_meta=fields, evaluations=Raised(*states))
    assert renewals.is_evaluated(licence) is is_open
