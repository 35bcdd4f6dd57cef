"""Two officers on one record: of twenty at once exactly one wins, and the others are told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from catalog.models import (
    DataResource,
    NumberSeries,
    Registration,
    RegistrationApplication,
    Revocation,
)
from catalog.workflow import (
    applications,
    beginnings,
    objections,
    registrations,
    resources,
    revisions,
    revocations,
)
from governance.actors import VISITOR
from governance.errors import Refusal, WrongState
from governance.models import AuditEvent
from tests.database import arranging
from tests.factories import catalog, registering
from tests.factories.catalog import AFTER_NOTICE, DAY, desk

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 20
OBJECTION = {
    "real_name": "孙三",
    "contact": "a@example.org",
    "claim": "不实。",
    "evidence_statement": "照片。",
}


def all_at_once(*acts: Callable[[], object]) -> list[object]:
    """Start every act at the same moment; its result, or the refusal it met."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        start.wait()
        try:
            return act()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def winners(results):
    return [each for each in results if isinstance(each, AuditEvent)]


def test_twenty_code_one_application_and_one_number_is_given():
    with arranging():
        by = desk()
        application = catalog.application_in_notice(by=by)

    def code():
        mine = RegistrationApplication.objects.get(pk=application.pk)
        return registrations.assign_code(mine, actor=by.receiver, on=AFTER_NOTICE)

    assert len(winners(all_at_once(*[code] * THREADS))) == 1
    assert Registration.objects.get().number == "云登-2026-0001"
    assert NumberSeries.objects.get().last == 1


def test_twenty_applications_coded_at_once_have_twenty_numbers_without_gaps():
    with arranging():
        by = desk()
        waiting = [
            catalog.application_in_notice(
                by=by, resource=catalog.published_resource(by=by, name=f"停车{n}")
            )
            for n in range(THREADS)
        ]
    acts = [
        lambda each=each: registrations.assign_code(each, actor=by.receiver, on=AFTER_NOTICE)
        for each in waiting
    ]
    assert len(winners(all_at_once(*acts))) == THREADS
    numbers = sorted(Registration.objects.values_list("number", flat=True))
    assert numbers == [f"云登-2026-{n:04d}" for n in range(1, THREADS + 1)]


