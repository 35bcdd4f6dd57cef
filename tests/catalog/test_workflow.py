"""Every state × step of the four procedures: the table decides, and a refused step leaves nothing behind."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from accounts.models import User
from catalog.models import DataResource, Objection, Registration, RegistrationApplication
from catalog.workflow import applications, daily, objections
from governance.errors import NotPermitted, ReasonMissing, WrongState
from governance.models import AuditEvent
from governance.transitions import steps_of
from tests.factories import catalog
from tests.factories.catalog import AFTER_NOTICE, DAY, Desk, desk
from tests.factories.metadata import grade_change
from tests.factories.resources import RELEASE_DAYS

pytestmark = pytest.mark.django_db
Status = RegistrationApplication.Status

RESOURCES = {
    "draft": catalog.draft_resource,
    "submitted": catalog.submitted_resource,
    "returned": catalog.returned_resource,
    "published": catalog.published_resource,
    "approved": catalog.approved_resource,
    "updating": catalog.updating_resource,
    "withdrawn": catalog.withdrawn_resource,
    "draft revision": catalog.draft_revision,
    "submitted revision": catalog.submitted_revision,
    "returned revision": catalog.returned_revision,
    "approved revision": catalog.approved_revision,
    "merged revision": catalog.merged_revision,
    "abandoned revision": catalog.abandoned_revision,
}
APPLICATIONS = {
    "draft": catalog.internally_reviewed_application,
    "submitted": catalog.submitted_application,
    "returned": catalog.returned_application,
    "refused": catalog.refused_application,
    "in_review": catalog.application_in_review,
    "failed": catalog.failed_application,
    "reviewed": catalog.reviewed_application,
    "notice": catalog.application_in_notice,
    "objected": catalog.objected_application,
    "terminated": catalog.terminated_application,
    "coded": catalog.coded_application,
    "withdrawn": catalog.withdrawn_application,
}
#: Who carries a step out at the desk.
BY = {
    "submit": "clerk",
    "revise": "clerk",
    "withdraw": "clerk",
    "record_delivery": "clerk",
    "pass_internal_review": "other_clerk",
    "scan": "clerk",
    "propose_grade": "clerk",
    "set_grade": "authority",
    "review_grade": "authority",
    "return_for_revision": "authority",
    "publish": "authority",
    "extend_update": "authority",
    "take_over": "authority",
    "stand_again": "clerk",
    "close_revision": "clerk",
    "abandon_revision": "clerk",
    "release": "job",
    "review": "reviewer",
    "fail_review": "reviewer",
    "explain_delay": "reviewer",
    "terminate": "decider",
    "resume": "decider",
    "lapse": "job",
    "close_notice": "job",
}
ARGUMENTS: dict[str, dict[str, Any]] = {
    "record_delivery": {"delivered_on": DAY},
    "propose_grade": {"grade_after": "general_2"},
    "pass_internal_review": {
        "opinion": "同意。",
        "undertaking_signer": "钱二",
        "undertaking_signed_on": DAY,
    },
    "raise_objection": {
        "real_name": "孙三",
        "contact": "sun@example.org",
        "claim": "不实。",
        "evidence_statement": "照片。",
    },
}
DAYS = {
    "assign_code": AFTER_NOTICE,
    "close_notice": AFTER_NOTICE,
    "release": DAY + timedelta(days=RELEASE_DAYS),
}
REVISION_STEPS = frozenset({"extend_update", "abandon_revision", "close_revision"})
#: Steps that policies keep to rows of one kind: elsewhere they are not open, whatever the state.
KEPT_TO_THEIR_ROWS = frozenset(
    {"raise_objection", "extend_update", "abandon_revision", "release", "take_over"}
)
#: Steps that some kinds of application never take: their table is in test_registration_kinds.py.
OF_OTHER_KINDS = frozenset({"correct", "cancel"})


def arguments(step, subject):
    given = dict(ARGUMENTS.get(step.transition.verb, {}))
    if step.transition.verb in ("terminate", "resume") and subject.status == "objected":
        given["objection"] = subject.notice.objections.get()
    if step.transition.verb in ("take_over", "stand_again"):
        given["revision"] = subject.revisions.first()
    if step.transition.verb == "set_grade":
        given["change"] = grade_change(subject)
    return given


def actor_of(step, subject, by: Desk):
    name = BY.get(step.transition.verb, "receiver")
    if step.transition.verb == "withdraw" and isinstance(subject, RegistrationApplication):
        name = "clerk"
    return User.objects.service_account("scheduler") if name == "job" else getattr(by, name)


def carry_out(step, subject, by: Desk):
    verb = step.transition.verb
    actor = actor_of(step, subject, by)
    given = arguments(step, subject)
    return step(subject, actor=actor, reason="理由。", on=DAYS.get(verb, DAY), **given)


def row(subject):
    return type(subject).objects.filter(pk=subject.pk).values()[0]


def done_events():
    return AuditEvent.objects.exclude(outcome="refused").count()


def leads_on(step, subject, by):
    status, transition = subject.status, step.transition
    event = carry_out(step, subject, by)
    subject.refresh_from_db()
    is_usual = not (isinstance(subject, DataResource) and subject.is_revision)
    target = transition.target if is_usual or transition.target != "published" else "merged"
    assert subject.status == (target or status)
    assert (event.action, event.legal_basis) == (transition.action, str(transition.clause))


def stays(step, subject, by):
    if not fits(step, subject) and step.transition.verb == "close_revision":
        return  # its rule refuses: told in test_revisions.py
    before, events = row(subject), done_events()
    # What was never shown to the public is not known to it either: 403 before 409.
    with pytest.raises((WrongState, NotPermitted)) as refusal:
        carry_out(step, subject, by)
    is_kept = step.transition.verb in KEPT_TO_THEIR_ROWS | OF_OTHER_KINDS
    assert is_kept or is_early(step, subject) or refusal.type is WrongState
    assert str(refusal.value).endswith("。")
    assert f"“{subject.status}”" not in str(refusal.value)
    assert (row(subject), done_events()) == (before, events)


def fits(step, subject):
    """Whether the step is about rows of this kind: entries or their revisions, a first registration."""
    if step.transition.verb in OF_OTHER_KINDS or is_early(step, subject):
        return False
    is_for_revisions = step.transition.verb in REVISION_STEPS
    return not is_for_revisions or subject.revision_of_id is not None


def is_early(step, subject):
    """A first registration is not coded before its notice."""
    return step.transition.verb == "assign_code" and subject.status == "reviewed"


@pytest.mark.parametrize(
    "factory",
    [*RESOURCES.values(), *APPLICATIONS.values()],
    ids=lambda factory: factory.__name__,
)
def test_each_step_leads_on_from_its_sources_and_from_no_other_state(factory):
    by = desk()
    User.objects.service_account("daily")
    User.objects.service_account("scheduler")  # its creation is an event of its own
    subject = factory(by=by)
    for step in steps_of(type(subject)):
        kept = transaction.savepoint()
        if step.transition.verb == "submit" and isinstance(subject, RegistrationApplication):
            subject.refresh_from_db()
            if subject.status == "returned":
                catalog.passed_internal_review(subject, by=by, on=DAY)
        if subject.status in step.transition.sources and fits(step, subject):
            leads_on(step, subject, by)
        else:
            stays(step, subject, by)
        transaction.savepoint_rollback(kept)
        subject.refresh_from_db()


@pytest.mark.parametrize("step", [s for m in (DataResource, RegistrationApplication, Objection) for s in steps_of(m)],
                         ids=lambda step: step.transition.action)  # fmt: skip
def test_i_27_what_goes_against_somebody_needs_a_reason(step):
    against = {
        "return_for_revision", "withdraw", "revise", "extend_update", "abandon_revision", "close_revision",
        "refuse", "fail_review", "explain_delay", "terminate", "uphold", "dismiss", "lapse", "propose_grade",
        "set_grade", "review_grade",
    }  # fmt: skip
    assert step.transition.needs_reason == (step.transition.verb in against)


def test_i_27_a_blank_reason_is_none():
    by = desk()
    application = catalog.submitted_application(by=by)
    with pytest.raises(ReasonMissing):
        applications.refuse(application, actor=by.receiver, on=DAY, reason="  \n")


@pytest.mark.parametrize(
    ("make", "key", "due_on"),
    [
        (catalog.submitted_resource, "cat.review", date(2026, 3, 4)),
        (catalog.returned_resource, "cat.resubmit", date(2026, 3, 9)),
        (catalog.draft_revision, "cat.update", date(2026, 3, 16)),
        (catalog.submitted_revision, "cat.review", date(2026, 3, 4)),
        (catalog.returned_revision, "cat.resubmit", date(2026, 3, 9)),
        (catalog.approved_revision, "", None),
        (catalog.updating_resource, "", None),
        (catalog.submitted_application, "reg.accept", date(2026, 3, 5)),
        (catalog.application_in_review, "reg.review", date(2026, 3, 30)),
        (catalog.application_in_notice, "reg.notice", date(2026, 3, 16)),
        (catalog.reviewed_application, "", None),
        (catalog.returned_application, "reg.supplement", date(2026, 3, 16)),
        (catalog.withdrawn_application, "", None),
        (catalog.objected_application, "", None),
        (catalog.coded_application, "", None),
    ],
    ids=lambda each: getattr(each, "__name__", str(each)),
)
def test_the_clocks_of_the_deadline_table_run_in_their_states(make, key, due_on):
    made = make()
    made.refresh_from_db()
    assert (made.due_rule, made.due_on) == (key, due_on)


def test_registrations_expire_by_the_calendar_alone(django_user_model):
    registration = catalog.active_registration()
    job = django_user_model.objects.service_account("calendar")
    assert daily.expire_registrations(job, registration.valid_to) == 0
    after = date(registration.valid_to.year, 12, 31)
    assert Registration.objects.active(after).count() == 0
    assert daily.expire_registrations(job, after) == 1
    assert daily.expire_registrations(job, after) == 0
    registration.refresh_from_db()
    assert registration.status == Registration.Status.EXPIRED


def test_a_decided_objection_is_not_decided_again():
    by = desk()
    raised = catalog.terminated_application(by=by).notice.objections.get()
    with pytest.raises(WrongState):
        objections.dismiss(raised, actor=by.decider, on=DAY, reason="理由。")
