"""How fresh data are: what was promised against what was kept (clause 二)."""

from dataclasses import dataclass
from datetime import date, timedelta

from catalog.vocabulary import UpdateCycle
from governance.deadlines import add_months

DAYS = {
    UpdateCycle.REALTIME: 1,
    UpdateCycle.DAILY: 1,
    UpdateCycle.WEEKLY: 7,
    UpdateCycle.TEN_DAYS: 10,
}
MONTHS = {
    UpdateCycle.MONTHLY: 1,
    UpdateCycle.QUARTERLY: 3,
    UpdateCycle.HALF_YEARLY: 6,
    UpdateCycle.YEARLY: 12,
}
LAST_YEAR = 9000


@dataclass(frozen=True)
class Freshness:
    """When new data were due; ``next_on`` is empty where nothing was promised or nothing is known."""

    last_on: date | None
    next_on: date | None
    is_overdue: bool


def next_update(cycle: str, last: date) -> date | None:
    """The last day on which the promise is kept; nothing for irregular updates."""
    if cycle in DAYS:
        return last + timedelta(days=DAYS[UpdateCycle(cycle)])
    if cycle in MONTHS:
        return add_months(last, MONTHS[UpdateCycle(cycle)])
    return None


def freshness(cycle: str, *, last: date | None, on: date) -> Freshness:
    """The promise and whether it is kept on a day."""
    # A date at the end of all calendars is a typing error: nothing can be reckoned from it.
    following = None if last is None or last.year >= LAST_YEAR else next_update(cycle, last)
    return Freshness(last, following, following is not None and on > following)
