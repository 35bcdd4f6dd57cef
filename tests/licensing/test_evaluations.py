"""Evaluations of a licence: counted, scored, confirmed by another, published and fixed (27号 9(6), 9(11), 14(9))."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine

from accounts.models import Role, User
from governance import edits, grants
from governance.due import run_all
from governance.errors import NotPermitted
from governance.policies import holds
from licensing.models import Evaluation, EvaluationKind, FollowUp
from licensing.workflow import evaluation_objections, evaluation_schemes, evaluations
from tests.factories import evaluations as made
from tests.factories.licensing import licence_in_force, product_on_sale
from tests.factories.people import person
from tests.factories.schemes import START, parties
from tests.licensing.refusals import against_the_law, refused, rewrite
from tests.licensing.test_inbox import owed

pytestmark = pytest.mark.django_db

NOON = f"{START} 12:00:00+08:00"
KIND = EvaluationKind


def test_weights_add_to_a_hundred_before_a_set_is_used_and_another_adopts_it() -> None:
    by = parties()
    short = made.draft_set(by=by, indicators=made.INDICATORS[:3])
    with refused("70.00", "应为 100"):
        evaluation_schemes.adopt_scheme(short, actor=by.second_supervisor, on=START)
    with against_the_law("应为100"):
        rewrite(short, status="in_use", adopted_by=by.second_supervisor)
    whole = made.draft_set(by=by)
    with pytest.raises(NotPermitted, match="须由他人启用"):
        evaluation_schemes.adopt_scheme(whole, actor=by.supervisor, on=START)
    evaluation_schemes.adopt_scheme(whole, actor=by.second_supervisor, on=START)
    with against_the_law("指标不能再改"):
        rewrite(whole.indicators.first(), weight=1)
    second = made.draft_set(by=by)
    with refused("先停用", error=Exception):
        evaluation_schemes.adopt_scheme(second, actor=by.second_supervisor, on=START)


def test_what_the_portal_knows_is_counted_and_cannot_be_scored_by_hand() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    product_on_sale(by=by, licence=licence, purpose="welfare")
    evaluation = made.draft_evaluation(by=by, licence=licence)
    evaluations.measure_evaluation(evaluation, actor=by.supervisor, on=START)
    scores = {row.indicator.name: row for row in evaluation.scores.select_related("indicator")}
    assert scores["产品和服务上架"].score == 50
    assert scores["公益服务供给"].score == 100
    assert "1 个，满分目标 2 个" in scores["产品和服务上架"].facts
    assert scores["按期披露"].score == 100
    assert scores["服务质量"].score is None
    measured, manual = scores["产品和服务上架"], scores["服务质量"]
    measured.score = manual.score = Decimal(99)
    with pytest.raises(NotPermitted, match="不能手工修改"):
        edits.save(measured, actor=by.supervisor)
    edits.save(manual, actor=by.supervisor)
    with pytest.raises(NotPermitted):
        edits.save(manual, actor=by.seller)


def test_a_score_by_hand_needs_its_note_and_its_evidence() -> None:
    by = parties()
    evaluation = made.draft_evaluation(by=by, licence=licence_in_force(by=by))
    with refused("平台取数"):
        evaluations.submit_evaluation(evaluation, actor=by.supervisor, on=START, summary="好。")
    evaluations.measure_evaluation(evaluation, actor=by.supervisor, on=START)
    with refused("“服务质量”缺少得分", "缺少评分说明", "缺少证明材料"):
        evaluations.submit_evaluation(evaluation, actor=by.supervisor, on=START, summary="好。")


def test_total_and_grade_follow_from_the_scores_and_stand() -> None:
    by = parties()
    evaluation = made.submitted_evaluation(by=by, licence=licence_in_force(by=by), points="61.11")
    # 0 × 30 + 0 × 20 + 100 × 20 + 61.11 × 30 = 38.333
    assert (evaluation.total, evaluation.grade) == (Decimal("38.33"), "fail")
    with against_the_law("得分不能再改"):
        rewrite(evaluation.scores.first(), score=100)
    with pytest.raises(NotPermitted, match="须由他人核对"):
        evaluations.confirm_evaluation(evaluation, actor=by.supervisor, on=START)
    evaluations.confirm_evaluation(evaluation, actor=by.second_supervisor, on=START)
    with against_the_law("evaluation_is_confirmed_by_another"):
        rewrite(evaluation, confirmed_by=by.supervisor)


def test_published_evaluations_are_fixed_but_for_their_consequence() -> None:
    by = parties()
    evaluation = made.published_evaluation(by=by, licence=licence_in_force(by=by))
    with against_the_law("已经公布"):
        rewrite(evaluation, total=100)
    assert evaluation.grade == "fail"
    with time_machine.travel(NOON, tick=False):
        assert owed(by.drafter, evaluation) == {"follow_up"}
    evaluations.follow_up_evaluation(
        evaluation, actor=by.drafter, on=START, follow_up=FollowUp.NO_RENEWAL, reason="连续不合格。"
    )
    with time_machine.travel(NOON, tick=False):
        assert owed(by.drafter, evaluation) == set()
    with refused("已经决定"):
        evaluations.follow_up_evaluation(
            evaluation, actor=by.drafter, on=START, follow_up=FollowUp.SUSPEND, reason="再议。"
        )


def test_evaluations_far_apart_say_why() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    made.confirmed_evaluation(by=by, licence=licence, kind=KIND.SELF, points="100")
    evaluation = made.confirmed_evaluation(by=by, licence=licence, points="20")
    with refused("运营机构自评", "相差10分以上"):
        evaluations.publish_evaluation(evaluation, actor=by.supervisor, on=START)
    evaluations.publish_evaluation(
        evaluation, actor=by.supervisor, on=START, differences="自评未计入投诉。"
    )
    assert evaluation.differences == "自评未计入投诉。"


def test_an_objection_is_answered_by_somebody_else_before_publication() -> None:
    by = parties()
    objection = made.raised_objection(by=by, licence=licence_in_force(by=by))
    evaluation = objection.evaluation
    assert objection.due_rule == "lic.evaluation_objection"
    with refused("异议还没有答复"):
        evaluations.publish_evaluation(evaluation, actor=by.supervisor, on=START)
    for judge in (by.supervisor, by.second_supervisor):
        with pytest.raises(NotPermitted, match="须由他人答复"):
            evaluation_objections.reject_objection(objection, actor=judge, on=START, reason="否。")
    upheld = made.decided_objection(by=by, licence=licence_in_force(by=by), is_upheld=True)
    upheld.evaluation.refresh_from_db()
    assert upheld.evaluation.status == Evaluation.Status.DRAFT
    rejected = made.decided_objection(by=by, licence=licence_in_force(by=by), is_upheld=False)
    evaluations.publish_evaluation(rejected.evaluation, actor=by.supervisor, on=START)


@time_machine.travel(NOON, tick=False)
def test_a_third_party_sees_what_is_assigned_until_the_assignment_ends() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    evaluation = made.draft_evaluation(by=by, licence=licence, kind=KIND.THIRD_PARTY)
    other = made.draft_evaluation(by=by, licence=licence_in_force(by=by), kind=KIND.THIRD_PARTY)
    someone = made.third_party(evaluation, ends_on=START + timedelta(days=10))
    assert list(Evaluation.objects.visible_to(someone)) == [evaluation]
    assert not holds(someone, "licensing.submit_evaluation", other)
    assert holds(someone, "licensing.submit_evaluation", evaluation)
    with time_machine.travel(f"{START + timedelta(days=11)} 12:00:00+08:00", tick=False):
        assert not Evaluation.objects.visible_to(someone).exists()
    citizen, guard = person(), person(Role.SECURITY_ADMIN)
    grants.grant(citizen, "licensing.change_evaluation", evaluation, actor=guard, reason="误授。")
    assert not holds(citizen, "licensing.change_evaluation", evaluation)


def test_each_year_brings_its_evaluations_once() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    made.set_in_use(by=by)
    job = User.objects.service_account("due-work")
    later = START.replace(year=2027, month=1, day=2)
    told = [dict(run_all(actor=job, on=later))["生成年度成效评价"] for _ in range(2)]
    assert told == [2, 0]
    drafts = licence.evaluations.order_by("kind")
    assert [(each.kind, str(each.due_on)) for each in drafts] == [
        ("authority", "2027-04-30"),
        ("self", "2027-04-30"),
    ]
    with against_the_law("evaluation_once_of_each_kind_and_year"):
        made.draft_evaluation(by=by, licence=licence, kind=KIND.SELF)
