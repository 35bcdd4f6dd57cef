"""What stands between an application and its end: secrecy, somebody else's data, corrections, revocations, lateness."""

from dataclasses import replace
from datetime import timedelta

import pytest

from accounts.models import Role, User
from catalog.models import DataResource, RegistrationApplication
from catalog.workflow import applications, daily, registrations, revocations
from governance.errors import TransitionError, WrongState
from governance.models import WorkdayYear
from tests.factories import catalog, licensing
from tests.factories.catalog import DAY, desk, passed_internal_review
from tests.factories.people import organisation, person
from tests.factories.registering import (
    FINISH,
    IN_WINDOW,
    KINDS,
    Walk,
    application_of,
    day_of,
    opened_revocation,
    verified_revocation,
)

pytestmark = pytest.mark.django_db
Status = RegistrationApplication.Status


@pytest.fixture(autouse=True)
def _the_years_of_the_story_are_published(db):
    WorkdayYear.objects.create(year=2029, source_document="国办发明电〔2028〕9号")


@pytest.fixture
def by():
    return desk()


def file_it(application, by, on=DAY):
    passed_internal_review(application, by=by, on=on)
    applications.submit(application, actor=by.clerk, on=on)


SECRET = {
    "is_secret": True, "opening": "none", "opening_reason": "涉密。", "sharing": "none",
    "sharing_legal_basis": "《保守国家秘密法》第二十三条",
}  # fmt: skip


class TestSecret:
    def test_it_is_never_filed(self, by):
        resource = catalog.published_resource(by=by, **SECRET)
        application = catalog.draft_application(by=by, resource=resource)
        with pytest.raises(TransitionError, match="涉密数据不得公示和登记"):
            file_it(application, by)

    def test_what_became_secret_under_way_is_neither_announced_nor_coded(self, by):
        reviewed, announced = (
            catalog.reviewed_application(by=by),
            catalog.application_in_notice(by=by),
        )
        DataResource.objects.update(**SECRET)
        with pytest.raises(TransitionError, match="涉密数据不得公示和登记"):
            registrations.give_notice(reviewed, actor=by.receiver, on=DAY)
        with pytest.raises(TransitionError, match="涉密数据不得公示和登记"):
            registrations.assign_code(announced, actor=by.receiver, on=catalog.AFTER_NOTICE)

    def test_its_registration_may_still_be_cancelled(self, by):
        registration = catalog.active_registration(by=by)
        DataResource.objects.update(**SECRET)
        application_of("cancellation", "finished", by=by, registration=registration)
        registration.refresh_from_db()
        assert registration.status == "cancelled"


class TestWhoseResource:
    def test_another_bodys_resource_is_not_registered(self, by):
        foreign = catalog.published_resource(by=desk(), name="他人的数据")
        application = catalog.draft_application(by=by, resource=foreign)
        with pytest.raises(TransitionError, match=f"由“{foreign.provider}”提供"):
            file_it(application, by)

    def test_a_joint_applicants_and_a_subordinate_bodys_resources_are(self, by):
        below = organisation(name="云州市停车管理中心", parent=by.provider)
        joint = organisation(name="云州市水务局")
        for provider in (below, joint):
            resource = catalog.published_resource(by=by, name=f"{provider}的数据")
            DataResource.objects.filter(pk=resource.pk).update(provider=provider)
            application = catalog.draft_application(by=by, resource=resource)
            if provider == joint:
                parties = application.parties
                parties.create(organisation=by.provider, is_lead=True)
                parties.create(organisation=joint, consent_statement="同意共同申请。")
            file_it(application, by)
            assert application.status == Status.SUBMITTED

    def test_an_implementing_body_registers_what_it_has_licensed(self, by):
        licence = licensing.licence_in_force()
        resource = licence.scope.first().resource
        resource.registrations.update(status="expired")
        assert resource.provider != licence.implementing_body
        clerk = person(Role.IMPLEMENTING_BODY, organisation=licence.implementing_body)
        at = replace(by, provider=licence.implementing_body, clerk=clerk, other_clerk=clerk)
        application = catalog.draft_application(by=at, resource=resource, on=licence.starts_on)
        file_it(application, at, licence.starts_on)
        assert application.status == Status.SUBMITTED


def test_what_was_withdrawn_is_not_announced(by):
    application = catalog.reviewed_application(by=by)
    DataResource.objects.filter(pk=application.resource_id).update(
        status="withdrawn", withdrawal_reason="停用。"
    )
    with pytest.raises(TransitionError, match="已经撤回"):
        registrations.give_notice(application, actor=by.receiver, on=DAY)


