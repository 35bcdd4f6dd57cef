"""Grades: from the items, with reasons, changed by two people, looked at again in time (GB/T 43697, I-06, I-30)."""

from datetime import date, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from catalog.grading import ORDER, allows_opening, is_lower, rank, suggested
from catalog.models import DataResource, GradeChange
from catalog.workflow import grading, resources, revisions
from governance import edits
from governance.errors import NotPermitted, Refusal, TransitionError, WrongState
from governance.inbox import Inbox, Urgency
from governance.models import AuditEvent
from governance.transitions import steps_of
from tests.factories import metadata
from tests.factories.catalog import DAY, desk, draft_resource, published_resource

LEVELS = st.lists(st.sampled_from(("", *ORDER)))


@given(LEVELS)
def test_the_suggestion_is_one_of_the_levels_and_none_is_higher(levels):
    found = suggested(levels)
    assert found in (levels or [""]) or found == ""
    assert all(rank(level) <= rank(found) for level in levels)
    assert suggested([*levels, "core"]) == "core"


@given(LEVELS, st.randoms())
def test_the_order_of_the_items_does_not_matter(levels, random):
    shuffled = list(levels)
    random.shuffle(shuffled)
    assert suggested(shuffled) == suggested(levels)


@given(st.sampled_from(ORDER), st.sampled_from(ORDER))
def test_of_two_grades_one_is_lower_or_both_are_the_same(one, other):
    assert [is_lower(one, other), is_lower(other, one), one == other].count(True) == 1
    assert not is_lower(one, "")
    assert is_lower("", one)


@given(
    st.sampled_from(ORDER),
    st.sampled_from(ORDER),
    st.sampled_from(("unconditional", "conditional")),
)
def test_a_higher_grade_never_allows_more(one, other, opening):
    lower, higher = sorted((one, other), key=rank)
    assert allows_opening(lower, opening) or not allows_opening(higher, opening)
    assert allows_opening(higher, "none")


@pytest.fixture
def by():
    return desk()


def with_level(resource, level):
    resource.items.update(sensitivity=level)
    return resource


@pytest.mark.django_db
def test_the_grade_of_the_items_is_taken_where_none_was_given(by):
    resource = with_level(draft_resource(by=by, grade=""), "general_3")
    resources.submit(resource, actor=by.clerk, on=DAY)
    assert resource.grade == "general_3"


@pytest.mark.django_db
def test_a_grade_below_the_items_needs_a_reason(by):
    resource = with_level(draft_resource(by=by, grade="general_1"), "general_3")
    with pytest.raises(TransitionError, match="低于数据项的最高级别“一般数据3级”"):
        resources.submit(resource, actor=by.clerk, on=DAY)
    resource.grade_rationale = "汇总后不再敏感。"
    edits.save(resource, actor=by.clerk)
    resources.submit(resource, actor=by.clerk, on=DAY)
    assert resource.grade == "general_1"


@pytest.mark.django_db
def test_lowering_a_confirmed_grade_in_a_revision_needs_a_reason(by):
    resource = published_resource(by=by, grade="general_3")
    revisions.revise(resource, actor=by.clerk, on=DAY, reason="口径变化。")
    revision = resource.revisions.get()
    revision.grade = "general_2"
    edits.save(revision, actor=by.clerk)
    with pytest.raises(TransitionError, match="低于原核定分级“一般数据3级”"):
        resources.submit(revision, actor=by.clerk, on=DAY)


@pytest.mark.django_db
def test_publication_says_who_answers_for_the_grade_and_until_when(by):
    resource = published_resource(by=by)
    assert (resource.confirmed_grade, resource.grade_reviewed_by) == ("general_1", by.authority)
    assert resource.grade_review_by == date(2027, 3, 2)


@pytest.mark.django_db
def test_a_change_of_grade_takes_two_people(by):
    change = metadata.proposed_change(by=by)
    assert change.resource.grade == "general_1"
    with pytest.raises(NotPermitted):
        grading.confirm(change, actor=by.clerk, on=DAY, reason="同意。")
    grading.confirm(change, actor=by.authority, on=DAY, reason="同意。")
    resource = DataResource.objects.get(pk=change.resource_id)
    assert (resource.grade, resource.confirmed_grade) == ("general_2", "general_2")
    assert (resource.grade_rationale, resource.grade_factors) == ("数据规模扩大。", ["scale"])
    told = AuditEvent.objects.about(resource).first()
    assert told.action == "catalog.dataresource.set_grade"
    assert told.changes["grade"] == ["general_1", "general_2"]


