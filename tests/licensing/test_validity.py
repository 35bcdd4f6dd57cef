"""Pure date logic of terms: ends, leap days, shares (27号 第十四条第二项; 民法典 第二百零二条)."""

import ast
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensing import validity
from licensing.validity import Standing, Term, latest_end, years_later

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
