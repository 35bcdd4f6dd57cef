"""Who may do what to an evaluation, and the ways to it: machines, the desk, the public page."""

from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import Role
from governance.models import AuditEvent
from governance.policies import holds
from licensing.models import EvaluationKind, EvaluationScore
from tests.factories import evaluations as made
from tests.factories.licensing import licence_in_force
from tests.factories.people import person
from tests.factories.schemes import START, Parties, parties

pytestmark = pytest.mark.django_db

NOON = f"{START} 12:00:00+08:00"
KIND = EvaluationKind
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