@pytest.mark.django_db
def test_the_authority_that_proposes_does_not_confirm(by):
    resource = published_resource(by=by)
    grading.propose_grade(
        resource, actor=by.authority, on=DAY, reason="数据规模扩大。", grade_after="general_3"
    )
    with pytest.raises(NotPermitted, match="本人提出的分级调整"):
        grading.confirm(resource.grade_changes.get(), actor=by.authority, on=DAY, reason="同意。")
    resource.refresh_from_db()
    assert resource.grade == "general_1"


@pytest.mark.django_db
def test_i_30_raising_a_grade_above_the_opening_is_refused_in_words(by):
    resource = published_resource(by=by)
    with pytest.raises(TransitionError, match="现为无条件开放，“重要数据”不得这样开放"):
        grading.propose_grade(
            resource, actor=by.clerk, on=DAY, reason="规模扩大。", grade_after="important"
        )
    assert not GradeChange.objects.exists()


@pytest.mark.django_db
def test_i_06_a_resource_raised_to_core_can_no_longer_be_licensed(by):
    resource = published_resource(
        by=by, opening="none", opening_reason="商业秘密。", grade="general_4"
    )
    resources.record_delivery(resource, actor=by.clerk, on=DAY, delivered_on=DAY)
    assert DataResource.objects.licensable(DAY).filter(pk=resource.pk).exists()
    metadata.confirmed_change(by=by, resource=resource, grade_after="core")
    assert not DataResource.objects.licensable(DAY).filter(pk=resource.pk).exists()


@pytest.mark.django_db
def test_one_change_at_a_time_and_to_another_grade(by):
    change = metadata.proposed_change(by=by)
    with pytest.raises(TransitionError, match="已有一件分级调整待核定"):
        metadata.proposed_change(by=by, resource=change.resource, grade_after="general_3")
    grading.reject(change, actor=by.authority, on=DAY, reason="理由不足。")
    with pytest.raises(TransitionError, match="现在就是"):
        metadata.proposed_change(by=by, resource=change.resource, grade_after="general_1")


@pytest.mark.django_db
def test_the_grade_is_set_by_a_confirmed_change_only(by):
    resource, other = published_resource(by=by), published_resource(by=by, name="乙")
    change = metadata.proposed_change(by=by, resource=other)
    for given_change in (None, change):
        with pytest.raises(TransitionError, match="须先提出调整"):
            grading.set_grade(
                resource, actor=by.authority, on=DAY, reason="调整。", change=given_change
            )


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["proposed", "confirmed", "rejected"])
def test_a_decided_change_is_decided(by, state):
    change = getattr(metadata, f"{state}_change")(by=by)
    for step in steps_of(GradeChange):
        if state not in step.transition.sources:
            with pytest.raises(WrongState):
                step(change, actor=by.authority, on=DAY, reason="理由。")
    assert change.status == state


@pytest.mark.django_db
def test_an_overdue_review_waits_in_the_authoritys_inbox(by):
    resource = published_resource(by=by)
    last = resource.grade_review_by

    def waiting(on):
        with time_machine.travel(f"{on}T09:00+08:00", tick=False):
            duties = Inbox(by.authority, Urgency(on, on)).duties()
            return [str(duty.steps[0].transition.label) for duty in duties]

    assert waiting(last) == []
    late = last + timedelta(days=1)
    assert waiting(late) == ["复核分级（维持不变）"]
    grading.review_grade(resource, actor=by.authority, on=late, reason="内容未变。")
    assert waiting(late) == []
    assert resource.grade_review_by == date(2028, 3, 3)


@pytest.mark.django_db
def test_nobody_reviews_the_grade_of_what_he_submitted(by):
    with pytest.raises(Refusal):
        grading.review_grade(published_resource(by=by), actor=by.clerk, on=DAY, reason="未变。")
