"""Inspections: two inspectors, findings, the operator heard, a third person closes (意见（十三）; 27号 第二十一条)."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from catalog.clocks import running
from catalog.numbering import next_in_series
from governance.transitions import Transition, TransitionError, step
from licensing import conditions
from licensing.forms.inspections import ViewForm, VisitForm
from licensing.models import (
    Finding,
    Inspection,
    InspectionVisit,
    Rectification,
)

Status = Inspection.Status
CLAUSE = _("意见 第十三条；27号 第二十一条")
UNDER_WAY = frozenset({Status.UNDER_WAY})
#: How soon a finding is to be put right, by how grave it is.
RECTIFY_TERMS = {Finding.Result.MINOR: "rect.minor", Finding.Result.MAJOR: "rect.major"}


@step(
    Transition(
        action="licensing.inspection.begin",
        label=_("开始检查"),
        sources=frozenset({Status.PLANNED}),
        target=Status.UNDER_WAY,
        permission="licensing.conduct_inspection",
        clause=CLAUSE,
    )
)
def begin_inspection(inspection: Inspection, *, actor: Any, on: date) -> dict[str, object]:
    """Whoever begins leads; the points of the list are copied, to be answered one by one."""
    _require_outsider(inspection, actor)
    points = list(inspection.template.points.all())
    if not points:
        raise TransitionError(
            _("检查清单“%(list)s”还没有检查要点，请先补充清单。") % {"list": inspection.template}
        )
    for point in points:
        Finding.objects.create(
            inspection=inspection, text=point.text, basis=point.basis, method=point.method, created_by=actor
        )  # fmt: skip
    return {"number": next_in_series("检查", year=on.year), "lead_id": actor.pk, "begun_on": on}


def _require_outsider(inspection: Inspection, actor: Any) -> None:
    """Nobody inspects the organisation for which he works."""
    if inspection.licence.operator_id in actor.organisation_ids(Role.OPERATOR):
        raise TransitionError(
            _("您在被检查的“%(operator)s”任职，应当回避，请由其他人员检查。")
            % {"operator": inspection.licence.operator}
        )


def without_second() -> Q:
    """Inspections that one person has begun alone."""
    return Q(second=None)


@step(
    Transition(
        action="licensing.inspection.join",
        label=_("参加检查"),
        sources=UNDER_WAY,
        target=None,
        permission="licensing.join_inspection",
        clause=CLAUSE,
        owed=without_second,
    )
)
def join_inspection(inspection: Inspection, *, actor: Any) -> dict[str, object]:
    """The second inspector puts himself on record."""
    _require_outsider(inspection, actor)
    if inspection.second_id is not None:
        raise TransitionError(_("这次检查已有两名检查人员，不用再参加。"))
    return {"second_id": actor.pk}


@step(
    Transition(
        action="licensing.inspection.visit",
        label=_("登记检查记录"),
        sources=UNDER_WAY,
        target=None,
        permission="licensing.record_inspection",
        clause=CLAUSE,
        is_duty=False,
        form=VisitForm,
    )
)
def record_visit(
    inspection: Inspection, *, visited_on: date, actor: Any, on: date, **told: str
) -> None:
    """Where the inspectors were, whom they met and what they saw."""
    begun_on = inspection.begun_on or on
    if not begun_on <= visited_on <= on:
        raise TransitionError(
            _("检查日期应在 %(first)s 至 %(last)s 之间，请核对后重新填写。")
            % {"first": begun_on, "last": on}
        )
    visit = InspectionVisit(inspection=inspection, visited_on=visited_on, created_by=actor, **told)
    visit.full_clean()
    visit.save(force_insert=True)


@step(
    Transition(
        action="licensing.inspection.report",
        label=_("出具检查报告"),
        sources=UNDER_WAY,
        target=Status.REPORTED,
        permission="licensing.record_inspection",
        clause=CLAUSE,
        starts_clock="insp.view",
    )
)
def report_inspection(inspection: Inspection, *, actor: Any, on: date) -> dict[str, object]:
    """Every point answered by two inspectors; what does not conform is to be put right by a day."""
    for finding in inspection.findings.filter(result__in=tuple(RECTIFY_TERMS)):
        _order(finding, inspection, actor, on)
    return {"reported_on": on}


@report_inspection.waits_for
def _everything_answered(inspection: Inspection, *, on: date) -> None:
    conditions.require(_unfinished(inspection))


def _unfinished(inspection: Inspection) -> list[conditions.Words]:
    faults: list[conditions.Words] = []
    if inspection.second_id is None:
        faults.append(_("监督检查须由两名检查人员进行，请另一人先参加检查。"))
    if not inspection.visits.exists():
        faults.append(_("还没有检查记录，请先登记检查的时间、地点和情况。"))
    left = inspection.findings.filter(result="").count()
    if left:
        faults.append(_("还有 %(count)d 项检查内容没有结果，请逐项填写。") % {"count": left})
    if not inspection.summary.strip():
        faults.append(_("检查报告还没有摘要，请填写后再出具。"))
    return faults


def _order(finding: Finding, inspection: Inspection, actor: Any, on: date) -> None:
    order = Rectification(
        finding=finding,
        licence=inspection.licence,
        ordered_on=on,
        status_since=on,
        created_by=actor,
        **running(
            RECTIFY_TERMS[Finding.Result(finding.result)],
            start=on,
            region_code=inspection.deadline_region_code,
        ),
    )
    order.full_clean()
    order.save(force_insert=True)


def without_view() -> Q:
    """Reports on which the operator has not been heard."""
    return Q(viewed_on=None)


@step(
    Transition(
        action="licensing.inspection.state_view",
        label=_("提出意见"),
        sources=frozenset({Status.REPORTED}),
        target=None,
        permission="licensing.answer_inspection",
        clause=CLAUSE,
        keeps_clock=True,
        owed=without_view,
        form=ViewForm,
    )
)
def state_view(inspection: Inspection, *, operator_view: str, on: date) -> dict[str, object]:
    """Whoever was inspected is heard, once."""
    if inspection.viewed_on is not None:
        raise TransitionError(_("运营机构已经提出意见，不能再次提出。"))
    return {"operator_view": operator_view.strip(), "viewed_on": on}


def with_all_put_right() -> Q:
    """Inspections whose orders have all come to their end."""
    still = Rectification.objects.open().values("finding__inspection")
    return ~Q(pk__in=still)


@step(
    Transition(
        action="licensing.inspection.close",
        label=_("办结检查"),
        sources=frozenset({Status.REPORTED}),
        target=Status.CLOSED,
        permission="licensing.close_inspection",
        clause=CLAUSE,
        owed=with_all_put_right,
    )
)
def close_inspection(inspection: Inspection, *, actor: Any, on: date) -> dict[str, object]:
    """The operator was heard or let its time pass, and everything is put right or enforced."""
    return {"closed_by_id": actor.pk, "closed_on": on}


@close_inspection.waits_for
def _the_operators_view_and_what_is_put_right(inspection: Inspection, *, on: date) -> None:
    if inspection.viewed_on is None and inspection.due_on is not None and on <= inspection.due_on:
        raise TransitionError(
            _("运营机构尚未提出意见，期限为 %(day)s，请待其提出或者期满后再办结。")
            % {"day": inspection.due_on}
        )
    left = Rectification.objects.open().filter(finding__inspection=inspection).count()
    if left:
        raise TransitionError(
            _("还有 %(count)d 项整改没有验收，请验收或者作出处理后再办结。") % {"count": left}
        )


@step(
    Transition(
        action="licensing.inspection.cancel",
        label=_("取消检查"),
        sources=frozenset({Status.PLANNED}),
        target=Status.CANCELLED,
        permission="licensing.conduct_inspection",
        clause=CLAUSE,
        needs_reason=True,
        is_duty=False,
    )
)
def cancel_inspection(inspection: Inspection) -> None:
    """Not needed any longer, and why."""
