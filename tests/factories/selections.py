"""Selections and candidates in each of their states, brought there by the steps themselves."""

from datetime import date
from decimal import Decimal
from typing import Any

from accounts.models import Role
from licensing.models import (
    Candidate,
    Scorer,
    Selection,
    SelectionChallenge,
)
from licensing.workflow import candidates, challenges, judging, results, selections
from tests.database import arranging
from tests.factories.notices import (
    ANNOUNCED,
    CHINA,
    CLOSES_AT,
    CLOSING,
    CONCLUDED,
    LATER,
    OPENED,
    REQUIREMENTS,
    WEIGHTS,
    Bidder,
    bidder,
    cancelled_selection,
    draft_selection,
    open_selection,
    returned_selection,
    submitted_selection,
)
from tests.factories.people import person
from tests.factories.schemes import START, Parties, filed_scheme, kept_file

__all__ = (
    "ANNOUNCED", "CHINA", "CLOSES_AT", "CLOSING", "CONCLUDED", "LATER", "OPENED", "REQUIREMENTS", "START",
    "WEIGHTS", "Bidder", "admitted_candidate", "announced_selection", "answered_challenge", "appointed_judge",
    "bidder", "cancelled_selection", "challenged_selection", "clear_judge", "concluded_selection", "declare",
    "draft_candidate", "draft_selection", "examine", "examined_selection", "failed_selection", "filed_scheme",
    "filled_in", "new_bidder", "open_selection", "open_with_candidates", "opened_candidate", "opened_selection",
    "raise_challenge", "ranked_candidate", "rejected_candidate", "returned_candidate", "returned_selection",
    "score", "scored_selection", "selections", "submitted_candidate", "submitted_selection", "withdrawn_candidate",
)  # fmt: skip


def open_with_candidates(*, by: Parties, number: int = 3, **over: Any) -> Selection:
    """Published, with sealed applications; the first is the operator of the parties."""
    selection = open_selection(by=by, **over)
    for each in range(number):
        submitted_candidate(
            by=by, selection=selection, bidder=bidder(by.operator if each == 0 else None)
        )
    return selection


def opened_selection(*, by: Parties, number: int = 3, **over: Any) -> Selection:
    """Closed and opened; nothing examined yet."""
    selection = open_with_candidates(by=by, number=number, **over)
    selections.close_selection(selection, actor=by.decider, on=OPENED)
    return selection


def examined_selection(*, by: Parties, **over: Any) -> Selection:
    """Every candidate admitted."""
    selection = opened_selection(by=by, **over)
    for candidate in selection.candidates.all():
        examine(candidate, by=by)
    return selection


def scored_selection(*, by: Parties, **over: Any) -> Selection:
    """Three judges have signed and scored; the operator of the parties is best."""
    selection = examined_selection(by=by, **over)
    for _each in range(3):
        judge = clear_judge(selection, by=by)
        for place, candidate in enumerate(selection.candidates.admitted().order_by("pk")):
            score(candidate, judge=judge, share=Decimal(90 - 10 * place))
    return selection


def announced_selection(*, by: Parties, **over: Any) -> Selection:
    """The result is on notice."""
    selection = scored_selection(by=by, **over)
    results.announce_result(
        selection, actor=by.decider, on=ANNOUNCED, result_no="云采中〔2026〕9号"
    )
    return selection


def challenged_selection(*, by: Parties, **over: Any) -> Selection:
    """Somebody questions the result."""
    selection = announced_selection(by=by, **over)
    raise_challenge(selection)
    return selection


def concluded_selection(*, by: Parties, **over: Any) -> Selection:
    """The operator is chosen."""
    selection = announced_selection(by=by, **over)
    results.conclude_selection(selection, actor=by.decider, on=CONCLUDED)
    return selection


def failed_selection(*, by: Parties, **over: Any) -> Selection:
    """Too few applied."""
    selection = opened_selection(by=by, number=1, **over)
    selections.fail_selection(selection, actor=by.decider, on=OPENED, reason="申请单位不足三家。")
    return selection


# Candidates


def filled_in(bidder: Bidder) -> dict[str, Any]:
    """What a complete application says."""
    return {
        "organisation": bidder.organisation,
        "name": bidder.organisation.name,
        "uscc": bidder.organisation.uscc,
        "contact_person": "沈一",
        "contact_phone": "0000-1234567",
        "capability": "数据治理团队二十人。",
        "credit": "无失信记录。",
        "security": "系统通过等保三级测评。",
        "funds": "实缴资本一千万元。",
        "service": "全天候服务。",
        "proposal": "三年内上线六项产品。",
        "relations": "无",
        "undertaking_signer": "沈一",
        "undertaking_signed_on": START,
        "created_by": bidder.clerk,
    }


def draft_candidate(
    *, by: Parties, selection: Selection | None = None, bidder: Bidder | None = None, **over: Any
) -> Candidate:
    """Everything filled in, not handed in."""
    selection = selection or open_selection(by=by)
    bidder = bidder or new_bidder(by)
    with arranging():
        fields = filled_in(bidder) | {"credit_file": kept_file("信用报告.pdf", by=bidder.clerk)}
        return Candidate.objects.create(selection=selection, **fields | over)


