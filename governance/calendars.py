"""Counting working days by the State Council's yearly notices (26号 第九条至第十二条): pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class Due:
    """The last day of a term; provisional where it counts through a year without notice."""

    on: date
    is_provisional: bool


@dataclass(frozen=True)
class Calendar:
    """The days that the notices name (true: worked) and the years whose notice is out."""

    days: Mapping[date, bool]
    published_years: frozenset[int]

    def is_working_day(self, day: date) -> bool:
        """As the notice says; a day that no notice names is worked from Monday to Friday."""
        return self.days.get(day, day.weekday() < SATURDAY)

    def is_published(self, day: date) -> bool:
        """Whether the day is settled: its own or the next year's notice speaks of it."""
        return day.year in self.published_years or day in self.days

    def after(self, start: date, n: int) -> Due:
        """The n-th working day after ``start``: counting begins on the day after the trigger."""
        if n < 0:
            raise ValueError(f"cannot count {n} working days forward")
        day, left, is_provisional = start, n, False
        while left:
            day += ONE_DAY
            left -= self.is_working_day(day)
            is_provisional |= not self.is_published(day)
        return Due(day, is_provisional)

    def between(self, first: date, last: date) -> int:
        """Working days left on ``first`` until ``last``; negative when ``last`` has passed."""
        if last < first:
            return -self.between(last, first)
        return sum(self.is_working_day(day) for day in _days_after(first, until=last))


def _days_after(first: date, *, until: date) -> Iterator[date]:
    return (first + ONE_DAY * count for count in range(1, (until - first).days + 1))


def published_years(days: Mapping[date, bool]) -> frozenset[int]:
    """The years whose notice is loaded: only a year's own notice names its 1 January."""
    return frozenset(day.year for day in days if (day.month, day.day) == (1, 1))
