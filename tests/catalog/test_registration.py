"""Registration by the letter of 26号: filing, one supplement, ten full working days, objections, coding, validity."""

from datetime import date, timedelta

import pytest

from catalog import blocks
from catalog.models import (
    Evidence,
    NumberSeries,
    Objection,
    Registration,
    RegistrationApplication,
)
from catalog.workflow import applications, daily, objections, registrations, resources
from governance import edits
from governance.deadlines import working_days_left
from governance.errors import NotPermitted, TransitionError, WrongState
from governance.models import AuditEvent, Workday, WorkdayYear
from tests.factories import catalog
from tests.factories.catalog import AFTER_NOTICE, DAY, day_after_notice, desk, objection
from tests.factories.people import region

pytestmark = pytest.mark.django_db
Status = RegistrationApplication.Status


@pytest.fixture
def by():
    return desk()


def state(application):
    return RegistrationApplication.objects.get(pk=application.pk).status


def test_what_is_missing_is_told_all_at_once(by):
    application = catalog.draft_application(
        by=by, scenario="", risk_assessor="", acquisition="shared"
    )
    Evidence.objects.filter(application=application).delete()
    catalog.passed_internal_review(application, by=by, on=DAY)
    with pytest.raises(TransitionError) as refusal:
        applications.submit(application, actor=by.clerk, on=DAY)
    for label in ("应用场景", "安全风险评估单位", "数据提供方的同意文件", "存证"):
        assert label in str(refusal.value)
    assert state(application) == Status.DRAFT


def test_nothing_is_filed_before_the_internal_review(by):
    application = catalog.draft_application(by=by)
    with pytest.raises(TransitionError, match="业务审核"):
        applications.submit(application, actor=by.clerk, on=DAY)


def test_an_edit_after_the_internal_review_makes_it_stale(by):
    application = catalog.internally_reviewed_application(by=by)
    application.volume = "120万条"
    edits.save(application, actor=by.clerk)
    with pytest.raises(TransitionError, match="业务审核"):
        applications.submit(application, actor=by.clerk, on=DAY)


def test_only_what_stands_in_the_catalogue_is_registered(by):
    draft = catalog.draft_resource(by=by)
    application = catalog.internally_reviewed_application(by=by, resource=draft)
    with pytest.raises(TransitionError, match="尚未发布"):
        applications.submit(application, actor=by.clerk, on=DAY)


def test_an_application_goes_to_a_registry_that_somebody_works_for(by):
    application = catalog.internally_reviewed_application(by=by, registry=by.provider)
    with pytest.raises(TransitionError, match="不是登记机构"):
        applications.submit(application, actor=by.clerk, on=DAY)


def test_i_26_the_clock_starts_anew_when_filed_again(by):
    application = catalog.returned_application(by=by)
    assert (application.due_rule, application.due_on) == ("reg.supplement", date(2026, 3, 16))
    application.spatial_range = "云州市"
    edits.save(application, actor=by.clerk)
    later = date(2026, 3, 9)
    catalog.passed_internal_review(application, by=by, on=later)
    applications.submit(application, actor=by.clerk, on=later)
    assert (application.submission, application.received_on) == (2, later)
    assert application.due_on == date(2026, 3, 12)


def test_i_21_the_reviewer_is_not_the_applicants_user(by):
    application = catalog.application_in_review(by=by)
    RegistrationApplication.objects.filter(pk=application.pk).update(submitted_by=by.reviewer)
    with pytest.raises(NotPermitted):
        applications.review(application, actor=by.reviewer, on=DAY)
    assert AuditEvent.objects.filter(outcome="refused", actor=by.reviewer).exists()


def test_i_21_the_reviewer_does_not_decide_the_objection(by):
    raised = catalog.objected_application(by=by).notice.objections.get()
    for decide in (objections.uphold, objections.dismiss):
        with pytest.raises(NotPermitted):
            decide(raised, actor=by.reviewer, on=DAY, reason="理由。")


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (date(2026, 3, 2), date(2026, 3, 16)),
        (date(2026, 3, 7), date(2026, 3, 20)),
        (date(2026, 2, 9), date(2026, 2, 28)),
        (date(2026, 9, 28), date(2026, 10, 16)),
    ],
    ids=["ordinary weeks", "given on a Saturday", "over the Spring Festival", "over National Day"],
)
def test_i_22_a_notice_lasts_ten_full_working_days(by, starts_on, ends_on):
    notice = catalog.application_in_notice(by=by, on=starts_on).notice
    assert (notice.ends_on, notice.is_provisional) == (ends_on, False)
    assert working_days_left(ends_on, on=starts_on) == 10


def test_i_22_no_code_before_the_notice_is_over(by):
    application = catalog.application_in_notice(by=by)
    for day in (DAY, application.notice.ends_on):
        with pytest.raises(TransitionError, match="次日起才能赋码"):
            registrations.assign_code(application, actor=by.receiver, on=day)
    assert not Registration.objects.exists()
    registrations.assign_code(
        application, actor=by.receiver, on=application.notice.ends_on + timedelta(1)
    )
    assert Registration.objects.get().coded_on == date(2026, 3, 17)


def test_i_22_no_code_while_an_objection_is_open(by):
    application = catalog.objected_application(by=by)
    with pytest.raises(WrongState):
        registrations.assign_code(application, actor=by.receiver, on=AFTER_NOTICE)


def test_i_22_nothing_is_coded_on_a_provisional_end(by):
    application = catalog.application_in_notice(by=by, on=date(2026, 12, 28))
    assert application.notice.is_provisional
    after = application.notice.ends_on + timedelta(days=1)
    with pytest.raises(TransitionError, match="请先载入该年度的工作日历"):
        registrations.assign_code(application, actor=by.receiver, on=after)


