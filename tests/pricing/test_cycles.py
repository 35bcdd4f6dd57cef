"""Operating years and coverage of days: the logic of dates, and what it puts into 我的待办."""

from datetime import date, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from governance.inbox import Inbox, Urgency
from pricing import cycles
from pricing.models import Price
from tests.factories import pricing as made
from tests.pricing.conftest import Market

ONE_DAY = timedelta(days=1)
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
near = st.dates(date(2026, 1, 1), date(2026, 2, 28))


@pytest.mark.parametrize(
    ("begun", "ends"),
    [
        (date(2026, 1, 1), date(2026, 12, 31)),
        (date(2026, 1, 2), date(2027, 12, 31)),
        (date(2026, 12, 31), date(2027, 12, 31)),
    ],
)
def test_a_complete_operating_year_is_a_calendar_year(begun: date, ends: date) -> None:
    assert cycles.full_year_ends(begun) == ends
    assert not cycles.has_full_year(begun, on=ends)
    assert cycles.has_full_year(begun, on=ends + ONE_DAY)


@given(days, days)
def test_both_questions_about_the_year_have_one_answer(begun: date, on: date) -> None:
    by_start = begun <= cycles.latest_start_with_full_year(on)
    assert by_start is cycles.has_full_year(begun, on=on)


@given(near, st.none() | near, st.lists(st.tuples(near, st.none() | near), max_size=6))
def test_the_first_uncovered_day_is_what_counting_day_by_day_finds(first, last, spans) -> None:
    spans = [(begin, end) for begin, end in spans if end is None or begin <= end]
    horizon = last or date(2026, 3, 2)
    day = first
    while day <= horizon and any(b <= day and (e is None or day <= e) for b, e in spans):
        day += ONE_DAY
    gap = cycles.uncovered_from(first, last=last, spans=spans)
    assert gap == (day if day <= horizon else None)


def owed(market: Market, price: Price, on: date) -> bool:
    """Whether the price stands in the authorising body's 我的待办 on the day."""
    with time_machine.travel(f"{on} 12:00:00+08:00", tick=False):
        urgency = Urgency(today=on, soon_until=on + timedelta(days=5))
        duties = Inbox(market.desk.by.drafter, urgency).duties()
        return (Price, str(price.pk)) in {(each.model, each.pk) for each in duties}


@pytest.mark.django_db
def test_i_16_the_duty_is_owed_from_the_end_of_the_complete_year(market: Market) -> None:
    price = made.trial_price(market.desk, product=market.product)
    assert not owed(market, price, date(2027, 12, 31))
    assert owed(market, price, date(2028, 1, 1))
