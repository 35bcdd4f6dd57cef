"""From the scores to the chosen operator: result notice, challenges, conclusion, draft (27号 第十二条)."""

from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from governance.deadlines import NO_CLOCK, due
from governance.models import Attachment
from governance.transitions import Transition, TransitionError, step
from licensing import conditions
from licensing.forms.selections import ChallengeForm, DrawUpForm, ResultForm
from licensing.models import Candidate, Selection, SelectionChallenge
from licensing.selecting import demands, duties, results
from licensing.selecting.drafts import draft_licence
from licensing.workflow.candidates import give_way, lose, reopen, reserve, win

Status = Selection.Status


def _result_term(selection: Selection, on: date) -> dict[str, Any]:
    term = due("sel.result_notice", start=on, region_code=selection.deadline_region_code)
    return {"announced_on": on, "result_ends_on": term.on, **term.clock}


def _public_result(selection: Selection) -> list[dict[str, Any]]:
    ranked = selection.candidates.filter(rank__isnull=False).order_by("rank")
    return [
        {"rank": each.rank, "name": each.name, "total": str(each.total), "outcome": each.status}
        for each in ranked
    ]


@step(
    Transition(
        action="licensing.selection.announce",
        label=_("公示遴选结果"),
        sources=frozenset({Status.EVALUATING}),
        target=Status.RESULT_NOTICE,
        permission="licensing.announce_selection",
        clause=_("27号 第四条、第十二条"),
        keeps_clock=True,
        form=ResultForm,
    )
)
def announce_result(
    selection: Selection, *, result_no: str, actor: Any, on: date
) -> dict[str, object]:
    """Every score is in: the order is counted, the first is to be chosen, the second stands by."""
    conditions.require(results.ready_for_result(selection))
    chosen: list[Candidate] = []
    for each in results.placed(selection):
        candidate = Candidate.objects.get(pk=each.key)
        verb = {1: win, 2: reserve}.get(each.rank, lose)
        verb(candidate, actor=actor, on=on, total=each.total, rank=each.rank)
        chosen.append(candidate)
    return {
        "winner": chosen[0],
        "reserve": chosen[1] if len(chosen) > 1 else None,
        "result_no": result_no.strip(),
        "result": _public_result(selection),
        **_result_term(selection, on),
    }


@step(
    Transition(
        action="licensing.selection.challenge",
        label=_("质疑结果"),
        sources=frozenset({Status.RESULT_NOTICE, Status.CHALLENGED}),
        target=Status.CHALLENGED,
        permission="licensing.challenge_selection",
        clause=_("27号 第四条、第十二条"),
        keeps_clock=True,
        is_duty=False,
        form=ChallengeForm,
    )
)
def challenge_result(
    selection: Selection, *, actor: Any, on: date, file: UploadedFile | None = None, **words: str
) -> dict[str, object]:
    """Anybody by real name and with grounds while the notice runs; nothing is concluded before the answer."""
    if not selection.takes_challenges(on):
        raise TransitionError(
            _("结果公示期为 %(start)s 至 %(end)s，现在不能提出质疑。")
            % {"start": selection.announced_on, "end": selection.result_ends_on}
        )
    # Visitors have no idempotency keys: the same words sent twice are one challenge.
    if selection.challenges.filter(real_name=words["real_name"], claim=words["claim"]).exists():
        raise TransitionError(_("这项质疑已经收到，不用重复提交。实施机构正在核实。"))
    challenge = SelectionChallenge(
        selection=selection,
        **words,
        file=Attachment.objects.keep(file, by=actor) if file else None,
        raised_on=on,
        status_since=on,
        created_by_id=actor.pk if actor.is_authenticated else None,
        **demands.running("sel.challenge", start=on, region_code=selection.deadline_region_code),
    )
    challenge.full_clean()
    challenge.save(force_insert=True)
    return dict(NO_CLOCK)


@step(
    Transition(
        action="licensing.selection.resume",
        label=_("恢复公示"),
        sources=frozenset({Status.CHALLENGED}),
        target=Status.RESULT_NOTICE,
        permission="licensing.settle_selection",
        clause=_("27号 第十二条"),
        keeps_clock=True,
        is_duty=False,
        is_consequence=True,
    )
)
def resume_result(
    selection: Selection, *, challenge: SelectionChallenge | None = None
) -> dict[str, object]:
    """What the dismissal of the last open challenge brings about."""
    _require_answer(selection, challenge)
    start = selection.announced_on
    term = (
        due("sel.result_notice", start=start, region_code=selection.deadline_region_code)
        if start
        else None
    )
    return term.clock if term else dict(NO_CLOCK)


