"""What holds on a given day: pure date logic of terms (27号 第十四条(二)); no database, no clock."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

LONGEST_TERM_YEARS = 5
PER_CENT = Decimal("0.1")
#: So many days before the end a renewal is due: first, again, and at last.
RENEWAL_STAGES = (90, 30, 7)
DAY = timedelta(days=1)


def months_later(day: date, *, months: int) -> date:
    """The corresponding day; the last of the month where there is none (民法典 第二百零二条)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def years_later(day: date, *, years: int) -> date:
    """The corresponding day so many years later."""
    return months_later(day, months=12 * years)


def latest_end(starts_on: date) -> date:
    """The last day that an ordinary term may reach (I-01)."""
    return years_later(starts_on, years=LONGEST_TERM_YEARS)


class Standing(Enum):
    """Where a day lies in a term."""

    NOT_YET = "not_yet"
    WITHIN = "within"
    OVER = "over"


@dataclass(frozen=True)
class Term:
    """A span of days, both ends included: it begins and ends at midnight, China time."""

    starts_on: date
    ends_on: date

    @property
    def days(self) -> int:
        return (self.ends_on - self.starts_on).days + 1

    @property
    def is_ordinary(self) -> bool:
        """Not longer than five years."""
        return self.ends_on <= latest_end(self.starts_on)

    def standing(self, on: date) -> Standing:
        if on < self.starts_on:
            return Standing.NOT_YET
        return Standing.OVER if on > self.ends_on else Standing.WITHIN

    def covers(self, on: date) -> bool:
        return self.standing(on) is Standing.WITHIN

    def is_over(self, on: date) -> bool:
        return self.standing(on) is Standing.OVER

    def days_left(self, on: date) -> int:
        """Days that remain, the day itself included; none once the term is over."""
        return max(0, min((self.ends_on - on).days + 1, self.days))

    def elapsed_per_cent(self, on: date) -> Decimal:
        """How much of the term has passed at the beginning of the day, in per cent with one decimal."""
        passed = Decimal(self.days - self.days_left(on))
        return (passed * 100 / self.days).quantize(PER_CENT, ROUND_HALF_UP)

    def overlap(self, other: "Term") -> "Term | None":
        """The days that both have, or ``None``."""
        first, last = max(self.starts_on, other.starts_on), min(self.ends_on, other.ends_on)
        return Term(first, last) if first <= last else None

    def shares_days_with(self, other: "Term") -> bool:
        """Whether any day lies in both."""
        return self.overlap(other) is not None

    def within(self, since: date | None, until: date | None) -> "Term | None":
        """The part of the term between two days, each open where it is not given."""
        return self.overlap(Term(since or self.starts_on, until or self.ends_on))

    def ending(self, ends_on: date) -> "Term":
        """The same term, shortened or extended."""
        return Term(self.starts_on, ends_on)

    @property
    def whole_months(self) -> int | None:
        """Its length in months, where it has one."""
        after = self.ends_on + DAY
        months = (after.year - self.starts_on.year) * 12 + after.month - self.starts_on.month
        return months if months and months_later(self.starts_on, months=months) == after else None

    def following(self) -> "Term":
        """A term of the same length from the day after, but never longer than five years."""
        first, months = self.ends_on + DAY, self.whole_months
        by_days = first + timedelta(days=self.days - 1)
        last = by_days if months is None else months_later(first, months=months) - DAY
        return Term(first, min(last, latest_end(first)))

    def renewal_opens_on(self, days: int = RENEWAL_STAGES[0]) -> date:
        """The first day on which a renewal may be begun."""
        return max(self.starts_on, self.ends_on - timedelta(days=days))

    def may_be_renewed(self, on: date, days: int = RENEWAL_STAGES[0]) -> bool:
        """Within the window: from its first day to the last day of the term."""
        return self.renewal_opens_on(days) <= on <= self.ends_on

    def renewal_stage(self, on: date) -> int | None:
        """90, 30 or 7: the nearest stage that the day has reached; ``None`` before the first and after the end."""
        if not self.may_be_renewed(on):
            return None
        left = (self.ends_on - on).days
        return min(stage for stage in RENEWAL_STAGES if left <= stage)


def is_in_scope(since: date | None, until: date | None, on: date) -> bool:
    """Whether a resource that came on ``since`` and left after ``until`` is in the scope on the day."""
    return (since is None or since <= on) and (until is None or on <= until)


def suspension_is_overdue(until: date | None, on: date) -> bool:
    """A suspension is decided upon by its last day: reinstated, terminated or revoked."""
    return until is not None and on > until


def latest_suspension(term: Term, on: date) -> Term | None:
    """The days to which a suspension of today may run: from today to the end of the term."""
    return term.overlap(Term(on, term.ends_on)) if not term.is_over(on) else None


def change_of_end(term: Term, *, effective_on: date, ends_on: date, is_exceptional: bool) -> "Flaw":
    """What bars a new last day: it lies neither before the change nor, ordinarily, beyond five years."""
    if ends_on == term.ends_on:
        return Flaw.NO_CHANGE
    if ends_on < effective_on or ends_on <= term.starts_on:
        return Flaw.BEFORE_THE_CHANGE
    if not is_exceptional and not term.ending(ends_on).is_ordinary:
        return Flaw.TOO_LONG
    return Flaw.NONE


class Flaw(Enum):
    """What is wrong with a new last day."""

    NONE = "none"
    NO_CHANGE = "no_change"
    BEFORE_THE_CHANGE = "before_the_change"
    TOO_LONG = "too_long"
