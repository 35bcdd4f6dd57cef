"""The clocks of registering, where the kind or the past decides which term runs (26号 第九条至第十五条)."""

from datetime import date
from typing import Any

from governance.deadlines import Due, due, rule_for

#: 26号 came into force; operations begun before had a term of their own for the first registration.
IN_FORCE_SINCE = date(2025, 3, 1)


def running(key: str, *, start: date, region_code: str) -> dict[str, Any]:
    """The columns of a clock that runs by the rule ``key`` from ``start``."""
    return due(key, start=start, region_code=region_code).clock


def first_registration_term(delivered_on: date, region_code: str) -> Due:
    """Twenty working days from the delivery; thirty from 1 March 2025 for what was delivered before."""
    if delivered_on < IN_FORCE_SINCE:
        return due("reg.legacy", start=IN_FORCE_SINCE, region_code=region_code)
    return due("reg.first", start=delivered_on, region_code=region_code)


def renewal_window_days(region_code: str) -> int:
    """How many calendar days before the expiry a renewal may be asked for."""
    return rule_for("reg.renew_window", region_code).number or 0
