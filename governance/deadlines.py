"""Terms: when something is due by which rule, counted by the calendar of working days."""

import calendar as gregorian
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from governance.calendars import Calendar
from governance.models import DeadlineRule, Workday, WorkdayYear

NO_CLOCK = {"due_on": None, "due_rule": "", "due_is_provisional": False}


@dataclass(frozen=True)
class Due:
    """A due date, the rule it follows, and whether the calendar it was counted by is still unpublished."""

    on: date
    is_provisional: bool = False
    key: str = ""

    @property
    def clock(self) -> dict[str, Any]:
        """The columns of a record whose clock runs to this day; ``NO_CLOCK`` is their counterpart."""
        return {
            "due_on": self.on,
            "due_rule": self.key,
            "due_is_provisional": self.is_provisional,
        }


def portal_calendar() -> Calendar:
    """The calendar as stored now: kept in memory until a year or a day changes (two counts tell)."""
    return _calendar(WorkdayYear.objects.fingerprint())


@lru_cache(maxsize=2)
def _calendar(fingerprint: str) -> Calendar:
    days = {
        day: kind == Workday.Kind.WORKDAY
        for day, kind in Workday.objects.values_list("day", "kind")
    }
    return Calendar(
        days=days, published_years=frozenset(WorkdayYear.objects.values_list("year", flat=True))
    )


def working_days_after(start: date, number: int) -> Due:
    """The last day of a term of ``number`` working days; counting begins on the day after ``start``."""
    counted = portal_calendar().after(start, number)
    return Due(counted.on, counted.is_provisional)


def working_days_left(due_on: date, *, on: date) -> int:
    """Working days from ``on`` (excluded) to ``due_on`` (included); negative when overdue."""
    return portal_calendar().between(on, due_on)


def rule_for(key: str, region_code: str = "") -> DeadlineRule:
    """The rule of the region (its county, city or province), else the national one."""
    codes = (
        {region_code, region_code[:4] + "00", region_code[:2] + "0000", ""} if region_code else {""}
    )
    rules = list(DeadlineRule.objects.filter(key=key, region_code__in=codes))
    if not rules:
        raise DeadlineRule.DoesNotExist(f"no deadline rule {key}")
    return max(rules, key=lambda rule: len(rule.region_code.rstrip("0")))


def due(key: str, *, start: date, region_code: str = "") -> Due:
    """When the term ``key`` that starts on ``start`` ends."""
    rule = rule_for(key, region_code)
    number = rule.number or 0
    if rule.unit == DeadlineRule.Unit.WORKING_DAY:
        counted = working_days_after(start, number)
        return Due(counted.on, counted.is_provisional, key)
    if rule.unit == DeadlineRule.Unit.DAY:
        return Due(start + timedelta(days=number), key=key)
    if rule.unit == DeadlineRule.Unit.DATE:
        return Due(next_occurrence(rule.month_day, after=start), key=key)
    return Due(
        add_months(start, number * (12 if rule.unit == DeadlineRule.Unit.YEAR else 1)), key=key
    )


def add_months(start: date, months: int) -> date:
    """The same day so many months later, or the last day of that month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, gregorian.monthrange(year, month + 1)[1]))


def next_occurrence(month_day: str, *, after: date) -> date:
    """The next ``MM-DD`` on or after a date."""
    month, day = (int(part) for part in month_day.split("-"))
    this_year = date(after.year, month, day)
    return this_year if this_year >= after else date(after.year + 1, month, day)
