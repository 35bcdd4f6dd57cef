"""The way of an application: handed in, mended once, examined, ranked; or taken back (27号 第十二条)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from catalog.numbering import next_in_series
from governance.models import Attachment
from governance.transitions import Transition, TransitionError, step
from licensing import conditions
from licensing.application import tasks
from licensing.forms.candidates import ExaminationForm, LinkForm, SupplementForm
from licensing.models import Candidate, CandidateCondition, Selection
from licensing.selecting import demands, duties

Status = Candidate.Status
#: The letters before the number of a receipt.
RECEIPT_PREFIX = "运申"
BEFORE_RESULT = frozenset({Selection.Status.OPEN, Selection.Status.EVALUATING})


def _require_evaluating(candidate: Candidate) -> None:
    if candidate.selection.status != Selection.Status.EVALUATING:
        raise TransitionError(
            _("“%(selection)s”现在不在评审阶段，不能办理。请刷新页面，查看遴选的最新状态。")
            % {"selection": candidate.selection}
        )


@step(
    Transition(
        action="licensing.candidate.submit",
        label=_("提交申请"),
        sources=Candidate.OPEN_TO_EDITS,
        target=Status.SUBMITTED,
        permission="licensing.submit_candidate",
        clause=_("27号 第十二条"),
        keeps_clock=True,
        owed=duties.may_still_be_submitted,
    )
)
def submit_candidate(candidate: Candidate, *, on: date, at: datetime) -> dict[str, object]:
    """Complete, by somebody who may operate, and in time: the receipt says when it was received (I-05)."""
    conditions.require(
        [
            *demands.in_time(candidate, on=on, at=at),
            *demands.may_operate(candidate),
            *tasks.gaps_told(candidate),
        ]
    )
    selection = candidate.selection
    starts_on = on if candidate.number else demands.local_day(selection.closes_at)
    term = demands.running(
        "sel.examine", start=starts_on, region_code=candidate.deadline_region_code
    )
    if candidate.number:
        return {"remarks": {}, **term}
    return {
        "number": next_in_series(RECEIPT_PREFIX, year=on.year),
        "received_at": at,
        "closes_at": selection.closes_at,
        **term,
    }


@step(
    Transition(
        action="licensing.candidate.withdraw",
        label=_("撤回申请"),
        sources=frozenset({Status.DRAFT, Status.SUBMITTED, Status.RETURNED, Status.ADMITTED}),
        target=Status.WITHDRAWN,
        permission="licensing.withdraw_candidate",
        clause=_("27号 第十二条"),
        needs_reason=True,
        reason_hint=_("写明为什么撤回；撤回以后，申请期内可以另行申请。"),
        is_duty=False,
    )
)
def withdraw_candidate(candidate: Candidate, *, reason: str) -> dict[str, object]:
    """Taken back before the result; afterwards the reserve takes the place."""
    if candidate.selection.status not in BEFORE_RESULT:
        raise TransitionError(
            _("结果已经公示或者遴选已经结束，不能撤回。放弃签约的，请书面告知实施机构。")
        )
    return {"outcome_reason": reason.strip()}


@step(
    Transition(
        action="licensing.candidate.return",
        label=_("退回补正"),
        sources=frozenset({Status.SUBMITTED}),
        target=Status.RETURNED,
        permission="licensing.examine_candidate",
        clause=_("27号 第四条、第十二条"),
        starts_clock="sel.supplement",
        is_duty=False,
        form=SupplementForm,
    )
)
def return_candidate(candidate: Candidate, *, on: date, **remarks: str) -> dict[str, object]:
    """One supplement, complete, with a mark at each field at fault."""
    _require_evaluating(candidate)
    wanted = {name: words.strip() for name, words in remarks.items() if (words or "").strip()}
    if not wanted:
        raise TransitionError(_("请至少在一项上写明需要补正的内容，再退回。"))
    if candidate.supplements:
        raise TransitionError(_("补正事项已经一次性告知过，不能再次退回，请直接审查。"))
    return {"remarks": wanted, "supplements": 1, "returned_on": on}


@step(
    Transition(
        action="licensing.candidate.examine",
        label=_("审查条件"),
        sources=frozenset({Status.SUBMITTED, Status.RETURNED}),
        target=Status.ADMITTED,
        alternatives=frozenset({Status.REJECTED}),
        permission="licensing.examine_candidate",
        clause=_("27号 第十二条"),
        owed=duties.waiting_for_examination,
        form=ExaminationForm,
    )
)
def examine_candidate(
    candidate: Candidate, *, actor: Any, on: date, **found: Any
) -> dict[str, object]:
    """Each condition met or not; one that is not met ends the application, with its reason."""
    unmet = [
        f"{check.condition}：{check.reason}"
        for check in _checks(candidate, found, actor=actor, on=on)
        if check.verdict == CandidateCondition.Verdict.UNMET
    ]
    if not unmet:
        return {"examined_on": on}
    return {"examined_on": on, "status": Status.REJECTED, "outcome_reason": "；".join(unmet)}


@examine_candidate.waits_for
def _the_opening_and_the_supplement(candidate: Candidate, *, on: date) -> None:
    _require_evaluating(candidate)
    if candidate.status == Status.RETURNED and candidate.due_on and on <= candidate.due_on:
        raise TransitionError(
            _("补正期限到 %(day)s 为止，请等申请单位补正或者期满以后再审查。")
            % {"day": candidate.due_on}
        )


def _checks(
    candidate: Candidate, found: dict[str, Any], *, actor: Any, on: date
) -> list[CandidateCondition]:
    made = []
    for condition in candidate.selection.conditions.all():
        upload = found.get(f"file_{condition.pk}")
        check = CandidateCondition(
            candidate=candidate,
            condition=condition,
            verdict=found.get(f"verdict_{condition.pk}", ""),
            reason=(found.get(f"reason_{condition.pk}") or "").strip(),
            file=Attachment.objects.keep(upload, by=actor) if upload else None,
            checked_on=on,
            created_by=actor,
        )
        check.full_clean()
        check.save(force_insert=True)
        made.append(check)
    return made


@step(
    Transition(
        action="licensing.candidate.link",
        label=_("关联本平台的单位"),
        sources=frozenset({Status.WON}),
        target=None,
        permission="licensing.examine_candidate",
        clause=_("27号 第三条、第十三条"),
        owed=duties.without_organisation,
        form=LinkForm,
    )
)
def link_candidate(candidate: Candidate, *, organisation: Organisation) -> dict[str, object]:
    """Who applied on paper has joined the portal: its code says that it is the same."""
    if organisation.uscc != candidate.uscc:
        raise TransitionError(
            _("“%(name)s”的统一社会信用代码与申请上的不一致，请核对后重新选择。")
            % {"name": organisation.name}
        )
    return {"organisation": organisation}


def _ranked(total: Decimal | None, rank: int | None) -> dict[str, object]:
    return {"total": total, "rank": rank}


def _outcome(verb: str, label: Any, sources: set[str], target: str) -> Transition:
    """A step that the result of the selection brings about."""
    return Transition(
        action=f"licensing.candidate.{verb}",
        label=label,
        sources=frozenset(sources),
        target=target,
        permission="licensing.settle_candidate",
        clause=_("27号 第十二条"),
        is_duty=False,
        is_consequence=True,
    )


@step(_outcome("win", _("登记为拟选定"), {Status.ADMITTED, Status.RESERVED}, Status.WON))
def win(candidate: Candidate, *, total: Decimal | None, rank: int | None) -> dict[str, object]:
    """First in order, or in the place of the first."""
    return _ranked(total, rank)


@step(_outcome("reserve", _("登记为候补"), {Status.ADMITTED}, Status.RESERVED))
def reserve(candidate: Candidate, *, total: Decimal, rank: int) -> dict[str, object]:
    """Second in order."""
    return _ranked(total, rank)


@step(_outcome("lose", _("登记为未选中"), {Status.ADMITTED}, Status.LOST))
def lose(candidate: Candidate, *, total: Decimal, rank: int) -> dict[str, object]:
    """Further down."""
    return _ranked(total, rank)


@step(_outcome("give_way", _("登记为放弃"), {Status.WON}, Status.LOST))
def give_way(candidate: Candidate, *, reason: str) -> dict[str, object]:
    """The first does not sign."""
    return {"outcome_reason": reason.strip()}


@step(
    _outcome("reopen", _("撤销名次"), {Status.WON, Status.RESERVED, Status.LOST}, Status.ADMITTED)
)
def reopen(candidate: Candidate) -> dict[str, object]:
    """The result was annulled: judged anew."""
    return {"total": None, "rank": None, "outcome_reason": ""}
