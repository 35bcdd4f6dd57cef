"""Operating years and cycles: pure logic of dates (65号 二、四)."""

from collections.abc import Iterable
from datetime import date, timedelta


def first_full_year(starts_on: date) -> int:
    """The first calendar year, as accounts are kept, that lies wholly after the start."""
    is_new_year = (starts_on.month, starts_on.day) == (1, 1)
    return starts_on.year if is_new_year else starts_on.year + 1


def full_year_ends(starts_on: date) -> date:
    """The last day of the first complete operating year."""
    return date(first_full_year(starts_on), 12, 31)


def has_full_year(starts_on: date, *, on: date) -> bool:
    """Whether a complete operating year lies behind: from then on a trial price needs a reason."""
    return on > full_year_ends(starts_on)


def latest_start_with_full_year(on: date) -> date:
    """Whoever began by this day has a complete operating year behind on the day ``on``."""
    return date(on.year - 1, 1, 1)


def uncovered_from(
    first: date, *, last: date | None, spans: Iterable[tuple[date, date | None]]
) -> date | None:
    """The first day from ``first`` to ``last`` (without end, if none) that no span covers."""
    day = first
    for begin, end in sorted(spans, key=lambda span: span[0]):
        if begin > day:
            break
        if end is None:
            return None
        day = max(day, end + timedelta(days=1))
    return None if last is not None and day > last else day
