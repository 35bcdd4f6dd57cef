"""Results, challenges, conclusion and the agreement that follows (27号 第十二条、第十三条; I-04)."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from governance.errors import NotPermitted
from licensing.models import Candidate, Licence, Selection
from licensing.workflow import (
    candidates,
    challenges,
    exemptions,
    licences,
    results,
    selections,
)
from tests.factories import selections as made
from tests.factories.licensing import draft_licence
from tests.factories.people import organisation
from tests.factories.schemes import START, parties, signed_decision
from tests.licensing.refusals import against_the_law, refused, rewrite
from tests.licensing.selecting import evaluation_time

__all__ = ("evaluation_time",)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evaluation_time")]
SECOND = timedelta(seconds=1)


def test_no_result_without_enough_candidates_judges_and_scores() -> None:
    by = parties()
    few = made.examined_selection(by=by, number=2)
    selection = made.examined_selection(by=by)
    judge = made.clear_judge(selection, by=by)
    made.score(selection.candidates.first(), judge=judge, share=Decimal(80))
    with refused("只有 2 家", "只有 0 人"):
        results.announce_result(few, actor=by.decider, on=made.ANNOUNCED, result_no="一号")
    with refused("只有 1 人", "还有 2 家没有评分"):
        results.announce_result(selection, actor=by.decider, on=made.ANNOUNCED, result_no="一号")


def test_the_result_names_winner_reserve_and_the_others_with_their_totals() -> None:
    by = parties()
    selection = made.announced_selection(by=by)
    assert [(each["rank"], each["total"], each["outcome"]) for each in selection.result] == [
        (1, "90.00", "won"), (2, "80.00", "reserved"), (3, "70.00", "lost"),
    ]  # fmt: skip
    assert selection.winner.organisation == by.operator
    assert selection.reserve.rank == 2


def test_i_04_nothing_is_concluded_before_the_notice_is_over() -> None:
    by = parties()
    selection = made.announced_selection(by=by)
    with refused("期满以后"):
        results.conclude_selection(selection, actor=by.decider, on=selection.result_ends_on)
    with against_the_law("selection_concluded_after_its_notice"):
        rewrite(selection, status="concluded", concluded_on=selection.result_ends_on)


def test_i_04_nothing_is_concluded_while_a_challenge_is_open() -> None:
    by = parties()
    selection = made.challenged_selection(by=by)
    with against_the_law("未答复的质疑"):
        rewrite(selection, status="concluded", concluded_on=made.CONCLUDED)
    challenges.dismiss_challenge(
        selection.challenges.get(), actor=by.decider, on=made.ANNOUNCED, reason="已复核。"
    )
    selection.refresh_from_db()
    results.conclude_selection(selection, actor=by.decider, on=made.CONCLUDED)
    assert selection.status == "concluded"


def test_an_upheld_challenge_begins_a_new_round_with_new_judges() -> None:
    by = parties()
    challenge = made.answered_challenge(by=by, upheld=True)
    selection = Selection.objects.get(pk=challenge.selection_id)
    assert (selection.status, selection.round, selection.winner) == ("evaluating", 2, None)
    assert set(selection.candidates.values_list("status", flat=True)) == {"admitted"}
    with refused("只有 0 人"):
        results.announce_result(selection, actor=by.decider, on=made.ANNOUNCED, result_no="二号")
    for _each in range(3):
        judge = made.clear_judge(selection, by=by)
        for place, candidate in enumerate(selection.candidates.order_by("-pk")):
            made.score(candidate, judge=judge, share=Decimal(90 - place))
    results.announce_result(selection, actor=by.decider, on=made.ANNOUNCED, result_no="二号")
    assert selection.winner.organisation != by.operator


def test_challenges_come_within_the_notice_and_once() -> None:
    by = parties()
    selection = made.announced_selection(by=by)
    made.raise_challenge(selection, on=selection.result_ends_on)
    with refused("已经收到"):
        made.raise_challenge(selection, on=selection.result_ends_on)
    with refused("现在不能提出质疑"):
        made.raise_challenge(
            selection, on=selection.result_ends_on + timedelta(days=1), claim="另一项"
        )


def test_the_reserve_takes_the_place_and_a_new_notice_begins() -> None:
    by = parties()
    selection = made.concluded_selection(by=by)
    second = selection.reserve
    results.promote_reserve(
        selection, actor=by.decider, on=made.CONCLUDED, result_no="递补一号", reason="放弃签约。"
    )
    assert (selection.winner, selection.reserve, selection.status) == (
        second,
        None,
        "result_notice",
    )
    assert selection.result_ends_on > made.CONCLUDED
    assert Candidate.objects.get(selection=selection, rank=1).status == "lost"
    with refused("没有候补单位"):
        results.promote_reserve(
            selection, actor=by.decider, on=made.CONCLUDED, result_no="递补二号", reason="再放弃。"
        )


def test_nobody_is_left_who_signs() -> None:
    by = parties()
    selection = made.concluded_selection(by=by)
    selections.fail_selection(
        selection, actor=by.decider, on=made.CONCLUDED, reason="两家均放弃签约。"
    )
    assert (selection.status, selection.winner) == ("failed", None)
    other = made.concluded_selection(by=by)
    results.draw_up_licence(other, actor=by.drafter, on=made.CONCLUDED, starts_on=made.CONCLUDED)
    with refused("已经起草"):
        selections.fail_selection(other, actor=by.decider, on=made.CONCLUDED, reason="反悔。")


# The agreement (I-04)


def decided(licence: Licence, by: Any) -> Licence:
    signed_decision(by=by, licence=licence)
    licences.decide_licence(licence, actor=by.decider, on=START)
    return licence


def test_i_04_an_agreement_comes_from_a_selection_or_the_regulator_says_why() -> None:
    by = parties()
    licence = draft_licence(by=by, selection_exemption="")
    signed_decision(by=by, licence=licence)
    with refused("没有经过本平台的遴选"):
        licences.decide_licence(licence, actor=by.decider, on=START)
    with refused(error=NotPermitted):
        exemptions.exempt_licence(licence, actor=by.drafter, on=START, reason="不想招标。")
    exemptions.exempt_licence(licence, actor=by.supervisor, on=START, reason="启用前已招标。")
    licences.decide_licence(licence, actor=by.decider, on=START)
    assert licence.status == "decided"


@pytest.mark.parametrize("state", ["announced", "challenged"])
def test_i_04_no_agreement_from_a_selection_that_is_not_concluded(state: str) -> None:
    by = parties()
    selection = {"announced": made.announced_selection, "challenged": made.challenged_selection}[
        state
    ](by=by)
    licence = draft_licence(
        by=by, scheme=selection.scheme, selected_in=selection, selection=selection.method,
        notice_no=selection.notice_no, result_no=selection.result_no,
    )  # fmt: skip
    with refused("尚未选定"):
        decided(licence, by)
    with against_the_law("不是所依据的遴选选定的单位"):
        rewrite(licence, status="decided", decision=licence.decisions.first())


def test_i_04_no_agreement_with_another_than_the_winner() -> None:
    by = parties()
    selection = made.concluded_selection(by=by)
    other = selection.reserve.organisation
    fields = {
        "scheme": selection.scheme, "selected_in": selection, "selection": selection.method,
        "notice_no": selection.notice_no, "result_no": selection.result_no,
    }  # fmt: skip
    wrong = draft_licence(by=by, operator=other, **fields)
    with refused("不是遴选"):
        decided(wrong, by)
    numbered = draft_licence(by=by, **fields | {"notice_no": "别的文号"})
    with refused("不一致"):
        decided(numbered, by)
    right = draft_licence(by=by, **fields)
    assert decided(right, by).status == "decided"


def test_a_winner_on_paper_joins_the_portal_before_the_agreement() -> None:
    by = parties()
    selection = made.concluded_selection(by=by)
    winner = selection.winner
    rewrite(winner, organisation=None)
    with refused("还不是本平台的单位"):
        results.draw_up_licence(
            selection, actor=by.drafter, on=made.CONCLUDED, starts_on=made.CONCLUDED
        )
    with refused("不一致"):
        candidates.link_candidate(
            winner, actor=by.decider, on=made.CONCLUDED, organisation=organisation()
        )
    candidates.link_candidate(winner, actor=by.decider, on=made.CONCLUDED, organisation=by.operator)
    results.draw_up_licence(
        selection, actor=by.drafter, on=made.CONCLUDED, starts_on=made.CONCLUDED
    )
    assert selection.licences.get().operator == by.operator
