"""What holds on a given day: pure date logic of terms (27号 第十四条(二)); no database, no clock."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

LONGEST_TERM_YEARS = 5
PER_CENT = Decimal("0.1")


def years_later(day: date, *, years: int) -> date:
    """The corresponding day; the last of the month where there is none (民法典 第二百零二条)."""
    year = day.year + years
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


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