@step(
    Transition(
        action="licensing.selection.annul",
        label=_("撤销结果，重新评审"),
        sources=frozenset({Status.CHALLENGED}),
        target=Status.EVALUATING,
        permission="licensing.settle_selection",
        clause=_("27号 第十二条"),
        starts_clock="sel.evaluation",
        is_duty=False,
        is_consequence=True,
    )
)
def annul_result(
    selection: Selection, *, actor: Any, on: date, challenge: SelectionChallenge | None = None
) -> dict[str, object]:
    """What an upheld challenge brings about: a new round with newly appointed judges."""
    _require_answer(selection, challenge)
    for candidate in selection.candidates.filter(status__in=Candidate.RANKED):
        reopen(candidate, actor=actor, on=on)
    return {
        "round": selection.round + 1, "winner": None, "reserve": None, "result_no": "", "result": [],
        "announced_on": None, "result_ends_on": None,
    }  # fmt: skip


def _require_answer(selection: Selection, challenge: SelectionChallenge | None) -> None:
    if challenge is None or challenge.selection_id != selection.pk:
        raise TransitionError(
            _("“%(name)s”的质疑须逐件答复，请在质疑记录上办理。") % {"name": selection}
        )


@step(
    Transition(
        action="licensing.selection.conclude",
        label=_("选定运营机构"),
        sources=frozenset({Status.RESULT_NOTICE}),
        target=Status.CONCLUDED,
        permission="licensing.conclude_selection",
        clause=_("27号 第十二条"),
        owed=duties.past_result_notice,
    )
)
def conclude_selection(selection: Selection, *, on: date) -> dict[str, object]:
    """The notice is over and every challenge answered (I-04)."""
    return {"concluded_on": on}


@conclude_selection.waits_for
def _the_end_of_its_notice(selection: Selection, *, on: date) -> None:
    if selection.result_ends_on is None or on <= selection.result_ends_on:
        raise TransitionError(
            _("结果公示期到 %(day)s 为止，期满以后才能选定运营机构。")
            % {"day": selection.result_ends_on}
        )
    if selection.challenges.open().exists():
        raise TransitionError(_("还有未答复的质疑，请先逐件答复，再选定运营机构。"))


@step(
    Transition(
        action="licensing.selection.promote",
        label=_("由候补单位递补"),
        sources=frozenset({Status.RESULT_NOTICE, Status.CONCLUDED}),
        target=Status.RESULT_NOTICE,
        permission="licensing.announce_selection",
        clause=_("27号 第十二条"),
        needs_reason=True,
        reason_hint=_("写明拟选定单位放弃或者不能签约的情况。"),
        keeps_clock=True,
        is_duty=False,
        form=ResultForm,
    )
)
def promote_reserve(
    selection: Selection, *, result_no: str, actor: Any, on: date, reason: str
) -> dict[str, object]:
    """The first will not or cannot sign: the second takes its place, and a new notice begins."""
    second = selection.reserve
    if second is None or selection.winner is None:
        raise TransitionError(_("没有候补单位，不能递补。请宣布遴选失败，重新遴选。"))
    if selection.licences.exists():
        raise TransitionError(_("已经起草授权运营协议，不能递补。"))
    give_way(selection.winner, actor=actor, on=on, reason=reason)
    win(second, actor=actor, on=on, total=second.total, rank=second.rank)
    return {
        "winner": second, "reserve": None, "result_no": result_no.strip(), "concluded_on": None,
        "result": _public_result(selection), **_result_term(selection, on),
    }  # fmt: skip


@step(
    Transition(
        action="licensing.selection.draw_up",
        label=_("起草授权运营协议"),
        sources=frozenset({Status.CONCLUDED}),
        target=None,
        permission="licensing.draw_up_selection",
        clause=_("27号 第十三条、第十四条"),
        owed=duties.without_licence,
        form=DrawUpForm,
    )
)
def draw_up_licence(selection: Selection, *, starts_on: date, actor: Any, on: date) -> None:
    """The agreement's draft, filled in from the scheme and the selection."""
    if starts_on <= on - timedelta(days=1):
        raise TransitionError(_("起始日期不能早于今天，请改正日期。"))
    draft_licence(selection, starts_on=starts_on, actor=actor)