def test_i_22_a_provisional_end_is_counted_again_once_the_year_is_published(by, django_user_model):
    application = catalog.application_in_notice(by=by, on=date(2026, 12, 28))
    notice = application.notice
    assert notice.is_provisional
    year = WorkdayYear.objects.create(year=2027, source_document="国办发明电〔2026〕9号")
    for day in (4, 5):
        Workday.objects.create(
            day=date(2027, 1, day), kind=Workday.Kind.HOLIDAY, name="元旦", year=year
        )
    job = django_user_model.objects.service_account("calendar")
    provisional = notice.ends_on
    # Coding never believes the provisional end, even where the job has not run yet.
    with pytest.raises(TransitionError):
        registrations.assign_code(
            application, actor=by.receiver, on=provisional + timedelta(days=1)
        )
    assert daily.recompute_provisional_notices(job, DAY) == 1
    assert daily.recompute_provisional_notices(job, DAY) == 0
    notice.refresh_from_db()
    assert notice.ends_on > provisional
    assert not notice.is_provisional


def test_objections_are_decided_one_by_one_and_the_last_dismissal_resumes(by):
    application = catalog.application_in_notice(by=by)
    first, second = objection(application), objection(application, real_name="李四")
    objections.dismiss(first, actor=by.decider, on=DAY, reason="与登记内容无关。")
    assert state(application) == Status.OBJECTED
    objections.dismiss(second, actor=by.decider, on=DAY, reason="经核实属实。")
    application.refresh_from_db()
    assert (application.status, application.due_on) == (Status.NOTICE, application.notice.ends_on)
    registrations.assign_code(application, actor=by.receiver, on=day_after_notice(application))
    assert state(application) == Status.CODED


def test_an_upheld_objection_terminates_and_the_other_is_still_answered(by):
    application = catalog.application_in_notice(by=by)
    first, second = objection(application), objection(application, real_name="李四")
    objections.uphold(first, actor=by.decider, on=DAY, reason="泊位数与现场不符。")
    assert state(application) == Status.TERMINATED
    objections.dismiss(second, actor=by.decider, on=DAY, reason="登记已终止。")
    assert Objection.objects.open().count() == 0
    assert state(application) == Status.TERMINATED


def test_an_objection_is_to_be_decided_within_the_portals_own_term(by):
    raised = catalog.objected_application(by=by).notice.objections.get()
    assert (raised.due_rule, raised.due_on) == ("reg.objection", date(2026, 3, 16))
    objections.dismiss(raised, actor=by.decider, on=DAY, reason="与登记内容无关。")
    assert raised.due_on is None


def test_nobody_terminates_or_resumes_past_the_objection(by):
    application = catalog.objected_application(by=by)
    for consequence in (objections.terminate, objections.resume):
        with pytest.raises(TransitionError, match="逐件处理"):
            consequence(application, actor=by.decider, on=DAY, reason="理由。")


def test_i_24_a_registration_is_valid_three_years_from_coding(by):
    registration = catalog.active_registration(by=by)
    assert (registration.valid_from, registration.valid_to) == (
        date(2026, 3, 17),
        date(2029, 3, 17),
    )
    assert Registration.objects.active(date(2029, 3, 17)).get() == registration
    assert not Registration.objects.active(date(2029, 3, 18)).exists()
    assert not Registration.objects.active(date(2026, 3, 16)).exists()


def test_coding_freezes_the_seven_blocks(by):
    registration = catalog.active_registration(by=by)
    frozen = registration.content
    assert len(frozen["blocks"]) == 7
    labels = {
        field["label"]: field["value"] for block in frozen["blocks"] for field in block["fields"]
    }
    assert labels["登记主体"] == str(by.provider)
    assert labels["摘要值"] == "ab" * 32
    assert labels["取得方式"] == "履职产生"
    assert blocks.digest(frozen) == registration.content_digest


def test_numbers_are_local_by_china_year_and_without_gaps(by):
    numbers = [
        catalog.active_registration(
            by=by, resource=catalog.published_resource(by=by, name=name)
        ).number
        for name in "甲乙"
    ]
    assert numbers == ["云登-2026-0001", "云登-2026-0002"]
    refused = catalog.application_in_notice(
        by=by, resource=catalog.published_resource(by=by, name="丙")
    )
    with pytest.raises(TransitionError):
        registrations.assign_code(refused, actor=by.receiver, on=DAY)
    assert NumberSeries.objects.get().last == 2
    WorkdayYear.objects.create(year=2027, source_document="国办发明电〔2026〕9号")
    later = catalog.application_in_notice(
        by=by, resource=catalog.published_resource(by=by, name="丁"), on=date(2027, 1, 4)
    )
    registrations.assign_code(later, actor=by.receiver, on=date(2027, 2, 1))
    assert later.registration.number == "云登-2027-0001"


def test_coding_tells_the_resource_and_stops_its_clock(by):
    resource = catalog.published_resource(by=by)
    resources.record_delivery(resource, actor=by.clerk, on=DAY, delivered_on=DAY)
    assert (resource.due_rule, resource.due_on) == ("reg.first", date(2026, 3, 30))
    catalog.coded_application(by=by, resource=resource)
    resource.refresh_from_db()
    assert (resource.due_rule, resource.due_on) == ("", None)
    told = AuditEvent.objects.about(resource).first()
    assert (told.action, told.reason) == ("catalog.dataresource.mark_registered", "云登-2026-0001")


def test_the_deadlines_of_the_region_count(by):
    assert by.registry.region == region()
    assert catalog.submitted_application(by=by).deadline_region_code == "990100"
