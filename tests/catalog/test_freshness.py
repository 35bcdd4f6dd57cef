"""Promised and kept: when new data are due, by each cycle."""

from datetime import date

import pytest

from catalog.freshness import DAYS, MONTHS, freshness
from catalog.vocabulary import UpdateCycle

LAST = date(2024, 1, 31)


@pytest.mark.parametrize(
    ("cycle", "next_on"),
    [
        (UpdateCycle.REALTIME, date(2024, 2, 1)),
        (UpdateCycle.DAILY, date(2024, 2, 1)),
        (UpdateCycle.WEEKLY, date(2024, 2, 7)),
        (UpdateCycle.TEN_DAYS, date(2024, 2, 10)),
        (UpdateCycle.MONTHLY, date(2024, 2, 29)),
        (UpdateCycle.QUARTERLY, date(2024, 4, 30)),
        (UpdateCycle.HALF_YEARLY, date(2024, 7, 31)),
        (UpdateCycle.YEARLY, date(2025, 1, 31)),
        (UpdateCycle.IRREGULAR, None),
        ("", None),
    ],
)
def test_each_cycle_has_its_next_day(cycle, next_on):
    on_time = freshness(cycle, last=LAST, on=next_on or date(2099, 1, 1))
    assert (on_time.next_on, on_time.is_overdue) == (next_on, False)


def test_every_cycle_is_days_months_or_irregular():
    assert set(DAYS) | set(MONTHS) | {UpdateCycle.IRREGULAR} == set(UpdateCycle)


def test_the_day_after_is_overdue():
    assert freshness(UpdateCycle.MONTHLY, last=LAST, on=date(2024, 3, 1)).is_overdue


def test_what_was_never_updated_is_not_overdue():
    unknown = freshness(UpdateCycle.DAILY, last=None, on=LAST)
    assert (unknown.next_on, unknown.is_overdue) == (None, False)
