"""The desk's mechanism: a registry that knows no app, months as weeks, days as a calendar file."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance import desk, icalendar
from governance.desk import Obligation, Section
from governance.months import Month, weeks

DAY = date(2026, 11, 26)
MONTHS = st.builds(Month, st.integers(2000, 2100), st.integers(1, 12))


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "_sections", {})
    monkeypatch.setattr(desk, "_sources", [])


def due(on: date, title: str = "甲", url: str = "/a/") -> Obligation:
    return Obligation(on=on, title=title, kind="办理", url=url)


@pytest.mark.usefixtures("registry")
def test_sections_are_shown_to_whom_they_concern_and_registered_once() -> None:
    shared: dict[str, Any] = {"title": "一", "empty": "无。", "rows": lambda user, on: ()}
    desk.desk_section(Section(key="a", concerns=lambda user: user == "甲", **shared))
    desk.desk_section(Section(key="b", concerns=lambda user: True, **shared))
    assert [each.key for each in desk.sections_for("甲")] == ["a", "b"]
    assert [each.key for each in desk.sections_for("乙")] == ["b"]
    with pytest.raises(ValueError, match="twice"):
        desk.desk_section(Section(key="a", concerns=lambda user: True, **shared))


@pytest.mark.usefixtures("registry")
def test_obligations_come_in_order_within_the_span_and_once() -> None:
    def one(user: Any, on: date, first: date, last: date) -> Iterable[Obligation]:
        yield from (due(DAY + timedelta(days=n)) for n in (3, 1, 99, -5))

    def other(user: Any, on: date, first: date, last: date) -> Iterable[Obligation]:
        yield due(DAY + timedelta(days=1), title="同一记录")
        yield due(DAY + timedelta(days=1), title="另一记录", url="/b/")

    desk.obligation_source(one)
    desk.obligation_source(other)
    found = desk.obligations("甲", on=DAY, first=DAY, last=DAY + timedelta(days=30))
    assert [(each.on.day, each.title) for each in found] == [
        (27, "另一记录"),
        (27, "甲"),
        (29, "甲"),
    ]


@given(MONTHS, st.integers(-600, 600))
def test_moving_there_and_back_is_the_same_month(month: Month, number: int) -> None:
    assert month.moved(number).moved(-number) == month
    assert month.moved(1).first == month.last + timedelta(days=1)


@given(MONTHS)
def test_a_month_is_whole_weeks_from_monday_and_has_every_day_once(month: Month) -> None:
    rows = weeks(month, [due(month.first)], today=month.last)
    assert all(len(row) == 7 and row[0].day.weekday() == 0 for row in rows)
    days = [day for row in rows for day in row if day.is_of_month]
    assert [day.day.day for day in days] == list(range(1, month.last.day + 1))
    assert [day.day for day in days if day.is_today] == [month.last]
    assert [len(day.obligations) for day in days][:2] == [1, 0]


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2027-01", Month(2027, 1)),
        ("2027-13", Month(2026, 11)),
        ("", Month(2026, 11)),
        ("九月", Month(2026, 11)),
        ("1999-01", Month(2026, 11)),
        ("２０２７-01", Month(2027, 1)),
    ],
)
def test_a_month_is_read_from_the_address(text: str, month: Month) -> None:
    assert Month.parse(text, otherwise=DAY) == month


NOW = datetime(2026, 11, 26, 1, 2, 3, tzinfo=UTC)


def lines_of(*found: Obligation) -> list[str]:
    whole = icalendar.calendar_file(found, name="办理日历", now=NOW, host="portal.example")
    assert whole.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in whole.split("\r\n"))
    return whole.replace("\r\n ", "").split("\r\n")


def test_a_day_becomes_an_event_of_one_day() -> None:
    lines = lines_of(
        Obligation(on=date(2026, 12, 31), title="甲;乙,丙\\丁\n戊", kind="报告", basis="27号")
    )
    assert "DTSTART;VALUE=DATE:20261231" in lines
    assert "DTEND;VALUE=DATE:20270101" in lines
    assert "DTSTAMP:20261126T010203Z" in lines
    assert "SUMMARY:报告：甲\\;乙\\,丙\\\\丁\\n戊" in lines
    assert "DESCRIPTION:27号" in lines


def test_an_event_keeps_its_identity_and_two_have_two() -> None:
    first, again, other = (
        [line for line in lines_of(each) if line.startswith("UID")]
        for each in (due(DAY), due(DAY), due(DAY, url="/b/"))
    )
    assert first == again != other


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"]), max_size=200))
def test_long_lines_are_folded_and_nothing_is_lost(words: str) -> None:
    pieces = list(icalendar.folded(words))
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == words
