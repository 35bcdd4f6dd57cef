"""Plans, inspections, findings and rectifications: every state × step, who may, the laws, the clocks, the inbox."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from governance import edits
from governance.deadlines import due
from governance.errors import InvalidInput, NotPermitted, ReasonMissing
from governance.inbox import Inbox, Urgency
from governance.models import AuditEvent
from governance.policies import permissions_of
from governance.transitions import Step, steps_of
from licensing import sampling
from licensing.models import Finding, Inspection, InspectionPlan, Rectification
from licensing.workflow import inspection_plans, inspections, rectifications
from tests.factories import inspections as made
from tests.factories.licensing import licence_in_force, suspended_licence
from tests.factories.schemes import START, Parties, parties
from tests.licensing.people import chief
from tests.licensing.refusals import refused
from tests.licensing.test_doors import DOORS, NOUNS, told
from tests.licensing.test_policies import PERSONS
from tests.licensing.test_states import refused_without_trace

pytestmark = pytest.mark.django_db
NOON = f"{START} 12:00:00+08:00"
STATES: dict[Any, Any] = {
    Inspection: made.inspection,
    Rectification: made.rectification,
    InspectionPlan: made.plan,
}
ADDRESSES = {
    Inspection: "inspections",
    Rectification: "rectifications",
    InspectionPlan: "inspection-plans",
}
ROWS = [(model, status) for model in STATES for status in model.Status.values]


@pytest.mark.parametrize(("model", "status"), ROWS)
def test_state_by_step(model: Any, status: str) -> None:
    by = parties()
    record = STATES[model](status, by=by)
    assert record.status == status
    everybody = chief(by)
    for step in steps_of(model):
        is_inspectors = step.transition.permission == "licensing.record_inspection"
        user = by.supervisor if is_inspectors else everybody
        if status in step.transition.sources:
            assert step.refusal(record, actor=user) is None, step
        elif is_inspectors and record.lead is None:
            assert isinstance(step.refusal(record, actor=user), NotPermitted)
        else:
            refused_without_trace(step, record, user)


@pytest.mark.parametrize("model", STATES)
def test_every_state_leads_on_or_is_an_end(model: Any) -> None:
    ends = {
        Inspection: {"closed", "cancelled"},
        Rectification: {"verified", "refused"},
        InspectionPlan: {"closed"},
    }
    left = {source for step in steps_of(model) for source in step.transition.sources}
    assert set(model.Status.values) - left == ends[model]
    assert all(str(step.transition.clause) and step.rule.__doc__ for step in steps_of(model))


VISIT = {"visited_on": START, **made.VISIT}
GIVEN: dict[str, dict[str, Any]] = {
    "licensing.inspection.visit": VISIT,
    "licensing.inspection.state_view": {"operator_view": "没有异议。"},
    "licensing.inspectionplan.draw": {"seed": "42"},
}


def made_ready(step: Step, by: Parties) -> Any:
    """A record on which the step is due, and who takes it."""
    action, model = step.transition.action, STATES[_model_of(step)]
    state = sorted(step.transition.sources)[0]
    if action == "licensing.inspection.join":
        record = made.planned_inspection(by=by)
        inspections.begin_inspection(record, actor=by.supervisor, on=START)
        return record, made.inspector(by)
    if action == "licensing.inspectionplan.draw":
        licence_in_force(by=by)
    record = model(state, by=by)
    if action == "licensing.inspection.report":
        inspections.record_visit(record, actor=by.supervisor, on=START, **VISIT)
        made.answer_points(record, actor=by.supervisor)
        record.summary = "符合。"
        edits.save(record, actor=by.supervisor)
    if action == "licensing.inspection.close":
        inspections.state_view(record, actor=by.seller, on=START, operator_view="没有异议。")
    if action == "licensing.inspectionplan.close":
        drawn = record.inspections.get()
        inspections.cancel_inspection(drawn, actor=by.supervisor, on=START, reason="合并。")
    return record, actor_of(step, by)


def actor_of(step: Step, by: Parties) -> Any:
    """Who takes the step."""
    permission = step.transition.permission
    if permission.startswith("licensing.answer_"):
        return by.seller
    return by.supervisor if "record_" in permission else made.inspector(by)


def _model_of(step: Step) -> Any:
    return next(each for each in STATES if step in steps_of(each))


DOOR_STEPS = [
    step
    for model in STATES
    for step in steps_of(model)
    if step.transition.permission != "licensing.enforce_rectification"  # its day has not come
]


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize("step", DOOR_STEPS, ids=lambda step: step.transition.action)
def test_the_same_event_through_every_door(step: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    model = _model_of(step)
    monkeypatch.setitem(NOUNS, model, ADDRESSES[model])
    accounts = []
    for act in DOORS.values():
        by = parties()
        record, user = made_ready(step, by)
        verb = step.transition.verb
        given = GIVEN.get(step.transition.action) or made.order_arguments(verb)
        act(step, record, user, given)
        account = told(
            AuditEvent.objects.about(record).filter(action=step.transition.action).latest("id")
        )
        for name in (
            "lead",
            "second",
            "closed_by",
            "done_by",
            "decided_by",
            "evidence",
            "drawn_from",
        ):
            account["changes"].pop(name, None)
        accounts.append(account)
    assert accounts[0] == accounts[1] == accounts[2]


INSPECTORS = "view conduct join close"
PLANNED = {
    "author": "view",
    "colleague": "view",
    "authority": f"{INSPECTORS} add change",
    "operator": "answer",
    "auditor": "view",
}
UNDER_WAY = PLANNED | {
    "authority": "view conduct record change",
    "operator": "view answer",
}
REPORTED = UNDER_WAY | {"authority": "view conduct record"}
ORDER = {
    "author": "view",
    "colleague": "view",
    "authority": "view extend verify enforce",
    "operator": "view answer",
    "auditor": "view",
}
FINDING = {"author": "view", "colleague": "view", "authority": "view add change", "auditor": "view"}
REPORTED_FINDING = FINDING | {"authority": "view", "operator": "view"}
TABLE: list[Any] = [
    pytest.param(lambda by: made.inspection(by=by), PLANNED, id="planned"),
    pytest.param(lambda by: made.inspection("under_way", by=by), UNDER_WAY, id="under way"),
    pytest.param(lambda by: made.inspection("reported", by=by), REPORTED, id="reported"),
    pytest.param(lambda by: made.rectification(by=by), ORDER, id="order"),
    pytest.param(lambda by: made.inspection("under_way", by=by).findings.first(), FINDING, id="finding"),
    pytest.param(lambda by: made.rectification(by=by).finding, REPORTED_FINDING, id="reported finding"),
]  # fmt: skip


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(("make", "table"), TABLE)
def test_who_holds_what(make: Any, table: dict[str, str]) -> None:
    by = parties()
    record = make(by)
    model = type(record)
    for name, who in PERSONS.items():
        user = who(by)
        held = {
            permission.removeprefix("licensing.").removesuffix(f"_{model._meta.model_name}")
            for permission in permissions_of(model)
            if model.objects.permitted(user, permission).filter(pk=record.pk).exists()
        }
        assert held == set(table.get(name, "").split()), name


def test_two_people_inspect_and_a_third_closes() -> None:
    by = parties()
    record = made.inspection(by=by)
    inspections.begin_inspection(record, actor=by.supervisor, on=START)
    assert (record.number, record.lead) == ("检查-2026-0001", by.supervisor)
    with refused("另一人才能参加", error=NotPermitted):
        inspections.join_inspection(record, actor=by.supervisor, on=START)
    with refused("须由两名检查人员", "还没有检查记录", "2 项检查内容没有结果", "没有摘要"):
        inspections.report_inspection(record, actor=by.supervisor, on=START)
    inspections.join_inspection(record, actor=by.second_supervisor, on=START)
    with refused("已有两名检查人员"):
        inspections.join_inspection(record, actor=made.inspector(by), on=START)


@pytest.mark.parametrize("inspector", ["supervisor", "second_supervisor"])
def test_inspectors_do_not_close_their_own(inspector: str) -> None:
    by = parties()
    record = made.inspection("reported", by=by)
    inspections.state_view(record, actor=by.seller, on=START, operator_view="没有异议。")
    with refused("检查人员不得办结", error=NotPermitted):
        inspections.close_inspection(record, actor=getattr(by, inspector), on=START)
    law = "inspection_is_closed_by_another_person"
    with pytest.raises(IntegrityError, match=law), transaction.atomic():
        Inspection.objects.filter(pk=record.pk).update(closed_by=getattr(by, inspector))


def test_nobody_inspects_the_organisation_for_which_he_works() -> None:
    by = parties()
    record = made.inspection(by=by)
    with refused("应当回避"):
        inspections.begin_inspection(record, actor=chief(by), on=START)
    inspections.begin_inspection(record, actor=by.supervisor, on=START)
    with refused("应当回避"):
        inspections.join_inspection(record, actor=chief(by), on=START)


def test_internal_audit_is_the_implementing_bodys() -> None:
    by = parties()
    with pytest.raises(InvalidInput, match="内控审计由实施机构开展"):
        made.planned_inspection(by=by, kind="audit")
    licence = licence_in_force(by=by)
    audit = Inspection(
        kind="audit", licence=licence, body=by.implementing_body, template=made.checklist(by=by), planned_on=START
    )  # fmt: skip
    edits.save(audit, actor=by.drafter)
    inspections.begin_inspection(audit, actor=by.drafter, on=START)
    assert audit.findings.count() == 2
    with pytest.raises(IntegrityError, match="请另行安排检查"), transaction.atomic():
        Inspection.objects.filter(pk=audit.pk).update(body=by.authority)


def test_a_stranger_body_inspects_nobody_even_past_the_form() -> None:
    by, other = parties(), parties()
    record = made.inspection(by=by)
    with pytest.raises(IntegrityError, match="请更换检查单位"), transaction.atomic():
        Inspection.objects.filter(pk=record.pk).update(body=other.authority)


def test_an_inspection_for_cause_says_which() -> None:
    with pytest.raises(InvalidInput, match="有因检查须写明检查缘由"):
        made.planned_inspection(by=parties(), kind="cause")


def test_findings_stand_once_reported() -> None:
    by = parties()
    record = made.inspection("reported", by=by)
    finding = record.findings.first()
    with pytest.raises(NotPermitted):
        edits.save(finding, actor=by.supervisor)
    with pytest.raises(IntegrityError, match="检查发现不能再改"), transaction.atomic():
        Finding.objects.filter(pk=finding.pk).update(result="major")
    with pytest.raises(IntegrityError, match="检查发现不能再改"), transaction.atomic():
        finding.delete()
    with pytest.raises(IntegrityError, match="只能追加"), transaction.atomic():
        record.visits.all().delete()


def test_a_finding_against_somebody_says_what_and_whose() -> None:
    by = parties()
    finding = made.inspection("under_way", by=by).findings.first()
    finding.result = "major"
    with pytest.raises(InvalidInput, match="须写明发现的情况和责任部门"):
        edits.save(finding, actor=by.supervisor)


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
