"""Plans, inspections, findings and rectifications: every state × step, who may, the laws, the clocks, the inbox."""

from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from governance import edits
from governance.errors import InvalidInput, NotPermitted
from governance.models import AuditEvent
from governance.policies import permissions_of
from governance.transitions import Step, steps_of
from licensing.models import Finding, Inspection, InspectionPlan, Rectification
from licensing.workflow import inspections
from tests.factories import inspections as made
from tests.factories.licensing import licence_in_force
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
