"""Working days against the State Council's notices, and the laws that any calendar keeps."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.calendars import Calendar, Due, published_years

ROOT = Path(__file__).resolve().parents[2]
NOTICES = ROOT / "governance" / "data" / "workdays.csv"
VECTORS = ROOT / "tests" / "vectors" / "working-days.csv"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


DAYS = {date.fromisoformat(row["date"]): row["kind"] == "workday" for row in rows(NOTICES)}
CHINA = Calendar(DAYS, published_years(DAYS))
dates = st.dates(date(2007, 1, 1), date(2030, 12, 31))
terms = st.integers(min_value=1, max_value=90)


@pytest.mark.parametrize("row", rows(VECTORS), ids=lambda row: "+".join(list(row.values())[:2]))
def test_published_vectors(row: dict[str, str]) -> None:
    due = CHINA.after(date.fromisoformat(row["start"]), int(row["working_days"]))
    assert due == Due(date.fromisoformat(row["due"]), is_provisional=False)


def test_the_notices_of_twenty_years_are_loaded() -> None:
    assert CHINA.published_years == frozenset(range(2007, 2027))
    assert all(row["source_document"] for row in rows(NOTICES))
    assert len(DAYS) == len(rows(NOTICES)), "no day is named twice"


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 1, 1), False),  # New Year's Day, a Thursday
        (date(2026, 1, 4), True),  # a Sunday worked in exchange
        (date(2026, 1, 11), False),  # an ordinary Sunday
        (date(2026, 1, 12), True),  # an ordinary Monday
        (date(2006, 12, 30), True),  # a Saturday that the notice for 2007 names
    ],
)
def test_a_day_is_worked_as_the_notice_says(day: date, worked: bool) -> None:
    assert CHINA.is_working_day(day) is worked


def test_a_term_that_crosses_into_a_year_without_notice_is_provisional() -> None:
    assert CHINA.after(date(2026, 12, 29), 2) == Due(date(2026, 12, 31), is_provisional=False)
    assert CHINA.after(date(2026, 12, 29), 3) == Due(date(2027, 1, 1), is_provisional=True)


def test_without_any_notice_monday_to_friday_is_counted() -> None:
    bare = Calendar({}, frozenset())
    assert bare.after(date(2027, 1, 1), 1) == Due(date(2027, 1, 4), is_provisional=True)
    assert bare.after(date(2027, 1, 1), 10) == Due(date(2027, 1, 15), is_provisional=True)


def test_no_days_is_the_trigger_itself_and_negative_terms_are_refused() -> None:
    assert CHINA.after(date(2026, 10, 1), 0) == Due(date(2026, 10, 1), is_provisional=False)
    with pytest.raises(ValueError, match="-1"):
        CHINA.after(date(2026, 10, 1), -1)


def test_overdue_is_counted_in_negative_working_days() -> None:
    assert CHINA.between(date(2026, 10, 9), date(2026, 9, 30)) == -2
    assert CHINA.between(date(2026, 9, 30), date(2026, 9, 30)) == 0


@given(dates, terms)
def test_a_due_day_is_worked_and_as_many_working_days_away_as_asked(start: date, n: int) -> None:
    due = CHINA.after(start, n).on
    assert CHINA.is_working_day(due)
    assert CHINA.between(start, due) == n == -CHINA.between(due, start)


@given(dates, terms, terms)
def test_two_terms_in_a_row_are_one_term(start: date, first: int, second: int) -> None:
    in_one_go = CHINA.after(start, first + second).on
    assert CHINA.after(CHINA.after(start, first).on, second).on == in_one_go


@given(dates, dates, dates)
def test_working_days_between_add_up(a: date, b: date, c: date) -> None:
    assert CHINA.between(a, b) + CHINA.between(b, c) == CHINA.between(a, c)


@given(dates, terms)
def test_a_later_start_is_never_due_earlier(start: date, n: int) -> None:
    assert CHINA.after(start, n).on <= CHINA.after(start + timedelta(days=1), n).on


@given(first=dates, last=dates)
def test_counting_by_arithmetic_is_counting_day_by_day(first: date, last: date) -> None:
    start, end = sorted((first, last))
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    counted = sum(CHINA.is_working_day(day) for day in days)
    assert CHINA.between(start, end) == counted == -CHINA.between(end, start)
