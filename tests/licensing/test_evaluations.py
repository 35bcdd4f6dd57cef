"""Evaluations of a licence: counted, scored, confirmed by another, published and fixed (27号 9(6), 9(11), 14(9))."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import Role, User
from governance import edits, grants
from governance.due import run_all
from governance.errors import NotPermitted
from governance.models import AuditEvent
from governance.policies import holds
from licensing.models import Evaluation, EvaluationKind, EvaluationScore, FollowUp
from licensing.workflow import evaluation_objections, evaluation_schemes, evaluations
from tests.factories import evaluations as made
from tests.factories.licensing import licence_in_force, product_on_sale
from tests.factories.people import person
from tests.factories.schemes import START, Parties, parties
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


STATES: dict[str, Any] = {
    "draft": made.draft_evaluation,
    "submitted": made.submitted_evaluation,
    "confirmed": made.confirmed_evaluation,
    "published": made.published_evaluation,
}
PEOPLE: dict[str, Any] = {
    "visitor": lambda by: person(),
    "operator": lambda by: by.seller,
    "other operator": lambda by: parties().seller,
    "body": lambda by: by.drafter,
    "first": lambda by: by.supervisor,
    "second": lambda by: by.second_supervisor,
    "auditor": lambda by: person(Role.AUDITOR),
    "evaluator at large": lambda by: person(Role.EVALUATOR),
}
REGULATE = "submit publish reopen follow view"
SEEN = {
    "draft": {
        "first": f"add change {REGULATE} confirm", "second": f"add change {REGULATE} confirm", "body": "view follow",
        "auditor": "view",
    },
    "submitted": {"first": REGULATE, "second": f"{REGULATE} confirm", "body": "view follow", "auditor": "view"},
    "confirmed": {
        "first": REGULATE, "second": f"{REGULATE} confirm", "body": "view follow", "auditor": "view",
        "operator": "view object",
    },
    "published": dict.fromkeys(PEOPLE, "view") | {
        "first": REGULATE, "second": f"{REGULATE} confirm", "body": "view follow", "operator": "view object",
    },
}  # fmt: skip


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize("state", STATES)
def test_person_by_permission(state: str) -> None:
    by = parties()
    evaluation = STATES[state](by=by, licence=licence_in_force(by=by))
    assert evaluation.status == state
    names = ("view", "add", "change", "submit", "confirm", "publish", "object", "reopen", "follow")
    for name, find in PEOPLE.items():
        someone = find(by)
        held = {
            verb for verb in names if holds(someone, f"licensing.{verb}_evaluation", evaluation)
        }
        expected = set(SEEN[state].get(name, "").split())
        assert held == expected, name


# Doors


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


@time_machine.travel(NOON, tick=False)
def test_the_whole_way_by_machine() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    scheme = made.set_in_use(by=by)
    client = signed_in(by.supervisor)
    body = {"licence": licence.pk, "year": 2026, "kind": "authority", "scheme": scheme.pk}
    answer = client.post("/api/v1/evaluations/", body)
    assert answer.status_code == 201, answer.content.decode()
    address = f"/api/v1/evaluations/{answer.json()['id']}/"
    assert client.post(f"{address}measure/").status_code == 200
    row = EvaluationScore.objects.get(is_measured=False)
    sent = {"score": "88.50", "note": "问卷。", "version": row.version}
    changed = client.patch(
        f"/api/v1/evaluation-scores/{row.pk}/", sent, content_type="application/json"
    )
    assert changed.status_code == 200, changed.content.decode()
    refused_answer = client.post(f"{address}submit/", {"summary": "平稳。"})
    assert refused_answer.status_code == 409
    assert "缺少证明材料" in refused_answer.content.decode()
    assert signed_in(by.seller).get(address).status_code == 404


@time_machine.travel(NOON, tick=False)
def test_the_desk_shows_scores_and_scores_by_hand() -> None:
    by = parties()
    evaluation = made.scored_evaluation(by=by, licence=licence_in_force(by=by))
    client = signed_in(by.supervisor)
    page = client.get(f"/admin/licensing/evaluation/{evaluation.pk}/change/")
    assert page.status_code == 200
    assert "满分目标" in page.content.decode()
    step = f"/admin/licensing/evaluation/{evaluation.pk}/step/submit/"
    sent = {"summary": "总体平稳。", "reason": "", "idempotency_key": ""}
    assert client.post(step, sent).status_code == 302
    event = AuditEvent.objects.about(evaluation).first()
    assert event.action == "licensing.evaluation.submit"
    for noun in ("evaluation", "evaluationscheme", "evaluationobjection"):
        assert client.get(f"/admin/licensing/{noun}/").status_code == 200
        made_of = b"".join(
            client.get(f"/admin/licensing/{noun}/export/?format=csv").streaming_content
        )
        assert made_of.decode("utf-8-sig").strip()


def all_three(by: Parties) -> Any:
    """A licence evaluated by all three."""
    licence = licence_in_force(by=by)
    for kind, points in ((KIND.SELF, "95"), (KIND.AUTHORITY, "70"), (KIND.THIRD_PARTY, "60")):
        made.published_evaluation(by=by, licence=licence, kind=kind, points=points)
    return licence


@time_machine.travel(NOON, tick=False)
def test_the_public_reads_the_three_side_by_side_and_no_evidence() -> None:
    by = parties()
    licence = all_three(by)
    page = Client().get(f"/licences/{licence.pk}/evaluations/")
    html = page.content.decode()
    assert len(page.content) <= 60 * 1024
    for words in (
        "2026年度",
        "运营机构自评",
        "第三方评价",
        "95.00",
        "70.00",
        "60.00",
        "自评口径不同。",
    ):
        assert words in html
    scores = Client().get("/api/v1/evaluation-scores/").json()["results"]
    assert len(scores) == 12
    assert all("evidence" not in row and "note" not in row for row in scores)
    row = EvaluationScore.objects.filter(is_measured=False).first()
    assert Client().get(f"/files/licensing.evaluationscore/{row.pk}/evidence/").status_code == 404
    empty = licence_in_force(by=by)
    assert "还没有公布" in Client().get(f"/licences/{empty.pk}/evaluations/").content.decode()


@time_machine.travel(NOON, tick=False)
def test_the_page_asks_as_much_for_three_as_for_one(django_assert_max_num_queries: Any) -> None:
    by = parties()
    one = licence_in_force(by=by)
    made.published_evaluation(by=by, licence=one)
    three = all_three(by)
    spent = []
    for licence in (one, three):
        with django_assert_max_num_queries(8) as asked:
            Client().get(f"/licences/{licence.pk}/evaluations/")
        spent.append(len(asked))
    assert spent[0] == spent[1]
