"""A published entry under revision: public as it was, reviewed again, merged whole or not at all (809号 第十七条)."""

from datetime import date, timedelta

import pytest
from django.db.models import PROTECT

from accounts.models import User
from catalog.models import DataItem, DataResource, Distribution
from catalog.workflow import applications, merging, resources, revisions
from governance import edits
from governance.actors import VISITOR
from governance.errors import NotPermitted, TransitionError, WrongState
from governance.models import AuditEvent
from tests.factories import catalog
from tests.factories.catalog import AFTER_NOTICE, DAY, desk
from tests.factories.people import person
from tests.factories.resources import NEW_ABSTRACT

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return desk()


def approve(revision, by, on=DAY):
    resources.submit(revision, actor=by.clerk, on=on)
    resources.publish(revision, actor=by.authority, on=on)
    revision.revision_of.refresh_from_db()
    return revision.revision_of


def public_names():
    return set(DataResource.objects.visible_to(VISITOR).values_list("abstract", flat=True))


def test_the_entry_stays_public_as_it_was_until_the_revision_is_approved(by):
    resource = catalog.published_resource(by=by)
    old = resource.abstract
    revisions.revise(resource, actor=by.clerk, on=DAY, reason="改摘要。")
    revision = resource.revisions.get()
    revision.abstract = NEW_ABSTRACT
    edits.save(revision, actor=by.clerk)
    assert DataResource.objects.published().get() == resource
    assert public_names() == {old}
    resources.submit(revision, actor=by.clerk, on=DAY)
    assert public_names() == {old}
    resources.publish(revision, actor=by.authority, on=DAY)
    assert public_names() == {NEW_ABSTRACT}
    resource.refresh_from_db()
    assert (resource.status, revision.status) == ("published", "merged")


def test_a_revised_resource_keeps_its_code_its_day_and_its_number(by):
    resource = catalog.published_resource(by=by)
    code, issued_on = resource.code, resource.issued_on
    revisions.revise(resource, actor=by.clerk, on=DAY, reason="更新周期有变。")
    revision = resource.revisions.get()
    assert (revision.code, revision.source_key, revision.issued_on) == ("", "", None)
    merged = approve(revision, by, on=DAY + timedelta(days=1))
    assert (merged.pk, merged.code, merged.issued_on) == (resource.pk, code, issued_on)


def test_items_and_files_are_changed_in_place_added_and_taken_away(by):
    resource = catalog.published_resource(by=by)
    kept = resource.items.get()
    gone = DataItem.objects.create(resource=resource, name="旧项", position=2)
    revisions.revise(resource, actor=by.clerk, on=DAY, reason="改数据项。")
    revision = resource.revisions.get()
    assert revision.items.count() == 2
    revision.items.filter(origin=gone).delete()
    revision.items.filter(origin=kept).update(name="停车场全称", length=60)
    DataItem.objects.create(resource=revision, name="新项", position=3)
    Distribution.objects.create(resource=revision, name="接口", format="JSON", file_name="a.json")
    merged = approve(revision, by)
    assert list(merged.items.values_list("name", "length")) == [("停车场全称", 60), ("新项", None)]
    assert merged.items.filter(pk=kept.pk).exists()
    assert merged.distributions.count() == 2
    assert resource.search.tsv is not None


def test_i_29_a_source_fixed_meanwhile_outlasts_the_merge(by):
    resource = catalog.published_resource(by=by)
    revisions.revise(resource, actor=by.clerk, on=DAY, reason="改摘要。")
    resource.items.update(authoritative_source=by.provider)
    merged = approve(resource.revisions.get(), by)
    assert merged.items.get().authoritative_source == by.provider


def test_two_items_may_exchange_their_names(by):
    resource = catalog.published_resource(by=by)
    first = resource.items.get()
    second = DataItem.objects.create(resource=resource, name="泊位数", position=2)
    revisions.revise(resource, actor=by.clerk, on=DAY, reason="名称填反了。")
    revision = resource.revisions.get()
    revision.items.filter(origin=first).update(name="~")
    revision.items.filter(origin=second).update(name="停车场名称")
    revision.items.filter(origin=first).update(name="泊位数")
    approve(revision, by)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.name, second.name) == ("泊位数", "停车场名称")


