"""State × step × kind: what the table allows for an application of each kind, and what each kind brings about."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from accounts.models import User
from catalog.models import Registration, RegistrationApplication, Revocation
from catalog.workflow import daily, registrations, revocations, standing
from governance.errors import NotPermitted, TransitionError, WrongState
from governance.models import AuditEvent, WorkdayYear
from governance.transitions import steps_of
from tests.factories import catalog, registering
from tests.factories.catalog import desk
from tests.factories.registering import IN_WINDOW, KINDS, LATER, PATHS, application_of, day_of

pytestmark = pytest.mark.django_db
Status = RegistrationApplication.Status
#: Without a switch of the region only a change is put before the public (26号 is silent).
ANNOUNCED = {"change"}
LATE = timedelta(days=40)
BY = {
    "submit": "clerk", "withdraw": "clerk", "pass_internal_review": "other_clerk", "review": "reviewer",
    "fail_review": "reviewer", "explain_delay": "reviewer", "terminate": "decider", "resume": "decider",
}  # fmt: skip
GIVEN = {
    "pass_internal_review": {
        "opinion": "同意。", "undertaking_signer": "钱二", "undertaking_signed_on": LATER,
    },
    "raise_objection": {
        "real_name": "李四", "contact": "li@example.org", "claim": "不实。", "evidence_statement": "照片。",
    },
}  # fmt: skip
FINISHING = {"assign_code", "correct", "cancel"}


@pytest.fixture(autouse=True)
def _the_years_of_the_story_are_published(db):
    WorkdayYear.objects.create(year=2029, source_document="国办发明电〔2028〕9号")


@pytest.fixture
def by():
    return desk()


def allowed(kind, state, verb):
    """What the table of 26号 says, written down apart from the code."""
    usual = {
        "draft": {"pass_internal_review", "submit", "withdraw"},
        "returned": {"pass_internal_review", "submit", "withdraw", "lapse"},
        "submitted": {"accept", "return_for_supplement", "refuse", "withdraw", "lapse"},
        "in_review": {"review", "fail_review", "explain_delay", "withdraw", "lapse"},
        "reviewed": {"withdraw", "lapse"},
        "notice": {"raise_objection", "close_notice", "withdraw", "lapse"},
        "objected": {"raise_objection", "terminate", "resume", "lapse"},
    }.get(state, set())
    own = {"correction": "correct", "cancellation": "cancel"}.get(kind, "assign_code")
    if state == "reviewed":
        usual = usual | ({"give_notice"} if kind in ANNOUNCED else {own})
    if state == "notice":
        usual = usual | {own}
    return verb in usual


def carry_out(step, application, by, on):
    verb = step.transition.verb
    given = dict(GIVEN.get(verb, {}))
    if verb in ("terminate", "resume") and application.status == "objected":
        given["objection"] = application.notice.objections.get()
    if verb in ("close_notice", *FINISHING) and application.status == "notice":
        on = on + LATE
    if verb in ("close_notice", "lapse"):
        actor = User.objects.service_account("daily")
    else:
        actor = getattr(by, BY.get(verb, "receiver"))
    return step(application, actor=actor, reason="理由。", on=on, **given)


@pytest.mark.parametrize("state", [state for state in PATHS if state != "finished"])
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_goes_on_from_each_state_as_the_table_says(by, kind, state):
    application = application_of(kind, state, by=by)
    for step in steps_of(RegistrationApplication):
        verb, kept = step.transition.verb, transaction.savepoint()
        application.refresh_from_db()
        if verb == "submit" and state in ("draft", "returned"):
            catalog.passed_internal_review(application, by=by, on=day_of(kind))
        if allowed(kind, state, verb):
            carry_out(step, application, by, day_of(kind))
            assert application.status == (step.transition.target or state)
        else:
            before = RegistrationApplication.objects.filter(pk=application.pk).values()[0]
            with pytest.raises((WrongState, NotPermitted)):
                carry_out(step, application, by, day_of(kind))
            assert RegistrationApplication.objects.filter(pk=application.pk).values()[0] == before
        transaction.savepoint_rollback(kept)


@pytest.mark.parametrize("kind", KINDS)
def test_a_finished_application_of_each_kind_is_final(by, kind):
    application = application_of(kind, "finished", by=by)
    expected = Status.CODED if kind in ("change", "renewal") else Status.COMPLETED
    assert (application.status, application.due_on) == (expected, None)
    for step in steps_of(RegistrationApplication):
        with pytest.raises((WrongState, NotPermitted, TransitionError)):
            carry_out(step, application, by, day_of(kind) + LATE)


def test_a_change_makes_a_new_registration_that_keeps_the_end_of_validity(by):
    application = application_of("change", "finished", by=by)
    old, new = application.about, application.registration
    old.refresh_from_db()
    assert (old.status, old.ended_on, old.superseded_by) == ("superseded", new.coded_on, new)
    assert (new.kind, new.previous, new.valid_from) == ("change", old, new.coded_on)
    assert (new.valid_to, new.number != old.number) == (old.valid_to, True)
    assert Registration.objects.active(new.coded_on).get() == new
    assert new.content["blocks"][2]["fields"] != old.content["blocks"][2]["fields"]


def test_a_correction_keeps_the_number_and_adds_a_frozen_version(by):
    application = application_of("correction", "finished", by=by)
    registration = application.about
    before = registration.content
    registration.refresh_from_db()
    version = registration.versions.get()
    assert (version.sequence, version.reason) == (2, "数据规模登记有误。")
    assert (registration.status, registration.corrected_on) == ("active", LATER)
    assert registration.content == before
    assert registration.content_in_force == version.content
    assert registration.digest_in_force == version.content_digest != registration.content_digest
    assert registration.latest_application == application
    again = application_of("correction", "finished", by=by, registration=registration)
    assert again.version_made.sequence == 3


def test_a_cancellation_ends_the_registration_on_its_ground(by):
    application = application_of("cancellation", "finished", by=by)
    registration = Registration.objects.get(pk=application.about_id)
    assert (registration.status, registration.ended_on) == ("cancelled", LATER)
    assert registration.end_reason == ("公共数据资源不可复原或者灭失：系统停用，数据已经灭失。")
    assert not Registration.objects.active(LATER).exists()


def test_i_25_a_renewal_starts_on_the_day_after_the_expiry_and_takes_over_by_itself(by):
    application = application_of("renewal", "finished", by=by)
    old, new = application.about, application.registration
    job = User.objects.service_account("daily")
    assert (old.valid_to, new.valid_from) == (date(2029, 3, 17), date(2029, 3, 18))
    assert (new.valid_to, new.kind) == (date(2032, 3, 17), "renewal")
    assert new.standing(IN_WINDOW) == Registration.Standing.PENDING
    assert Registration.objects.active(old.valid_to).get() == old
    assert Registration.objects.active(new.valid_from).get() == new
    assert daily.expire_registrations(job, old.valid_to) == 0
    assert daily.expire_registrations(job, new.valid_from) == 1
    assert daily.expire_registrations(job, new.valid_from) == 0
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.status, new.status) == ("renewed", "active")


def test_a_cancellation_also_ends_the_renewal_that_waits(by):
    renewal = application_of("renewal", "finished", by=by).registration
    application_of("cancellation", "finished", by=by, registration=renewal.previous, on=IN_WINDOW)
    renewal.refresh_from_db()
    assert renewal.status == Registration.Status.CANCELLED


def test_revocation_takes_two_people_and_a_reason(by):
    revocation = registering.opened_revocation(by=by)
    registration = revocation.registration
    with pytest.raises(WrongState):
        revocations.revoke(revocation, actor=by.decider, on=LATER, reason="撤销。")
    revocations.verify(revocation, actor=by.reviewer, on=LATER, reason="属实。")
    with pytest.raises(NotPermitted, match="另一人决定"):
        revocations.revoke(revocation, actor=by.reviewer, on=LATER, reason="撤销。")
    revocations.revoke(revocation, actor=by.decider, on=LATER, reason="事实清楚。")
    registration.refresh_from_db()
    assert (registration.status, registration.ended_on) == ("revoked", LATER)
    assert registration.end_reason == "隐瞒事实或者提供虚假材料：事实清楚。"
    assert AuditEvent.objects.about(registration).first().action == "catalog.registration.revoke"


def test_a_dropped_revocation_leaves_the_registration_in_force(by):
    revocation = registering.verified_revocation(by=by)
    revocations.drop(revocation, actor=by.receiver, on=LATER, reason="情节轻微。")
    assert revocation.registration.is_in_force(LATER)
    with pytest.raises(WrongState):
        revocations.revoke(revocation, actor=by.decider, on=LATER, reason="撤销。")


@pytest.mark.parametrize("state", ["opened", "verified", "revoked", "dropped"])
def test_each_state_of_a_revocation_leads_on_as_its_table_says(by, state):
    makers = {"opened": registering.opened_revocation, "verified": registering.verified_revocation}
    revocation = makers.get(state, registering.verified_revocation)(by=by)
    if state == "revoked":
        revocations.revoke(revocation, actor=by.decider, on=LATER, reason="撤销。")
    if state == "dropped":
        revocations.drop(revocation, actor=by.decider, on=LATER, reason="不撤销。")
    open_steps = {"opened": {"verify", "drop"}, "verified": {"revoke", "drop"}}.get(state, set())
    for step in steps_of(Revocation):
        kept = transaction.savepoint()
        if step.transition.verb in open_steps:
            step(revocation, actor=by.decider, on=LATER, reason="理由。")
        else:
            with pytest.raises(WrongState):
                step(revocation, actor=by.decider, on=LATER, reason="理由。")
        transaction.savepoint_rollback(kept)
        revocation.refresh_from_db()


def test_nobody_revokes_past_the_record_of_the_verification(by):
    registration = catalog.active_registration(by=by)
    with pytest.raises(TransitionError, match="须先核实"):
        standing.revoke(registration, actor=by.decider, on=LATER, reason="撤销。")


def test_first_applications_still_end_by_coding_alone(by):
    application = catalog.reviewed_application(by=by)
    for step in (registrations.correct, registrations.cancel, registrations.assign_code):
        with pytest.raises(NotPermitted):
            step(application, actor=by.receiver, on=LATER)
