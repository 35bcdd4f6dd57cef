"""What the portal counts itself for an evaluation: each measure from the records of the year, and of no other."""

from decimal import Decimal

import pytest

from licensing.measures import is_automatic, measured
from licensing.models import Measure
from tests.factories.complaints import complaint
from tests.factories.inspections import rectification
from tests.factories.licensing import licence_in_force, product_on_sale
from tests.factories.schemes import parties
from tests.factories.supervision import incident

pytestmark = pytest.mark.django_db

EACH = Decimal(30)


def test_everything_but_what_is_scored_by_hand_is_counted() -> None:
    assert {name for name in Measure.values if not is_automatic(name)} == {Measure.MANUAL}


def test_incidents_cost_points_and_false_alarms_do_not() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    incident(by=by, licence=licence)
    incident("dismissed", by=by, licence=licence, what="误把压测当作调用异常。")
    found = measured(Measure.INCIDENTS, licence, 2026, EACH)
    assert (found.score, found.facts) == (70, "2026年发生事件 1 起，每起扣 30 分。")
    assert measured(Measure.INCIDENTS, licence, 2025, EACH).score == 100
    assert measured(Measure.INCIDENTS, licence_in_force(by=by), 2026, EACH).score == 100


def test_only_complaints_found_true_cost_points() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    complaint("accepted", by=by, licence=licence)
    assert measured(Measure.COMPLAINTS, licence, 2026, EACH).score == 100
    complaint("closed", by=by, licence=licence, what="同一公司再次搭售，要求同时购买报告。")
    assert measured(Measure.COMPLAINTS, licence, 2026, EACH).score == 70
    assert measured(Measure.COMPLAINTS, licence, 2025, EACH).score == 100


@pytest.mark.parametrize(("state", "score"), [("verified", 100), ("refused", 0), ("planned", 0)])
def test_rectification_on_time(state: str, score: int) -> None:
    order = rectification(state, by=parties())
    # What is still owed by the end of the year counts as late.
    assert measured(Measure.RECTIFICATION, order.licence, 2026, EACH).score == score
    assert measured(Measure.RECTIFICATION, order.licence, 2025, EACH).score == 100


def test_products_count_from_the_year_in_which_they_came_on_sale() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    product_on_sale(by=by, licence=licence, purpose="industry")
    assert measured(Measure.PRODUCTS, licence, 2026, Decimal(3)).score == Decimal("33.33")
    assert measured(Measure.PRODUCTS, licence, 2025, Decimal(3)).score == 0
    assert measured(Measure.FREE_SUPPLY, licence, 2026, Decimal(1)).score == 0
