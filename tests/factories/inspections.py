"""Check-lists, plans, inspections and rectifications in each of their states, brought there by the steps themselves."""

from datetime import date
from itertools import count
from typing import Any

from accounts.models import Role, User
from governance import edits
from licensing.models import (
    ChecklistPoint,
    ChecklistTemplate,
    Finding,
    Inspection,
    InspectionPlan,
    Licence,
    Rectification,
)
from licensing.workflow import inspection_plans, inspections, rectifications
from tests.database import arranging
from tests.factories.licensing import licence_in_force
from tests.factories.people import membership, person
from tests.factories.schemes import START, Parties, parties, scan

_number = count(1)
INSPECTION_PATHS: dict[str, tuple[str, ...]] = {
    "planned": (),
    "cancelled": ("cancel",),
    "under_way": ("begin", "join"),
    "reported": ("begin", "join", "visit", "report"),
    "closed": ("begin", "join", "visit", "report", "state_view", "close"),
}
ORDER_PATHS: dict[str, tuple[str, ...]] = {
    "ordered": (),
    "planned": ("plan_rectification",),
    "done": ("plan_rectification", "complete_rectification"),
    "verified": ("plan_rectification", "complete_rectification", "verify_rectification"),
    "refused": ("find_refusal",),
}
LONG_AFTER = date(2026, 8, 3)
VISIT = {"place": "运营机构机房", "met": "运营机构数据安全负责人", "seen": "查看了日志和权限配置。"}


def inspector(by: Parties) -> User:
    """Somebody of both supervising bodies who has no part in the operator."""
    with arranging():
        user = person(Role.AUTHORITY, organisation=by.authority)
        membership(user, Role.IMPLEMENTING_BODY, organisation=by.implementing_body)
    return user


def checklist(*, by: Parties, points: int = 2) -> ChecklistTemplate:
    """A list of the authority."""
    with arranging():
        template = ChecklistTemplate.objects.create(
            owner=by.authority, name=f"数据安全检查清单{next(_number)}"
        )
        for number in range(1, points + 1):
            ChecklistPoint.objects.create(
                template=template, number=number, text=f"第{number}项：访问权限按用途分开。",
                basis="27号 第二十一条", method="查看系统配置和日志。",
            )  # fmt: skip
    return template


def planned_inspection(
    *, by: Parties, licence: Licence | None = None, on: date = START, **over: Any
) -> Inspection:
    """Planned by the authority for a licence in force."""
    given = {
        "kind": Inspection.Kind.PLANNED,
        "licence": licence or licence_in_force(by=by, on=on),
        "body": by.authority,
        "template": over.pop("template", None) or checklist(by=by),
        "planned_on": on,
    } | over
    made = Inspection(**given)
    edits.save(made, actor=by.supervisor)
    return made


def answer_points(made: Inspection, *, actor: User, result: str = "conforming") -> None:
    """Every point gets a result, all but the first conform."""
    for place, finding in enumerate(made.findings.all()):
        finding.result = result if place == 0 else Finding.Result.CONFORMING
        if finding.result != Finding.Result.CONFORMING:
            finding.what, finding.responsible = "三个用途共用一个密钥。", "技术部"
        edits.save(finding, actor=actor)


def inspection(
    status: str = "planned",
    *,
    by: Parties | None = None,
    on: date = START,
    result: str = "conforming",
    **over: Any,
) -> Inspection:
    """An inspection in any state: the first supervisor leads, the second joins, a third closes."""
    by = by or parties()
    made = planned_inspection(by=by, on=on, **over)
    for verb in INSPECTION_PATHS[status]:
        _advance(made, verb, by=by, on=on, result=result)
    return made


def _advance(made: Inspection, verb: str, *, by: Parties, on: date, result: str) -> None:
    lead: dict[str, Any] = {"actor": by.supervisor, "on": on}
    if verb == "cancel":
        inspections.cancel_inspection(made, reason="授权已经结束。", **lead)
    elif verb == "begin":
        inspections.begin_inspection(made, **lead)
    elif verb == "join":
        inspections.join_inspection(made, actor=by.second_supervisor, on=on)
    elif verb == "visit":
        inspections.record_visit(made, visited_on=on, **VISIT, **lead)
    elif verb == "report":
        report(made, by=by, on=on, result=result)
    elif verb == "state_view":
        inspections.state_view(made, actor=by.seller, on=on, operator_view="没有异议。")
    else:
        inspections.close_inspection(made, actor=inspector(by), on=on)


def report(made: Inspection, *, by: Parties, on: date, result: str) -> None:
    """Points answered, summary written, report given out."""
    answer_points(made, actor=by.supervisor, result=result)
    made.summary = "总体符合要求。"
    edits.save(made, actor=by.supervisor)
    inspections.report_inspection(made, actor=by.supervisor, on=on)


def order_arguments(verb: str) -> dict[str, Any]:
    """What a step of an order is told."""
    return {
        "plan": {"plan": "一周内按用途分开密钥。"},
        "complete": {"done": "已按用途分开密钥。", "evidence": scan("整改截图.pdf")},
    }.get(verb, {})


def rectification(
    status: str = "ordered",
    *,
    by: Parties | None = None,
    on: date = START,
    result: str = "minor",
    **over: Any,
) -> Rectification:
    """The order that came of an inspection's first point, in any state."""
    by = by or parties()
    made = inspection("reported", by=by, on=on, result=result, **over)
    order = Rectification.objects.get(finding__inspection=made)
    for name in ORDER_PATHS[status]:
        step = getattr(rectifications, name)
        verb = step.transition.verb
        actor = by.seller if verb in ("plan", "complete") else by.supervisor
        day = LONG_AFTER if verb == "find_refusal" else on
        step(order, actor=actor, on=day, reason="经核实。", **order_arguments(verb))
    return order


def plan(status: str = "draft", *, by: Parties | None = None, on: date = START) -> InspectionPlan:
    """A plan of a year, in any state; one licence is in force."""
    by = by or parties()
    if status != "draft":
        licence_in_force(by=by, on=on)
    made = InspectionPlan(
        authority=by.authority, name=f"年度检查计划{next(_number)}", year=on.year, scope="数据安全和价格。",
        template=checklist(by=by), sample_size=1, planned_on=on,
    )  # fmt: skip
    edits.save(made, actor=by.supervisor)
    if status != "draft":
        inspection_plans.draw_plan(made, actor=by.second_supervisor, on=on, seed="20260401")
    if status == "closed":
        drawn = made.inspections.get()
        inspections.cancel_inspection(drawn, actor=by.supervisor, on=on, reason="授权已经结束。")
        inspection_plans.close_plan(made, actor=by.supervisor, on=on)
    return made
