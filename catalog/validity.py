"""From when to when a registration is valid (26号 第十五条): pure."""

from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


class NoTerm(Exception):
    """Nothing is left to be valid: the licence ends before, or what was asked lies outside the law."""


@dataclass(frozen=True)
class Term:
    """The first and the last day of validity."""

    valid_from: date
    valid_to: date

    def __post_init__(self) -> None:
        if self.valid_to <= self.valid_from:
            raise NoTerm


def first_term(coded_on: date, *, longest: date, licence_ends_on: date | None = None) -> Term:
    """From coding for the full term; a product under licence no longer than its licence (I-24)."""
    return Term(coded_on, _earliest(longest, licence_ends_on))


def changed_term(coded_on: date, *, valid_to: date) -> Term:
    """From the coding of the change to the end that the registration had."""
    return Term(coded_on, valid_to)


def renewed_term(
    expires_on: date,
    *,
    longest: date,
    asked: date | None = None,
    licence_ends_on: date | None = None,
) -> Term:
    """From the day after the expiry, as long as asked, at most as long as the law and the licence allow (I-25)."""
    if asked is not None and asked > longest:
        raise NoTerm
    return Term(expires_on + ONE_DAY, _earliest(asked or longest, licence_ends_on))


def renewal_opens_on(expires_on: date, *, days: int) -> date:
    """The first day on which a renewal may be asked for, counted back from the day of the expiry (I-25)."""
    return expires_on - timedelta(days=days)


def _earliest(*days: date | None) -> date:
    return min(day for day in days if day is not None)
