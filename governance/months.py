"""A month as weeks of days with what falls due on each: pure, no database, no clock."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from governance.desk import Obligation

FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True)
class Day:
    """A day of the month's page."""

    day: date
    is_of_month: bool
    is_today: bool
    obligations: tuple[Obligation, ...]


@dataclass(frozen=True)
class Month:
    """A month of a year."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month of a day."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str, *, otherwise: date) -> "Month":
        """``2026-11``; anything else is the month of the other day."""
        year, _dash, month = text.partition("-")
        if not (year.isdecimal() and month.isdecimal() and len(year) == 4 and len(month) <= 2):
            return cls.of(otherwise)
        is_one = FIRST_YEAR <= int(year) <= LAST_YEAR and 1 <= int(month) <= 12
        return cls(int(year), int(month)) if is_one else cls.of(otherwise)

    def moved(self, months: int) -> "Month":
        """So many months later or earlier."""
        year, month = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(year, month + 1)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"


def weeks(month: Month, found: Iterable[Obligation], *, today: date) -> list[list[Day]]:
    """The weeks of a month from Monday to Sunday, with the days of its neighbours at both ends."""
    by_day: dict[date, list[Obligation]] = {}
    for each in found:
        by_day.setdefault(each.on, []).append(each)
    rows = calendar.Calendar().monthdatescalendar(month.year, month.number)
    return [
        [
            Day(day, day.month == month.number, day == today, tuple(by_day.get(day, ())))
            for day in row
        ]
        for row in rows
    ]
