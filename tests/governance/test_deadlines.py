"""Terms: region before nation, all units, provisional dates, and their recount when the notice is out."""

from datetime import date

import pytest

from accounts.models import User
from catalog.models import DataResource
from governance import deadlines
from governance.due import recompute_provisional_deadlines
from governance.models import AuditEvent, DeadlineRule, Workday, WorkdayYear
from tests.factories.catalog import submitted_resource

pytestmark = pytest.mark.django_db


def test_working_days_by_the_notice() -> None:
    due = deadlines.due("reg.notice", start=date(2026, 9, 24))
    assert (due.on, due.is_provisional, due.key) == (date(2026, 10, 15), False, "reg.notice")


def test_an_unpublished_year_gives_a_provisional_date() -> None:
    due = deadlines.due("reg.review", start=date(2026, 12, 21))
    assert due.is_provisional
    assert due.on.year == 2027


def test_the_region_comes_before_the_nation() -> None:
    DeadlineRule.objects.create(
        key="reg.accept", region_code="460000", name="海南受理", number=1, unit="working_day",
        starts_at="收到", source="试",
    )  # fmt: skip
    start = date(2026, 3, 2)
    assert deadlines.due("reg.accept", start=start, region_code="460100").on == date(2026, 3, 3)
    assert deadlines.due("reg.accept", start=start, region_code="990100").on == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("key", "start", "on"),
    [
        ("reg.validity", date(2024, 2, 29), date(2027, 2, 28)),
        ("log.retention", date(2026, 8, 31), date(2027, 2, 28)),
        ("reg.renew_window", date(2026, 1, 1), date(2026, 3, 2)),
        ("disc.annual", date(2026, 1, 1), date(2026, 3, 31)),
        ("disc.annual", date(2026, 4, 1), date(2027, 3, 31)),
    ],
)
def test_each_unit(key: str, start: date, on: date) -> None:
    assert deadlines.due(key, start=start).on == on


def test_an_unknown_rule_is_an_error() -> None:
    with pytest.raises(DeadlineRule.DoesNotExist):
        deadlines.due("reg.nothing", start=date(2026, 1, 1))


def test_unchecked_rules_say_so() -> None:
    assert DeadlineRule.objects.get(key="cat.review").term == "2 个工作日，待核对"
    assert DeadlineRule.objects.get(key="reg.accept").term == "3 个工作日"


def test_provisional_dates_are_counted_again_when_the_notice_is_out() -> None:
    resource = submitted_resource(on=date(2026, 12, 31))
    assert (resource.due_on, resource.due_is_provisional) == (date(2027, 1, 4), True)
    scheduler = User.objects.service_account("scheduler")
    assert recompute_provisional_deadlines(scheduler, date(2027, 1, 1)) == 0
    year = WorkdayYear.objects.create(year=2027, source_document="试")
    for day in (1, 4):
        Workday.objects.create(day=date(2027, 1, day), kind="holiday", name="元旦", year=year)
    assert recompute_provisional_deadlines(scheduler, date(2027, 1, 1)) == 1
    resource = DataResource.objects.get(pk=resource.pk)
    assert (resource.due_on, resource.due_is_provisional) == (date(2027, 1, 6), False)
    event = AuditEvent.objects.about(resource).first()
    assert event is not None
    assert event.action == "governance.deadline.recompute"
    assert recompute_provisional_deadlines(scheduler, date(2027, 1, 1)) == 0