def finish(application, by, on=None):
    FINISH[application.kind](application, actor=by.receiver, on=on or day_of(application.kind))


class TestCorrections:
    @pytest.mark.parametrize("kind", ["change", "renewal"])
    def test_what_was_written_before_a_correction_is_not_coded(self, by, kind):
        registration = catalog.active_registration(by=by)
        state = "notice" if kind == "change" else "reviewed"
        stale = application_of(kind, state, by=by, registration=registration, on=IN_WINDOW)
        application_of("correction", "finished", by=by, registration=registration, on=IN_WINDOW)
        on = catalog.day_after_notice(stale) if state == "notice" else IN_WINDOW
        with pytest.raises(TransitionError, match="按更正前的内容编制"):
            finish(stale, by, on)
        applications.withdraw(
            stale, actor=by.clerk, on=IN_WINDOW, reason="按更正后的内容重新编制。"
        )
        again = application_of(kind, state, by=by, registration=registration, on=IN_WINDOW)
        finish(again, by, on)
        assert again.status == Status.CODED

    def test_once_a_renewal_waits_the_renewal_is_corrected(self, by):
        registration = catalog.active_registration(by=by)
        late = application_of(
            "correction", "reviewed", by=by, registration=registration, on=IN_WINDOW
        )
        renewal = application_of(
            "renewal", "finished", by=by, registration=registration
        ).registration
        with pytest.raises(TransitionError, match=f"就续展的登记“{renewal}”申请更正"):
            finish(late, by, IN_WINDOW)
        correction = application_of(
            "correction", "finished", by=by, registration=renewal, on=IN_WINDOW
        )
        assert correction.version_made.registration == renewal


class TestRevocation:
    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize("make", [opened_revocation, verified_revocation])
    def test_nobody_escapes_from_it_by_finishing_first(self, by, kind, make):
        application = application_of(kind, "reviewed", by=by)
        if application.needs_notice:
            Walk(application, by, day_of(kind)).announce()
            application.refresh_from_db()
        on = catalog.day_after_notice(application) if application.needs_notice else day_of(kind)
        case = make(by=by, registration=application.about)
        with pytest.raises(TransitionError, match="的撤销正在办理"):
            finish(application, by, on)
        revocations.drop(case, actor=by.decider, on=on, reason="不属实。")
        finish(application, by, on)
        application.refresh_from_db()
        assert application.status in (Status.CODED, Status.COMPLETED)

    def test_the_renewals_own_case_stops_the_cancellation_that_would_end_both(self, by):
        renewal = application_of("renewal", "finished", by=by).registration
        opened_revocation(by=by, registration=renewal)
        with pytest.raises(TransitionError, match=f"登记“{renewal}”的撤销正在办理"):
            application_of(
                "cancellation", "finished", by=by, registration=renewal.previous, on=IN_WINDOW
            )


class TestReturnedRenewal:
    def test_it_ends_when_its_term_and_the_validity_are_over(self, by):
        job = User.objects.service_account("daily")
        application = application_of("renewal", "returned", by=by)
        about = application.about
        for on in (about.valid_to, application.due_on):
            assert daily.lapse_late_renewals(job, on) == 0
        over = max(about.valid_to, application.due_on) + timedelta(days=1)
        assert daily.lapse_late_renewals(job, over) == 1
        assert daily.lapse_late_renewals(job, over) == 0
        application.refresh_from_db()
        assert application.status == Status.TERMINATED
        assert "补正期限" in application.outcome_reason
        assert daily.expire_registrations(job, over) == 1
        with pytest.raises(WrongState):
            applications.submit(application, actor=by.clerk, on=over)

    def test_it_is_not_filed_again_before_the_daily_run_either(self, by):
        application = application_of("renewal", "returned", by=by)
        over = max(application.about.valid_to, application.due_on) + timedelta(days=1)
        with pytest.raises(TransitionError, match=r"补正期限.*已过"):
            file_it(application, by, over)

    def test_it_is_filed_again_in_its_term_though_the_validity_is_over(self, by):
        about = catalog.active_registration(by=by)
        application = application_of(
            "renewal", "returned", by=by, registration=about, on=about.valid_to
        )
        late = about.valid_to + timedelta(days=3)
        assert late <= application.due_on
        file_it(application, by, late)
        assert application.status == Status.SUBMITTED
