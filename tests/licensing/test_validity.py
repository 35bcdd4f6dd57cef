"""Pure date logic of terms: ends, leap days, shares (27号 第十四条第二项; 民法典 第二百零二条)."""

import ast
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensing import validity
from licensing.validity import Flaw, Standing, Term, latest_end, years_later

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 12, 31))


@pytest.mark.parametrize(
    ("starts_on", "last"),
    [
        (date(2026, 3, 1), date(2031, 3, 1)),
        (date(2024, 2, 29), date(2029, 2, 28)),  # no such day: the last of the month
        (date(2023, 2, 28), date(2028, 2, 28)),
        (date(2026, 12, 31), date(2031, 12, 31)),
    ],
)
def test_i_01_five_years_end_on_the_corresponding_day(starts_on: date, last: date) -> None:
    assert latest_end(starts_on) == last
    assert Term(starts_on, last).is_ordinary
    assert not Term(starts_on, last + timedelta(days=1)).is_ordinary


def test_a_leap_day_returns_after_four_years() -> None:
    assert years_later(date(2024, 2, 29), years=4) == date(2028, 2, 29)


@given(starts_on=DAYS, days=st.integers(min_value=1, max_value=2000), on=DAYS)
def test_a_day_is_before_within_or_after(starts_on: date, days: int, on: date) -> None:
    term = Term(starts_on, starts_on + timedelta(days=days))
    answers = (on < term.starts_on, term.covers(on), term.is_over(on))
    assert sum(answers) == 1
    assert (
        term.standing(on) is (Standing.NOT_YET, Standing.WITHIN, Standing.OVER)[answers.index(True)]
    )


@given(starts_on=DAYS, days=st.integers(min_value=1, max_value=2000))
def test_days_left_count_down_to_the_last_day(starts_on: date, days: int) -> None:
    term = Term(starts_on, starts_on + timedelta(days=days))
    assert term.days_left(term.starts_on) == term.days
    assert term.days_left(term.ends_on) == 1
    assert term.days_left(term.ends_on + timedelta(days=1)) == 0
    assert term.days_left(term.starts_on - timedelta(days=9)) == term.days


@pytest.mark.parametrize(
    ("on", "share"),
    [
        (date(2026, 3, 31), Decimal("0.0")),
        (date(2026, 4, 1), Decimal("0.0")),
        (date(2026, 4, 16), Decimal("50.0")),
        (date(2026, 4, 30), Decimal("96.7")),
        (date(2026, 5, 1), Decimal("100.0")),
    ],
)
def test_the_elapsed_share_counts_whole_days(on: date, share: Decimal) -> None:
    assert Term(date(2026, 4, 1), date(2026, 4, 30)).elapsed_per_cent(on) == share


def test_the_module_is_pure() -> None:
    tree = ast.parse(Path(validity.__file__).read_text())
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert imported == {"calendar", "dataclasses", "datetime", "decimal", "enum"}
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import)]


LAST = date(2026, 12, 31)
LEAP = date(2028, 2, 29)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "next_end"),
    [
        (date(2026, 4, 1), date(2029, 3, 31), date(2032, 3, 31)),
        (date(2026, 1, 1), LAST, date(2027, 12, 31)),
        (date(2027, 3, 1), LEAP, date(2029, 2, 28)),  # a year to the leap day, then a year
        (date(2024, 2, 29), date(2028, 2, 28), date(2032, 2, 28)),
        (date(2026, 4, 1), date(2026, 4, 20), date(2026, 5, 10)),  # twenty days, then twenty days
    ],
)
def test_a_renewal_follows_with_the_same_length(
    starts_on: date, ends_on: date, next_end: date
) -> None:
    assert Term(starts_on, ends_on).following() == Term(ends_on + timedelta(days=1), next_end)


@given(starts_on=DAYS, days=st.integers(min_value=1, max_value=3000))
def test_a_renewal_begins_the_day_after_and_keeps_to_five_years(starts_on: date, days: int) -> None:
    term = Term(starts_on, starts_on + timedelta(days=days))
    following = term.following()
    assert following.starts_on == term.ends_on + timedelta(days=1)
    assert following.is_ordinary
    assert not term.shares_days_with(following)


@given(first=DAYS, second=DAYS, days=st.integers(0, 900), more=st.integers(0, 900), on=DAYS)
def test_a_day_of_both_terms_is_a_day_of_their_overlap(
    first: date, second: date, days: int, more: int, on: date
) -> None:
    one = Term(first, first + timedelta(days=days))
    other = Term(second, second + timedelta(days=more))
    common = one.overlap(other)
    assert common == other.overlap(one)
    assert (one.covers(on) and other.covers(on)) is (common is not None and common.covers(on))


@pytest.mark.parametrize(
    ("on", "stage"),
    [
        (date(2026, 10, 1), None),
        (date(2026, 10, 2), 90),
        (date(2026, 11, 30), 90),
        (date(2026, 12, 1), 30),
        (date(2026, 12, 23), 30),
        (date(2026, 12, 24), 7),
        (LAST, 7),
        (date(2027, 1, 1), None),
    ],
)
def test_the_stages_of_a_renewal_at_year_end(on: date, stage: int | None) -> None:
    assert Term(date(2026, 1, 1), LAST).renewal_stage(on) == stage


def test_a_window_across_the_leap_day_counts_it() -> None:
    term = Term(date(2027, 3, 1), date(2028, 3, 1))
    assert term.renewal_opens_on(7) == date(2028, 2, 23)
    assert term.renewal_opens_on(900) == term.starts_on


@given(starts_on=DAYS, days=st.integers(1, 2000), since=st.none() | DAYS, until=st.none() | DAYS, on=DAYS)  # fmt: skip
def test_the_scope_of_a_day_is_the_part_of_the_term(
    starts_on: date, days: int, since: date | None, until: date | None, on: date
) -> None:
    term = Term(starts_on, starts_on + timedelta(days=days))
    part = term.within(since, until)
    in_scope = term.covers(on) and validity.is_in_scope(since, until, on)
    assert in_scope is (part is not None and part.covers(on))


@pytest.mark.parametrize(
    ("ends_on", "is_exceptional", "flaw"),
    [
        (date(2029, 3, 31), False, Flaw.NO_CHANGE),
        (date(2031, 4, 1), False, Flaw.NONE),
        (date(2031, 4, 2), False, Flaw.TOO_LONG),
        (date(2031, 4, 2), True, Flaw.NONE),
        (date(2026, 6, 30), False, Flaw.BEFORE_THE_CHANGE),
        (date(2026, 7, 1), False, Flaw.NONE),
    ],
)
def test_a_new_end_lies_after_the_change_and_within_five_years(
    ends_on: date, is_exceptional: bool, flaw: Flaw
) -> None:
    term = Term(date(2026, 4, 1), date(2029, 3, 31))
    found = validity.change_of_end(
        term, effective_on=date(2026, 7, 1), ends_on=ends_on, is_exceptional=is_exceptional
    )
    assert found is flaw


def test_a_suspension_runs_to_the_end_of_the_term_at_most() -> None:
    term = Term(date(2026, 1, 1), LAST)
    assert validity.latest_suspension(term, LAST) == Term(LAST, LAST)
    assert validity.latest_suspension(term, LAST + timedelta(days=1)) is None
    assert not validity.suspension_is_overdue(LAST, LAST)
    assert validity.suspension_is_overdue(LAST, LAST + timedelta(days=1))
    assert not validity.suspension_is_overdue(None, LAST)
