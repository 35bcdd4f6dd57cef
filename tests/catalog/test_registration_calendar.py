"""Renewal in its window, and what the calendar brings about in registering (26号 第十二条至第十五条; I-25)."""

from datetime import date, timedelta

import pytest

from accounts.models import User
from catalog.models import (
    Registration,
    RegistrationApplication,
)
from catalog.workflow import applications, daily, objections, registrations
from governance import edits
from governance.errors import TransitionError
from tests.factories import catalog
from tests.factories.catalog import DAY, desk, objection, passed_internal_review
from tests.factories.registering import IN_WINDOW, LATER, Walk, application_of, begun

pytestmark = pytest.mark.django_db
Status = RegistrationApplication.Status
SM3_OF_ABC = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


@pytest.fixture
def by():
    return desk()


@pytest.fixture
def job():
    return User.objects.service_account("daily")


def file_it(application, by, on=DAY):
    passed_internal_review(application, by=by, on=on)
    applications.submit(application, actor=by.clerk, on=on)


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (date(2029, 1, 15), False),
        (date(2029, 1, 16), True),
        (date(2029, 3, 17), True),
        (date(2029, 3, 18), False),
    ],
)
def test_i_25_a_renewal_is_filed_in_the_last_sixty_days_only(by, day, is_open):
    if day < date(2029, 1, 16):
        with pytest.raises(TransitionError, match="2029-01-16起才能申请续展"):
            begun("renewal", by=by, on=day)
        return
    application = begun("renewal", by=by, on=day)
    assert application.about.valid_to == date(2029, 3, 17)
    if is_open:
        file_it(application, by, day)
        assert application.first_received_on == day
    else:
        with pytest.raises(TransitionError, match="续展申请期为2029-01-16至2029-03-17"):
            file_it(application, by, day)


def test_i_25_a_renewal_asks_for_three_years_at_most(by):
    application = begun("renewal", by=by)
    application.renewal_ends_on = date(2032, 3, 18)
    edits.save(application, actor=by.clerk)
    with pytest.raises(TransitionError, match="没有可登记的有效期"):
        file_it(application, by, IN_WINDOW)
    application.renewal_ends_on = date(2030, 12, 31)
    edits.save(application, actor=by.clerk)
    renewed = Walk(application, by, IN_WINDOW).to("finished").registration
    assert (renewed.valid_from, renewed.valid_to) == (date(2029, 3, 18), date(2030, 12, 31))


def test_a_renewal_filed_in_time_is_waited_for_and_starts_after_the_old_end(by, job):
    application = application_of("renewal", "in_review", by=by)
    about, late = application.about, application.about.valid_to + timedelta(days=5)
    assert daily.expire_registrations(job, late) == 0
    applications.review(application, actor=by.reviewer, on=late)
    registrations.assign_code(application, actor=by.receiver, on=late)
    assert application.registration.valid_from == about.valid_to + timedelta(days=1)
    assert daily.expire_registrations(job, late) == 1
    about.refresh_from_db()
    assert about.status == Registration.Status.RENEWED


def test_a_renewal_that_fails_lets_the_registration_expire(by, job):
    application = application_of("renewal", "in_review", by=by)
    late = application.about.valid_to + timedelta(days=5)
    applications.fail_review(application, actor=by.reviewer, on=late, reason="存证失效。")
    assert daily.expire_registrations(job, late) == 1
    application.about.refresh_from_db()
    assert application.about.status == Registration.Status.EXPIRED


def test_a_change_waits_for_the_renewal_to_begin(by):
    renewal = application_of("renewal", "finished", by=by).registration
    with pytest.raises(TransitionError, match="已经续展"):
        application_of("change", "submitted", by=by, registration=renewal.previous, on=IN_WINDOW)


def test_applications_about_a_registration_that_ended_otherwise_lapse(by, job):
    change = application_of("correction", "in_review", by=by)
    application_of("cancellation", "finished", by=by, registration=change.about)
    with pytest.raises(TransitionError, match="已经失效"):
        applications.review(change, actor=by.reviewer, on=LATER)
    assert daily.lapse_applications(job, LATER) == 1
    assert daily.lapse_applications(job, LATER) == 0
    change.refresh_from_db()
    assert (change.status, "已注销" in change.outcome_reason) == (Status.TERMINATED, True)


class TestCalendar:
    def test_the_term_of_the_coding_begins_at_the_end_of_the_notice(self, by, job):
        application = catalog.application_in_notice(by=by)
        assert daily.close_notices(job, date(2026, 3, 16)) == 0
        assert daily.close_notices(job, date(2026, 3, 17)) == 1
        assert daily.close_notices(job, date(2026, 3, 17)) == 0
        application.refresh_from_db()
        assert (application.due_rule, application.due_on) == ("reg.code", date(2026, 3, 23))
        assert (application.status, application.clock_started_on) == ("notice", date(2026, 3, 16))

    def test_an_objection_dismissed_after_the_notice_leads_straight_to_the_coding(self, by):
        application = catalog.application_in_notice(by=by)
        raised = objection(application)
        late = date(2026, 3, 20)
        objections.dismiss(raised, actor=by.decider, on=late, reason="不成立。")
        application.refresh_from_db()
        assert (application.due_rule, application.due_on) == ("reg.code", date(2026, 3, 27))
        assert application.clock_started_on == late

    def test_the_window_of_a_renewal_opens_by_itself(self, by, job):
        registration = catalog.active_registration(by=by)
        assert daily.open_renewals(job, date(2029, 1, 15)) == 0
        assert daily.open_renewals(job, date(2029, 1, 16)) == 1
        assert daily.open_renewals(job, date(2029, 1, 16)) == 0
        registration.refresh_from_db()
        assert (registration.due_rule, registration.due_on) == (
            "reg.renew_window",
            date(2029, 3, 17),
        )