def test_what_changed_on_the_entry_meanwhile_is_not_undone_by_the_revision(by):
    resource = catalog.published_resource(by=by)
    revisions.revise(resource, actor=by.clerk, on=DAY, reason="改摘要。")
    DataResource.objects.filter(pk=resource.pk).update(data_updated_on=DAY + timedelta(days=9))
    revision = resource.revisions.get()
    revision.abstract = NEW_ABSTRACT
    edits.save(revision, actor=by.clerk)
    merged = approve(revision, by)
    assert (merged.data_updated_on, merged.abstract) == (DAY + timedelta(days=9), NEW_ABSTRACT)


def test_nobody_approves_the_revision_that_he_prepared(by):
    both = person("PROVIDER", organisation=by.provider)
    both.memberships.create(organisation=by.provider, role="AUTHORITY", starts_on=date(2020, 1, 1))
    both.forget_roles()
    resource = catalog.published_resource(by=by)
    revisions.revise(resource, actor=both, on=DAY, reason="改摘要。")
    revision = resource.revisions.get()
    resources.submit(revision, actor=by.clerk, on=DAY)
    with pytest.raises(NotPermitted, match="不得由本人审核"):
        resources.publish(revision, actor=both, on=DAY)


def test_a_second_revision_waits_for_the_first(by):
    resource = catalog.updating_resource(by=by)
    with pytest.raises(WrongState, match="更新中"):
        revisions.revise(resource, actor=by.other_clerk, on=DAY, reason="再改。")
    revisions.abandon_revision(resource.revisions.get(), actor=by.clerk, on=DAY, reason="不改了。")
    resource.refresh_from_db()
    revisions.revise(resource, actor=by.other_clerk, on=DAY, reason="再改。")
    assert resource.revisions.filter(status__in=DataResource.OPEN).count() == 1


def test_a_revision_given_up_leaves_the_entry_as_it_was(by):
    revision = catalog.submitted_revision(by=by)
    old = revision.revision_of.abstract
    revisions.abandon_revision(revision, actor=by.clerk, on=DAY, reason="不改了。")
    entry = DataResource.objects.published().get()
    assert (entry.status, entry.abstract, entry.versions.count()) == ("published", old, 1)


@pytest.mark.parametrize("make", [catalog.draft_revision, catalog.approved_revision])
def test_withdrawing_the_entry_ends_its_revision(by, make):
    revision = make(by=by)
    resources.withdraw(revision.revision_of, actor=by.authority, on=DAY, reason="数据停产。")
    revision.refresh_from_db()
    assert (revision.status, revision.release_on) == ("abandoned", None)
    assert AuditEvent.objects.about(revision).first().reason == "数据停产。"
    later = DAY + timedelta(days=30)
    assert resources.release_due(User.objects.service_account("scheduler"), later) == 0
    assert not DataResource.objects.visible_to(VISITOR).exists()


@pytest.mark.parametrize(
    "make",
    [
        catalog.draft_revision, catalog.submitted_revision, catalog.returned_revision, catalog.approved_revision,
        catalog.merged_revision, catalog.abandoned_revision,
    ],
)  # fmt: skip
def test_a_revision_is_neither_seen_nor_licensed_nor_registered(by, make):
    revision = make(by=by)
    entry = revision.revision_of
    catalog.coded_application(by=by, resource=entry)
    for rows in (
        DataResource.objects.visible_to(VISITOR),
        DataResource.objects.published(),
        DataResource.objects.open_to_public(),
        DataResource.objects.licensable(AFTER_NOTICE),
    ):
        assert set(rows) == {entry}
    application = catalog.internally_reviewed_application(by=by, resource=revision)
    with pytest.raises(TransitionError, match="尚未发布"):
        applications.submit(application, actor=by.clerk, on=DAY)


