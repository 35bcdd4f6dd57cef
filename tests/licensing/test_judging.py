"""Judges: statements before scores, scores that stand (27号 第四条、第十二条)."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine

from accounts.models import Role
from governance.errors import NotPermitted
from licensing.models import Score
from licensing.workflow import (
    judging,
    selections,
)
from tests.database import arranging
from tests.factories import selections as made
from tests.factories.people import membership
from tests.factories.schemes import parties
from tests.licensing.refusals import against_the_law, refused, rewrite
from tests.licensing.selecting import evaluation_time

__all__ = ("evaluation_time",)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evaluation_time")]
SECOND = timedelta(seconds=1)


def test_no_score_before_the_statement_and_none_with_a_conflict() -> None:
    by = parties()
    selection = made.examined_selection(by=by)
    candidate = selection.candidates.first()
    silent = made.appointed_judge(selection, by=by)
    excluded = made.declare(made.appointed_judge(selection, by=by), has_conflict=True)
    assert excluded.status == "excluded"
    for judge in (silent, excluded):
        with refused(error=NotPermitted):
            made.score(candidate, judge=judge, share=Decimal(80))
        criterion = selection.criteria.first()
        with against_the_law("利益冲突声明"):
            Score.objects.create(scorer=judge, candidate=candidate, criterion=criterion, points=1)


def test_a_statement_is_signed_by_his_own_name_after_the_opening() -> None:
    by = parties()
    selection = made.opened_selection(by=by)
    scorer = made.appointed_judge(selection, by=by)
    with refused("本人的姓名"):
        judging.declare_interest(
            scorer, actor=scorer.judge, on=made.OPENED, has_conflict=False, statement="无。", signature="别人",
        )  # fmt: skip
    early = made.appointed_judge(made.open_selection(by=by), by=by)
    with refused("还没有开启"):
        made.declare(early)


def test_who_works_for_a_candidate_does_not_judge_it() -> None:
    by = parties()
    selection = made.opened_selection(by=by)
    with refused("任职于申请单位"):
        made.appointed_judge(selection, by=by, judge=by.seller)
    scorer = made.appointed_judge(selection, by=by)
    with arranging():
        membership(scorer.judge, Role.OPERATOR, organisation=by.operator)
    scorer.judge.forget_roles()
    with refused("申请回避"):
        made.declare(scorer)
    assert made.declare(scorer, has_conflict=True).status == "excluded"


def test_a_judge_serves_until_the_day_on_which_his_appointment_ends() -> None:
    by = parties()
    selection = made.examined_selection(by=by)
    judge = made.clear_judge(selection, by=by, ends_on=made.ANNOUNCED)
    first, second, _third = selection.candidates.order_by("pk")
    made.score(first, judge=judge, share=Decimal(80))
    with time_machine.travel(made.ANNOUNCED + timedelta(days=2)), refused(error=NotPermitted):
        made.score(second, judge=judge, share=Decimal(80))


def test_a_score_stands_and_keeps_to_the_weight() -> None:
    by = parties()
    selection = made.examined_selection(by=by)
    judge, candidate = made.clear_judge(selection, by=by), selection.candidates.first()
    with refused("得分应在"):
        made.score(candidate, judge=judge, share=Decimal(101))
    assert not candidate.scores.exists()
    made.score(candidate, judge=judge, share=Decimal(80))
    with refused("不能再改", error=NotPermitted):
        made.score(candidate, judge=judge, share=Decimal(90))
    with against_the_law("只能追加"):
        rewrite(candidate.scores.first(), points=1)


@pytest.mark.parametrize(("appoint", "words"), [
    ("author", "不能担任"), ("nobody", "没有登录名"), ("past", "聘期"),
])  # fmt: skip
def test_whom_the_implementing_body_cannot_call(appoint: str, words: str) -> None:
    by = parties()
    selection = made.opened_selection(by=by)
    name = {"author": by.drafter.username, "nobody": "无此人"}.get(appoint, by.supervisor.username)
    ends_on = made.OPENED - timedelta(days=1) if appoint == "past" else made.CONCLUDED
    with refused(words):
        selections.appoint_judge(
            selection, actor=by.decider, on=made.OPENED, judge=name, ends_on=ends_on
        )
