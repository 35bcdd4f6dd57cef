"""Counting working days by the State Council's yearly notices (26号 第九条至第十二条): pure."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate

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
        return self._worked_until(last) - self._worked_until(first)

    def _worked_until(self, day: date) -> int:
        """Working days since the year 1: weekdays by arithmetic, corrected by the days that differ."""
        weeks, rest = divmod(day.toordinal(), 7)
        days, corrections = self._differing
        return weeks * SATURDAY + min(rest, SATURDAY) + corrections[bisect_right(days, day)]

    @cached_property
    def _differing(self) -> tuple[list[date], list[int]]:
        """The days that notices make differ from the week, and the running sum of the difference."""
        days = sorted(
            day for day, worked in self.days.items() if worked != (day.weekday() < SATURDAY)
        )
        differences = (1 if self.days[day] else -1 for day in days)
        return days, [0, *accumulate(differences)]


def published_years(days: Mapping[date, bool]) -> frozenset[int]:
    """The years whose notice is loaded: only a year's own notice names its 1 January."""
    return frozenset(day.year for day in days if (day.month, day.day) == (1, 1))