def test_an_entry_under_revision_stays_licensable_and_its_registration_clock_runs(by):
    resource = catalog.published_resource(by=by)
    resources.record_delivery(resource, actor=by.clerk, on=DAY, delivered_on=DAY)
    term = resource.due_on
    revisions.revise(resource, actor=by.clerk, on=DAY, reason="改摘要。")
    assert (resource.due_rule, resource.due_on) == ("reg.first", term)
    assert DataResource.objects.licensable(DAY).get() == resource
    merged = approve(resource.revisions.get(), by)
    assert (merged.due_rule, merged.due_on) == ("reg.first", term)


def test_a_change_of_duty_sets_the_term_and_the_authority_extends_it_once(by):
    resource = catalog.published_resource(by=by)
    changed_on = DAY - timedelta(days=3)
    revisions.revise(
        resource, actor=by.clerk, on=DAY, reason="职能调整。", cause="duty", changed_on=changed_on
    )
    revision = resource.revisions.get()
    assert (revision.due_rule, revision.due_on) == ("cat.update", date(2026, 3, 12))
    revisions.extend_update(revision, actor=by.authority, on=DAY, reason="同意。")
    assert (revision.due_rule, revision.due_on) == ("cat.update_extend", date(2026, 3, 19))
    assert revision.clock_started_on == date(2026, 3, 12)
    with pytest.raises(TransitionError, match="只能延长一次"):
        revisions.extend_update(revision, actor=by.authority, on=DAY, reason="再延。")
    with pytest.raises(NotPermitted):
        revisions.extend_update(revision, actor=by.clerk, on=DAY, reason="自己延。")


def test_what_is_overdue_is_not_extended_and_the_future_sets_no_term(by):
    revision = catalog.draft_revision(by=by)
    with pytest.raises(TransitionError, match="已过"):
        revisions.extend_update(revision, actor=by.authority, on=date(2026, 3, 17), reason="同意。")
    other = catalog.published_resource(by=by, name="乙")
    with pytest.raises(TransitionError, match="不能晚于今天"):
        revisions.revise(
            other, actor=by.clerk, on=DAY, reason="改。", cause="law", changed_on=AFTER_NOTICE
        )


def test_a_revision_for_other_reasons_has_no_statutory_term(by):
    resource = catalog.published_resource(by=by)
    revisions.revise(resource, actor=by.clerk, on=DAY, reason="错字。")
    assert resource.revisions.get().due_on is None


def test_consequences_refuse_whoever_calls_them_past_their_step(by):
    resource = catalog.updating_resource(by=by)
    other = catalog.draft_revision(by=by, name="乙")
    for given in (None, other):
        with pytest.raises(TransitionError, match="自己的修订稿"):
            merging.take_over(resource, actor=by.authority, on=DAY, revision=given)
        with pytest.raises(TransitionError, match="自己的修订稿"):
            merging.stand_again(resource, actor=by.clerk, on=DAY, revision=given)
    with pytest.raises(TransitionError, match="不是修订稿"):
        merging.close_revision(
            catalog.draft_resource(by=by), actor=by.clerk, on=DAY, reason="理由。"
        )


def test_an_item_that_others_rely_on_is_not_dropped_by_a_revision(by, monkeypatch):
    resource = catalog.published_resource(by=by)
    item = resource.items.get()
    revisions.revise(resource, actor=by.clerk, on=DAY, reason="改数据项。")
    revision = resource.revisions.get()
    revision.items.all().delete()
    resources.submit(revision, actor=by.clerk, on=DAY)
    # No table refers to items yet: this row stands for one that will.
    DataItem.objects.create(resource=catalog.draft_resource(by=by), name="引用", origin=item)
    monkeypatch.setattr(DataItem._meta.get_field("origin").remote_field, "on_delete", PROTECT)
    with pytest.raises(TransitionError, match="仍被其他记录引用"):
        resources.publish(revision, actor=by.authority, on=DAY)
    resource.refresh_from_db()
    assert (resource.status, resource.items.get()) == ("updating", item)
