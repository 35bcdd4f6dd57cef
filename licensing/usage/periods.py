"""The periods of a usage report: months, quarters and years of the calendar; pure date logic."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

MONTHS = {"month": 1, "quarter": 3, "year": 12}


def numbers(granularity: str) -> range:
    """The numbers that periods of this length bear within a year."""
    return range(1, 12 // MONTHS[granularity] + 1)


def days(granularity: str, year: int, number: int) -> tuple[date, date]:
    """First and last day of a period; raises ``ValueError`` for one that the year does not have."""
    if number not in numbers(granularity):
        raise ValueError(f"no {granularity} {number}")
    length = MONTHS[granularity]
    last = number * length
    return date(year, last - length + 1, 1), date(year, last, monthrange(year, last)[1])


def containing(granularity: str, day: date) -> tuple[int, int]:
    """Year and number of the period in which the day lies."""
    return day.year, (day.month - 1) // MONTHS[granularity] + 1


def before(granularity: str, year: int, number: int) -> tuple[int, int]:
    """Year and number of the period before."""
    return containing(granularity, days(granularity, year, number)[0] - timedelta(days=1))


def months(first: date, last: date) -> Iterator[date]:
    """The first days of the months that the span touches."""
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = (month + timedelta(days=31)).replace(day=1)
