"""Rectifications and plans: terms, one extension, enforcement, verification, the draw, what waits for whom."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from governance.deadlines import due
from governance.errors import NotPermitted, ReasonMissing
from governance.inbox import Inbox, Urgency
from licensing import sampling
from licensing.models import InspectionPlan, Rectification
from licensing.workflow import inspection_plans, inspections, rectifications
from tests.factories import inspections as made
from tests.factories.licensing import licence_in_force, suspended_licence
from tests.factories.schemes import START, parties
from tests.licensing.people import chief
from tests.licensing.refusals import refused

pytestmark = pytest.mark.django_db
NOON = f"{START} 12:00:00+08:00"


@pytest.mark.parametrize(("result", "key"), [("minor", "rect.minor"), ("major", "rect.major")])
def test_what_does_not_conform_is_ordered_with_a_term(result: str, key: str) -> None:
    by = parties()
    order = made.rectification(by=by, result=result)
    assert (order.due_rule, order.due_on) == (key, due(key, start=START).on)
    assert order.finding.result == result
    assert Rectification.objects.count() == 1  # the other point conforms


def test_the_operator_is_heard_before_the_close() -> None:
    by = parties()
    record = made.inspection("reported", by=by)
    third = made.inspector(by)
    with refused("尚未提出意见"):
        inspections.close_inspection(record, actor=third, on=START)
    inspections.close_inspection(record, actor=third, on=made.LONG_AFTER)
    assert record.status == "closed"


def test_the_operator_is_heard_once() -> None:
    by = parties()
    record = made.inspection("reported", by=by)
    inspections.state_view(record, actor=by.seller, on=START, operator_view="没有异议。")
    with refused("不能再次提出"):
        inspections.state_view(record, actor=by.seller, on=START, operator_view="再说一次。")


def test_nothing_closes_while_something_is_to_be_put_right() -> None:
    by = parties()
    order = made.rectification(by=by)
    record = order.finding.inspection
    with refused("还有 1 项整改没有验收"):
        inspections.close_inspection(record, actor=made.inspector(by), on=made.LONG_AFTER)


def test_an_extension_counts_from_the_end_and_comes_once() -> None:
    by = parties()
    order = made.rectification(by=by)
    first = order.due_on
    extend = rectifications.extend_rectification
    with pytest.raises(ReasonMissing):
        extend(order, actor=by.supervisor, on=START)
    extend(order, actor=by.supervisor, on=START, reason="设备到货延迟。")
    assert order.due_on == due("rect.extend", start=first).on
    assert order.extended_from == order.clock_started_on == first
    with refused("只能延长一次"):
        extend(order, actor=by.supervisor, on=START, reason="再延。")


def test_no_extension_after_the_term() -> None:
    by = parties()
    order = made.rectification(by=by)
    with refused("已经届满"):
        late = order.due_on + timedelta(days=1)
        rectifications.extend_rectification(order, actor=by.supervisor, on=late, reason="忘了。")


def test_only_what_is_overdue_is_enforced() -> None:
    by = parties()
    order = made.rectification(by=by)
    last = order.due_on
    for enforce in (rectifications.suggest_suspension, rectifications.find_refusal):
        with refused("尚未届满"):
            enforce(order, actor=by.supervisor, on=last, reason="不改。")
    day = last + timedelta(days=1)
    rectifications.suggest_suspension(order, actor=by.supervisor, on=day, reason="不改。")
    assert (order.suspension_suggested_on, order.status) == (day, "ordered")
    rectifications.find_refusal(order, actor=by.supervisor, on=day, reason="催告无果。")
    assert (order.status, order.decision) == ("refused", "催告无果。")


def owed(user: Any, record: Any, day: Any) -> set[str]:
    """The verbs that the record owes this person on a day."""
    with time_machine.travel(f"{day} 12:00:00+08:00", tick=False):
        duties = Inbox(user, Urgency(today=day, soon_until=day)).duties()
    own = [each for each in duties if (each.model, each.pk) == (type(record), str(record.pk))]
    return {step.transition.verb for duty in own for step in duty.steps}


def test_overdue_orders_wait_for_the_regulator_and_others_for_the_operator() -> None:
    by = parties()
    order = made.rectification(by=by)
    assert owed(by.supervisor, order, START) == set()
    assert owed(by.seller, order, START) == {"plan", "complete"}
    late = order.due_on + timedelta(days=1)
    assert owed(by.supervisor, order, late) == {"suggest_suspension", "find_refusal"}
    rectifications.suggest_suspension(order, actor=by.supervisor, on=late, reason="不改。")
    assert owed(by.supervisor, order, late) == {"find_refusal"}


def test_an_inspection_waits_for_the_second_inspector_then_for_the_first_two() -> None:
    by = parties()
    record = made.inspection(by=by)
    assert owed(by.supervisor, record, START) == {"begin"}
    inspections.begin_inspection(record, actor=by.supervisor, on=START)
    assert owed(by.second_supervisor, record, START) == {"join"}
    inspections.join_inspection(record, actor=by.second_supervisor, on=START)
    assert owed(by.second_supervisor, record, START) == {"report"}
    assert owed(by.seller, record, START) == set()


def test_a_returned_result_begins_a_new_term() -> None:
    by = parties()
    order = made.rectification("done", by=by)
    rectifications.return_rectification(order, actor=by.supervisor, on=START, reason="不足。")
    assert (order.status, order.due_rule, order.done_by) == ("planned", "rect.again", None)


def test_who_handed_in_does_not_verify() -> None:
    by = parties()
    order = made.rectification("planned", by=by)
    user = chief(by)
    rectifications.complete_rectification(
        order, actor=user, on=START, **made.order_arguments("complete")
    )
    with refused("不得自行验收", error=NotPermitted):
        rectifications.verify_rectification(order, actor=user, on=START, reason="好。")
    law = "rectification_is_verified_by_another_person"
    with pytest.raises(IntegrityError, match=law), transaction.atomic():
        Rectification.objects.filter(pk=order.pk).update(decided_by=user)


def test_the_draw_is_repeated_from_what_the_plan_tells() -> None:
    by = parties()
    licences = [licence_in_force(by=by) for _ in range(4)]
    suspended_licence(by=by)
    licence_in_force()  # of another regulator
    plan = made.plan(by=by)
    InspectionPlan.objects.filter(pk=plan.pk).update(sample_size=2)
    inspection_plans.draw_plan(plan, actor=by.second_supervisor, on=START, seed=" 0401 ")
    assert len(plan.drawn_from) == 5
    again = sampling.draw(plan.drawn_from, size=2, seed=plan.seed)
    drawn = plan.inspections.order_by("pk")
    assert [each.licence.number for each in drawn] == again
    assert {each.kind for each in drawn} == {"random"}
    assert plan.seed == "0401"
    assert set(plan.drawn_from) >= {each.number for each in licences}


def test_a_draw_without_anybody_to_inspect_is_refused() -> None:
    by = parties()
    plan = made.plan(by=by)
    with refused("没有可以抽取的检查对象"):
        inspection_plans.draw_plan(plan, actor=by.second_supervisor, on=START, seed="1")


def test_nobody_draws_from_his_own_plan() -> None:
    by = parties()
    plan = made.plan(by=by)
    with refused("须由他人抽取", error=NotPermitted):
        inspection_plans.draw_plan(plan, actor=by.supervisor, on=START, seed="1")


def test_a_plan_ends_with_its_last_inspection() -> None:
    by = parties()
    plan = made.plan("drawn", by=by)
    assert owed(by.supervisor, plan, START) == set()
    with refused("还有 1 件检查没有办结"):
        inspection_plans.close_plan(plan, actor=by.supervisor, on=START)
    inspections.cancel_inspection(
        plan.inspections.get(), actor=by.supervisor, on=START, reason="合并。"
    )
    assert owed(by.supervisor, plan, START) == {"close"}


KEYS = st.lists(st.text(min_size=1, max_size=8), max_size=20)


@given(KEYS, st.integers(0, 30), st.text(max_size=8))
def test_a_sample_depends_on_keys_and_seed_alone(keys: list[str], size: int, seed: str) -> None:
    drawn = sampling.draw(keys, size=size, seed=seed)
    assert drawn == sampling.draw(reversed(keys), size=size, seed=seed)
    assert len(drawn) == len(set(drawn)) == min(size, len(set(keys)))
    assert set(drawn) <= set(keys)
    assert sampling.draw(keys, size=size + 1, seed=seed)[:size] == drawn
