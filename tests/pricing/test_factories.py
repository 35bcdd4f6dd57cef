"""Every factory brings its record into the state that it names."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.factories import pricing as made

pytestmark = pytest.mark.django_db

STATES: list[tuple[Callable[..., Any], str]] = [
    (made.draft_survey, "draft"),
    (made.submitted_survey, "submitted"),
    (made.returned_survey, "returned"),
    (made.checked_survey, "checked"),
    (made.draft_revenue, "draft"),
    (made.proposed_revenue, "proposed"),
    (made.returned_revenue, "returned"),
    (made.signed_revenue, "signed"),
    (made.revenue_in_force, "in_force"),
    (made.draft_cap, "draft"),
    (made.set_cap, "set"),
    (made.reported_cap, "reported"),
    (made.superseded_cap, "superseded"),
    (made.draft_price, "draft"),
    (made.published_price, "published"),
    (made.trial_price, "published"),
    (made.superseded_price, "superseded"),
    (made.withdrawn_price, "withdrawn"),
]


@pytest.mark.parametrize(
    ("make", "state"), STATES, ids=lambda value: getattr(value, "__name__", value)
)
def test_the_record_stands_in_the_state_that_its_factory_names(
    make: Callable[..., Any], state: str
) -> None:
    assert make(made.price_desk()).status == state
