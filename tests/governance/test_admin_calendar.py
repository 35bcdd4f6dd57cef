"""A year of the calendar entered from the notice's text."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Role
from governance.admin.calendar import announced_days
from governance.calendars import ONE_DAY
from governance.deadlines import portal_calendar
from governance.models import AuditEvent, Workday, WorkdayYear
from tests.factories.people import person
from tests.governance.site import filled, signed_in

YEARS = "/admin/governance/workdayyear/"
NOTICE = "2031-01-01至2031-01-03 放假 元旦\n\n2031-01-04 上班 元旦调休"


def test_a_notice_is_read_line_by_line():
    days = list(announced_days(NOTICE))
    assert [each.day.day for each in days] == [1, 2, 3, 4]
    assert [each.kind for each in days] == ["holiday"] * 3 + ["workday"]
    assert days[-1].day - days[0].day == 3 * ONE_DAY


UNREADABLE = (
    "2031-13-01 放假 元旦",
    "元旦放假三天",
    "2031-01-03至2031-01-01 放假 元旦",
    "2031-01-01至2031-12-31 放假 全年",
)


@pytest.mark.parametrize("line", UNREADABLE)
def test_a_line_that_cannot_be_read_is_named(line):
    with pytest.raises(ValidationError, match="第 2 行读不懂"):
        list(announced_days(f"2031-01-01 放假 元旦\n{line}"))


@pytest.mark.django_db
def test_a_year_is_entered_in_one_go_and_counts_at_once():
    authority = person(Role.AUTHORITY)
    client = signed_in(authority)
    sent = filled(
        client, f"{YEARS}add/", year=2031, source_document="国办发明电〔2030〕1号", notice=NOTICE
    )
    assert client.post(f"{YEARS}add/", sent).status_code == 302
    year = WorkdayYear.objects.get(year=2031)
    assert year.days.count() == 4
    assert not portal_calendar().is_working_day(date(2031, 1, 2))
    added = Workday.objects.get(day=date(2031, 1, 4))
    assert AuditEvent.objects.about(added).get().actor == authority


@pytest.mark.django_db
def test_days_of_another_year_are_refused_and_the_text_is_kept():
    client = signed_in(person(Role.AUTHORITY))
    sent = filled(client, f"{YEARS}add/", year=2032, source_document="号", notice=NOTICE)
    page = client.post(f"{YEARS}add/", sent).content.decode()
    assert "这些日期不在 2032 年" in page
    assert "元旦调休" in page
    assert not WorkdayYear.objects.filter(year=2032).exists()
