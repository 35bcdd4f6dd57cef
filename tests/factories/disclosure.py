"""Obligations and releases in each of their states, brought there by the steps themselves."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import Role, User
from disclosure import workflow
from disclosure.expiry import raise_obligations
from disclosure.models import Disclosure, DisclosureObligation, Kind
from licensing.models import Licence
from tests.database import arranging
from tests.factories.licensing import licence_in_force
from tests.factories.people import person
from tests.factories.schemes import Parties, parties

#: The turn of the year, the day of collecting, and the day on which releases go out.
TURN = date(2027, 1, 4)
COLLECTED = date(2027, 2, 1)
RELEASED = date(2027, 3, 10)


@dataclass(frozen=True)
class Office:
    """A licence with the two people of each discloser."""

    by: Parties
    licence: Licence
    second_seller: User

    def preparer(self, kind: str) -> User:
        """Who writes and signs."""
        return self.by.drafter if kind == Kind.AUTHORISATION else self.by.seller

    def releaser(self, kind: str) -> User:
        """The second pair of eyes."""
        return self.by.decider if kind == Kind.AUTHORISATION else self.second_seller


def office(by: Parties | None = None, *, licence: Licence | None = None) -> Office:
    """A licence in force since 2026."""
    by = by or parties()
    licence = licence or licence_in_force(by=by)
    with arranging():
        second = person(Role.OPERATOR, organisation=by.operator)
    return Office(by, licence, second)


def open_obligation(
    desk: Office | None = None, *, kind: str = Kind.AUTHORISATION
) -> DisclosureObligation:
    """Raised at the turn of the year."""
    desk = desk or office()
    raise_obligations(User.objects.service_account("scheduler"), TURN)
    return DisclosureObligation.objects.get(licence=desk.licence, kind=kind)


def draft_disclosure(desk: Office | None = None, *, kind: str = Kind.AUTHORISATION) -> Disclosure:
    """Collected, not yet signed."""
    desk = desk or office()
    obligation = open_obligation(desk, kind=kind)
    workflow.collect(obligation, actor=desk.preparer(kind), on=COLLECTED)
    return Disclosure.objects.get(obligation=obligation)


def submitted_disclosure(desk: Office | None = None, **over: Any) -> Disclosure:
    """Signed by a named official."""
    desk = desk or office()
    disclosure = draft_disclosure(desk, **over)
    workflow.sign(disclosure, actor=desk.preparer(disclosure.obligation.kind), on=RELEASED)
    return disclosure


def returned_disclosure(desk: Office | None = None, **over: Any) -> Disclosure:
    """Sent back by the second pair of eyes."""
    desk = desk or office()
    disclosure = submitted_disclosure(desk, **over)
    releaser = desk.releaser(disclosure.obligation.kind)
    workflow.return_for_changes(disclosure, actor=releaser, on=RELEASED, reason="漏列一项资源。")
    return disclosure


def published_disclosure(desk: Office | None = None, **over: Any) -> Disclosure:
    """Frozen."""
    desk = desk or office()
    disclosure = submitted_disclosure(desk, **over)
    releaser = desk.releaser(disclosure.obligation.kind)
    workflow.publish(disclosure, actor=releaser, on=RELEASED)
    return disclosure


def withdrawn_disclosure(desk: Office | None = None, **over: Any) -> Disclosure:
    """A tombstone."""
    desk = desk or office()
    disclosure = published_disclosure(desk, **over)
    preparer = desk.preparer(disclosure.obligation.kind)
    workflow.withdraw(disclosure, actor=preparer, on=RELEASED, reason="口径有误。")
    return disclosure
