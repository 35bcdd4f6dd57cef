"""Every state of every procedure of guided prices, and who takes which step: for the table tests."""

from collections.abc import Callable
from typing import Any

from accounts.models import User
from tests.factories import pricing as made
from tests.pricing.conftest import Market

Make = Callable[[Market], Any]


def _survey(make: Callable[..., Any]) -> Make:
    return lambda market: make(market.desk, licence=market.product.licence, year=2031)


def _revenue(make: Callable[..., Any]) -> Make:
    return lambda market: make(
        market.desk,
        survey=market.revenue.survey,
        cycle_start=made.DAY.replace(year=2029),
        cycle_end=made.DAY.replace(year=2030),
    )


def _tariff(make: Callable[..., Any], **over: Any) -> Make:
    return lambda market: make(market.desk, product=market.product, **over)


STATES: dict[str, dict[str, Make]] = {
    "costsurvey": {
        "draft": _survey(made.draft_survey),
        "submitted": _survey(made.submitted_survey),
        "returned": _survey(made.returned_survey),
        "checked": _survey(made.checked_survey),
    },
    "allowedrevenue": {
        "draft": _revenue(made.draft_revenue),
        "proposed": _revenue(made.proposed_revenue),
        "signed": _revenue(made.signed_revenue),
        "returned": _revenue(made.returned_revenue),
        "in_force": _revenue(made.revenue_in_force),
    },
    "captariff": {
        "draft": _tariff(made.draft_cap),
        "set": _tariff(made.set_cap),
        "reported": _tariff(made.reported_cap),
        "superseded": _tariff(made.superseded_cap),
    },
    "price": {
        "draft": _tariff(made.draft_price, stage="trial"),
        "published": _tariff(made.trial_price, starts_on=made.DAY + 9 * made.ONE_DAY),
        "superseded": _tariff(made.superseded_price, stage="trial"),
        "withdrawn": _tariff(made.withdrawn_price, stage="trial"),
    },
}
ALL_STATES = [(model, state) for model, states in STATES.items() for state in states]


def actor_of(action: str, market: Market) -> User:
    """Who may take the step."""
    desk, by = market.desk, market.desk.by
    return {
        "pricing.costsurvey.submit": desk.surveyor,
        "pricing.costsurvey.check": desk.checker,
        "pricing.costsurvey.return": desk.checker,
        "pricing.allowedrevenue.propose": desk.surveyor,
        "pricing.allowedrevenue.sign": desk.signer,
        "pricing.allowedrevenue.countersign": desk.countersigner,
        "pricing.allowedrevenue.return": desk.countersigner,
        "pricing.captariff.set": by.decider,
        "pricing.captariff.report": by.drafter,
        "pricing.captariff.end": by.drafter,
        "pricing.price.publish": by.seller,
        "pricing.price.end": by.seller,
        "pricing.price.withdraw": by.seller,
        "pricing.price.apply_formal": by.drafter,
    }[action]