def new_bidder(by: Parties) -> Bidder:
    """The operator of the parties, with the clerk they name."""
    return Bidder(by.operator, by.seller)


def submitted_candidate(
    *, by: Parties, selection: Selection | None = None, bidder: Bidder | None = None, **over: Any
) -> Candidate:
    """Handed in on the day after the notice."""
    candidate = draft_candidate(by=by, selection=selection, bidder=bidder, **over)
    candidates.submit_candidate(candidate, actor=candidate.created_by, on=START + LATER)
    return candidate


def opened_candidate(*, by: Parties, **over: Any) -> Candidate:
    """Handed in; the selection has closed, with two others."""
    selection = open_with_candidates(by=by, number=3, **over)
    selections.close_selection(selection, actor=by.decider, on=OPENED)
    return selection.candidates.order_by("pk")[0]


def returned_candidate(*, by: Parties, **over: Any) -> Candidate:
    """To be mended."""
    candidate = opened_candidate(by=by, **over)
    candidates.return_candidate(
        candidate, actor=by.decider, on=OPENED, credit="信用报告过期，请换新的。"
    )
    return candidate


def examine(candidate: Candidate, *, by: Parties, unmet: str = "") -> Candidate:
    """Each condition met, or all of one kind not."""
    found: dict[str, Any] = {}
    for condition in candidate.selection.conditions.all():
        is_unmet = condition.kind == unmet
        found[f"verdict_{condition.pk}"] = "unmet" if is_unmet else "met"
        found[f"reason_{condition.pk}"] = "没有提供证明。" if is_unmet else ""
    candidates.examine_candidate(candidate, actor=by.decider, on=OPENED, **found)
    return candidate


def admitted_candidate(*, by: Parties, **over: Any) -> Candidate:
    """Every condition met."""
    return examine(opened_candidate(by=by, **over), by=by)


def rejected_candidate(*, by: Parties, **over: Any) -> Candidate:
    """Security not shown."""
    return examine(opened_candidate(by=by, **over), by=by, unmet="security")


def withdrawn_candidate(*, by: Parties, **over: Any) -> Candidate:
    """Taken back while the selection was open."""
    candidate = submitted_candidate(by=by, **over)
    candidates.withdraw_candidate(
        candidate, actor=candidate.created_by, on=START + LATER, reason="另有安排。"
    )
    return candidate


def ranked_candidate(rank: int, *, by: Parties, **over: Any) -> Candidate:
    """The candidate at this place of an announced selection."""
    return announced_selection(by=by, **over).candidates.get(rank=rank)


# Judges and challenges


def appointed_judge(selection: Selection, *, by: Parties, **over: Any) -> Scorer:
    """Called by name."""
    with arranging():
        judge = over.pop("judge", None) or person(Role.EVALUATOR)
    terms = {"ends_on": CONCLUDED, "on": OPENED} | over
    selections.appoint_judge(selection, actor=by.decider, judge=judge.username, **terms)
    return selection.scorers.get(judge=judge, round=selection.round)


def clear_judge(selection: Selection, *, by: Parties, **over: Any) -> Scorer:
    """Signed that nothing stands between him and a fair judgement."""
    return declare(appointed_judge(selection, by=by, **over))


def declare(scorer: Scorer, *, has_conflict: bool = False, on: date = OPENED) -> Scorer:
    """The statement."""
    judging.declare_interest(
        scorer, actor=scorer.judge, on=on, has_conflict=has_conflict,
        statement="已逐家核对，与申请单位没有利益关系。", signature=scorer.judge.name,
    )  # fmt: skip
    return scorer


def score(candidate: Candidate, *, judge: Scorer, share: Decimal) -> None:
    """The same share of each criterion's weight, in per cent."""
    given = {
        f"points_{each.pk}": (share * each.weight / 100).quantize(Decimal("0.01"))
        for each in candidate.selection.criteria.all()
    }
    judging.score_candidate(candidate, actor=judge.judge, on=OPENED, **given)


def raise_challenge(
    selection: Selection, *, on: date = ANNOUNCED, **over: Any
) -> SelectionChallenge:
    """A competitor questions the result."""
    words = {
        "real_name": "苏二",
        "contact": "0000-1",
        "claim": "评分有误。",
        "grounds": "安全保障一项少计。",
    }
    with arranging():
        user = over.pop("actor", None) or person()
    results.challenge_result(selection, actor=user, on=on, **words | over)
    return selection.challenges.order_by("-pk")[0]


def answered_challenge(*, by: Parties, upheld: bool = False) -> SelectionChallenge:
    """Answered by somebody other than who prepared the selection."""
    challenge = raise_challenge(announced_selection(by=by))
    verb = challenges.uphold_challenge if upheld else challenges.dismiss_challenge
    verb(challenge, actor=by.decider, on=ANNOUNCED, reason="已复核评分表。")
    return challenge