def test_accept_against_refuse_has_one_winner():
    with arranging():
        by = desk()
        application = catalog.submitted_application(by=by)

    def mine():
        return RegistrationApplication.objects.get(pk=application.pk)

    accept = [lambda: applications.accept(mine(), actor=by.receiver, on=DAY)] * (THREADS // 2)
    refuse = [
        lambda: applications.refuse(mine(), actor=by.reviewer, on=DAY, reason="不属于登记范围。")
    ] * (THREADS // 2)
    assert len(winners(all_at_once(*accept, *refuse))) == 1
    assert mine().status in ("in_review", "refused")


def test_an_objection_against_coding_never_leaves_a_code_under_an_open_objection():
    with arranging():
        by = desk()
        application = catalog.application_in_notice(by=by)
        last_day = application.notice.ends_on

    def mine():
        return RegistrationApplication.objects.get(pk=application.pk)

    raised = [
        lambda: objections.raise_objection(mine(), actor=VISITOR, on=last_day, **OBJECTION)
    ] * 5
    coded = [lambda: registrations.assign_code(mine(), actor=by.receiver, on=AFTER_NOTICE)] * 5
    all_at_once(*raised, *coded)
    is_coded = mine().status == "coded"
    assert is_coded != application.notice.objections.exists()
    assert is_coded == Registration.objects.exists()


def test_publish_against_return_has_one_winner():
    with arranging():
        by = desk()
        resource = catalog.submitted_resource(by=by)

    def mine():
        return type(resource).objects.get(pk=resource.pk)

    publish = [lambda: resources.publish(mine(), actor=by.authority, on=DAY)] * 5
    back = [
        lambda: resources.return_for_revision(mine(), actor=by.authority, on=DAY, reason="补充。")
    ] * 5
    assert len(winners(all_at_once(*publish, *back))) == 1


def test_twenty_approve_one_revision_and_one_version_is_written():
    with arranging():
        by = desk()
        revision = catalog.submitted_revision(by=by)

    def publish():
        mine = DataResource.objects.get(pk=revision.pk)
        return resources.publish(mine, actor=by.authority, on=DAY)

    assert len(winners(all_at_once(*[publish] * THREADS))) == 1
    assert revision.revision_of.versions.count() == 2


def test_two_revisions_at_once_are_one():
    with arranging():
        by = desk()
        resource = catalog.published_resource(by=by)

    def revise():
        mine = DataResource.objects.get(pk=resource.pk)
        return revisions.revise(mine, actor=by.clerk, on=DAY, reason="改。")

    assert len(winners(all_at_once(*[revise] * THREADS))) == 1
    assert resource.revisions.count() == 1


def test_approving_against_giving_up_has_one_winner():
    with arranging():
        by = desk()
        revision = catalog.submitted_revision(by=by)

    def mine():
        return DataResource.objects.get(pk=revision.pk)

    publish = [lambda: resources.publish(mine(), actor=by.authority, on=DAY)] * 5
    leave = [
        lambda: revisions.abandon_revision(mine(), actor=by.clerk, on=DAY, reason="不改了。")
    ] * 5
    assert len(winners(all_at_once(*publish, *leave))) == 1
    is_merged = mine().status == "merged"
    assert mine().revision_of.versions.count() == (2 if is_merged else 1)
    assert mine().revision_of.status == "published"


def test_approving_a_revision_against_withdrawing_its_entry_never_waits_in_a_circle():
    with arranging():
        by = desk()
        revision = catalog.submitted_revision(by=by)

    def row(pk):
        return DataResource.objects.get(pk=pk)

    publish = [lambda: resources.publish(row(revision.pk), actor=by.authority, on=DAY)] * 5
    withdraw = [
        lambda: resources.withdraw(
            row(revision.revision_of_id), actor=by.clerk, on=DAY, reason="停用。"
        )
    ] * 5
    results = all_at_once(*publish, *withdraw)
    assert all(isinstance(each, AuditEvent | WrongState) for each in results)
    actions = sorted(each.action.rpartition(".")[2] for each in winners(results))
    is_merged = row(revision.pk).status == "merged"
    assert actions == (["publish", "withdraw"] if is_merged else ["withdraw"])
    assert row(revision.revision_of_id).status == "withdrawn"
    assert revision.revision_of.versions.count() == (2 if is_merged else 1)


def test_the_same_request_sent_twenty_times_is_one_step():
    with arranging():
        by = desk()
        application = catalog.submitted_application(by=by)

    def send():
        mine = RegistrationApplication.objects.get(pk=application.pk)
        return applications.accept(mine, actor=by.receiver, on=DAY, idempotency_key="同一请求")

    events = winners(all_at_once(*[send] * THREADS))
    assert len(events) == THREADS
    assert len({event.pk for event in events}) == 1


def test_twenty_renewals_of_one_registration_leave_one():
    with arranging():
        by = desk()
        registration = catalog.active_registration(by=by)
        first = registering.application_of("renewal", "reviewed", by=by, registration=registration)

    def code():
        mine = RegistrationApplication.objects.get(pk=first.pk)
        return registrations.assign_code(mine, actor=by.receiver, on=registering.IN_WINDOW)

    assert len(winners(all_at_once(*[code] * THREADS))) == 1
    assert registration.successors.get().kind == "renewal"


def test_twenty_clerks_begin_and_file_one_change():
    with arranging():
        by = desk()
        registration = catalog.active_registration(by=by)

    def begin():
        mine = Registration.objects.get(pk=registration.pk)
        return beginnings.begin_change(
            mine, actor=by.clerk, on=registering.LATER, change_summary="扩大。"
        )

    assert len(winners(all_at_once(*[begin] * THREADS))) == 1
    assert registration.later_applications.count() == 1


def test_a_change_against_a_revocation_leaves_one_end_of_the_old_registration():
    with arranging():
        by = desk()
        registration = catalog.active_registration(by=by)
        change = registering.application_of("change", "notice", by=by, registration=registration)
        case = registering.verified_revocation(by=by, registration=registration)
        after = registering.day_after_notice(change)

    def code():
        mine = RegistrationApplication.objects.get(pk=change.pk)
        return registrations.assign_code(mine, actor=by.receiver, on=after)

    def revoke():
        mine = Revocation.objects.get(pk=case.pk)
        return revocations.revoke(mine, actor=by.decider, on=after, reason="撤销。")

    assert len(winners(all_at_once(*[code] * 5, *[revoke] * 5))) == 1
    registration.refresh_from_db()
    assert registration.status in ("superseded", "revoked")
    assert registration.successors.exists() == (registration.status == "superseded")
