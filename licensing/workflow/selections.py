"""The procedure of a selection, from the draft of its notice to the opened applications (27号 第十二条)."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from governance.clock import now
from governance.due import due_work
from governance.errors import WrongState
from governance.transitions import Transition, TransitionError, step
from licensing import conditions
from licensing.forms.selections import AppointForm
from licensing.models import Scorer, Selection, SelectionCondition
from licensing.selecting import demands, duties
from licensing.selecting.scheme_conditions import conditions_in

Status = Selection.Status


@step(
    Transition(
        action="licensing.selection.take_conditions",
        label=_("从实施方案带入遴选条件"),
        sources=Selection.OPEN_TO_EDITS,
        target=None,
        permission="licensing.submit_selection",
        clause=_("27号 第九条第三项、第十二条"),
        is_duty=False,
        is_aside=True,
    )
)
def take_conditions(selection: Selection, *, actor: Any) -> None:
    """Each demand of the scheme becomes a condition; what is there already stays."""
    known = set(selection.conditions.values_list("requirement", flat=True))
    found = conditions_in(selection.scheme.operator_conditions)
    new = [(kind, words) for kind, words in found if words not in known]
    if not new:
        raise TransitionError(_("实施方案写明的运营机构条件都已列出，没有可以带入的条件。"))
    for kind, requirement in new:
        SelectionCondition.objects.create(
            selection=selection, kind=kind, requirement=requirement, created_by=actor
        )


@step(
    Transition(
        action="licensing.selection.submit",
        label=_("报审"),
        sources=Selection.OPEN_TO_EDITS,
        target=Status.SUBMITTED,
        permission="licensing.submit_selection",
        clause=_("27号 第十二条"),
    )
)
def submit_selection(selection: Selection) -> None:
    """The notice is complete: conditions, criteria, terms of the agreement laid open."""
    conditions.require([*demands.approved_scheme(selection), *demands.complete_notice(selection)])


@step(
    Transition(
        action="licensing.selection.return",
        label=_("退回修改"),
        sources=frozenset({Status.SUBMITTED}),
        target=Status.RETURNED,
        permission="licensing.publish_selection",
        clause=_("27号 第十二条"),
        needs_reason=True,
        is_duty=False,
    )
)
def return_selection(selection: Selection) -> None:
    """Back to who prepares it."""


@step(
    Transition(
        action="licensing.selection.publish",
        label=_("审定并发布公告"),
        sources=frozenset({Status.SUBMITTED}),
        target=Status.OPEN,
        permission="licensing.publish_selection",
        clause=_("27号 第四条、第十二条"),
    )
)
def publish_selection(selection: Selection, *, on: date, at: datetime) -> dict[str, object]:
    """A second person finds it in order; from here on the notice stands and everybody may read it."""
    conditions.require(
        [
            *demands.approved_scheme(selection),
            *demands.complete_notice(selection),
            *demands.long_enough(selection, on=on, at=at),
        ]
    )
    return {"published_on": on}


@step(
    Transition(
        action="licensing.selection.close",
        label=_("截止并开启申请"),
        sources=frozenset({Status.OPEN}),
        target=Status.EVALUATING,
        permission="licensing.close_selection",
        clause=_("27号 第十二条"),
        starts_clock="sel.evaluation",
        owed=duties.past_closing,
    )
)
def close_selection(selection: Selection, *, at: datetime) -> None:
    """The closing moment has passed: the sealed applications are opened, all at once."""
    if at <= selection.closes_at:
        moment = timezone.localtime(selection.closes_at, timezone.get_default_timezone())
        raise TransitionError(
            _("申请截止时间 %(moment)s（北京时间）未到，不能提前开启申请。")
            % {"moment": moment.strftime("%Y-%m-%d %H:%M:%S")}
        )


@due_work(_("截止到期的遴选申请"))
def close_past_selections(actor: Any, on: date) -> int:
    """Open what is past its closing; nobody could apply since that moment anyway."""
    closed = 0
    for selection in Selection.objects.past_closing(now()):
        try:
            close_selection(selection, actor=actor, on=on)
        except WrongState:
            # Somebody closed it in the meantime: nothing is left to do.
            continue
        closed += 1
    return closed


@step(
    Transition(
        action="licensing.selection.appoint",
        label=_("聘请评审人员"),
        sources=frozenset({Status.OPEN, Status.EVALUATING}),
        target=None,
        permission="licensing.appoint_selection",
        clause=_("27号 第四条、第十二条"),
        is_duty=False,
        is_aside=True,
        form=AppointForm,
    )
)
def appoint_judge(selection: Selection, *, judge: str, ends_on: date, actor: Any, on: date) -> None:
    """By name and until a day; who prepared the selection or works for a candidate does not judge it."""
    person = User.objects.filter(username=judge.strip(), is_active=True).first()
    if person is None:
        raise TransitionError(_("没有登录名为“%(name)s”的账号，请核对登录名。") % {"name": judge})
    if ends_on < on:
        raise TransitionError(_("聘期截止日期不能早于今天，请改正日期。"))
    if person.pk in (selection.created_by_id, actor.pk):
        raise TransitionError(_("编制遴选文件或者聘请评审人员的人不能担任评审人员，请另聘他人。"))
    _require_no_employee(selection, person)
    scorer = Scorer(
        selection=selection, round=selection.round, judge=person, ends_on=ends_on, status_since=on,
        created_by=actor, **demands.running("sel.declare", start=on, region_code=selection.deadline_region_code),
    )  # fmt: skip
    scorer.full_clean()
    scorer.save(force_insert=True)


def _require_no_employee(selection: Selection, person: User) -> None:
    employers = set(person.organisation_ids())
    candidates = selection.candidates.filter(organisation__in=employers)
    if selection.status == Status.EVALUATING and candidates.exists():
        raise TransitionError(_("此人任职于申请单位，不能担任评审人员，请另聘他人。"))


def give_up(selection: Selection, reason: str) -> dict[str, object]:
    """What a selection that leads to nobody keeps on record."""
    return {"outcome_reason": reason.strip(), "winner": None, "reserve": None}


@step(
    Transition(
        action="licensing.selection.fail",
        label=_("宣布遴选失败"),
        sources=frozenset({Status.EVALUATING, Status.RESULT_NOTICE, Status.CONCLUDED}),
        target=Status.FAILED,
        permission="licensing.cancel_selection",
        clause=_("27号 第十二条"),
        needs_reason=True,
        is_duty=False,
    )
)
def fail_selection(selection: Selection, *, reason: str) -> dict[str, object]:
    """Too few candidates, none that meets the conditions, or nobody left who signs: a new selection is needed."""
    if selection.licences.exists():
        raise TransitionError(_("已经起草授权运营协议，不能宣布遴选失败。请先处理协议。"))
    return give_up(selection, reason)


@step(
    Transition(
        action="licensing.selection.cancel",
        label=_("取消遴选"),
        sources=frozenset({Status.DRAFT, Status.SUBMITTED, Status.RETURNED, Status.OPEN}),
        target=Status.CANCELLED,
        permission="licensing.cancel_selection",
        clause=_("27号 第十二条"),
        needs_reason=True,
        is_duty=False,
    )
)
def cancel_selection(selection: Selection, *, reason: str) -> dict[str, object]:
    """The ground for selecting is gone; applications that are still sealed stay so."""
    return give_up(selection, reason)
