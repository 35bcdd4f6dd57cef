"""The machine interface: same policies, same events, refusals mapped once."""

import pytest
from rest_framework.test import APIClient

from accounts.models import Role
from governance import edits
from governance.models import AuditEvent, DeadlineRule
from tests.factories.people import person

pytestmark = pytest.mark.django_db

RULES = "/api/v1/deadline-rules/"
DRAFT = {
    "key": "api.term",
    "name": "接口期限",
    "number": 3,
    "unit": "day",
    "starts_at": "收到",
    "source": "试",
}


def caller(user=None) -> APIClient:
    client = APIClient()
    if user is not None:
        client.force_login(user)
    return client


@pytest.fixture
def authority():
    return person(Role.AUTHORITY)


@pytest.fixture
def rule(authority) -> DeadlineRule:
    made = DeadlineRule(**DRAFT)
    edits.save(made, actor=authority)
    return made


def test_visitors_read_and_may_not_write(rule):
    client = caller()
    assert client.get(f"{RULES}{rule.pk}/").json()["name"] == "接口期限"
    refused = client.post(RULES, DRAFT, format="json")
    assert (refused.status_code, refused.json()["code"]) == (403, "not_permitted")


def test_creating_twice_with_one_key_makes_one_record(authority):
    client = caller(authority)
    answers = [
        client.post(RULES, DRAFT, format="json", headers={"Idempotency-Key": "a"}) for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    other = client.post(
        RULES, DRAFT | {"number": 4}, format="json", headers={"Idempotency-Key": "a"}
    )
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")


def test_changing_needs_the_seen_version(authority, rule):
    client = caller(authority)
    missing = client.patch(f"{RULES}{rule.pk}/", {"number": 9}, format="json")
    assert missing.status_code == 400
    done = client.patch(
        f"{RULES}{rule.pk}/", {"number": 9, "version": 1, "reason": "改"}, format="json"
    )
    assert (done.status_code, done.json()["version"]) == (200, 2)
    event = AuditEvent.objects.about(rule).first()
    assert event is not None
    assert (event.reason, event.door, event.changes) == ("改", "api", {"number": [3, 9]})
    stale = client.patch(f"{RULES}{rule.pk}/", {"number": 7, "version": 1}, format="json")
    assert (stale.status_code, stale.json()["fields"]) == (409, {"number": [9, 7]})


def test_hidden_and_absent_are_the_same_404(authority, rule):
    hidden = AuditEvent.objects.about(rule).first()
    assert hidden is not None
    answers = [
        caller().get(f"/api/v1/audit-events/{key}/")
        for key in (hidden.uuid, "00000000-0000-0000-0000-000000000000")
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_no_delete(authority, rule):
    assert caller(authority).delete(f"{RULES}{rule.pk}/").status_code == 405


@pytest.mark.parametrize(
    "body",
    ['{"key": "\\ud800"}', '{"key": "\\u0000"}', "[" * 100_000, '{"a":' * 30 + "1" + "}" * 30],
)
def test_unreadable_json_is_400(authority, body):
    answer = caller(authority).post(RULES, body, content_type="application/json")
    assert answer.status_code == 400


def test_deep_pages_are_refused(authority):
    assert caller().get(f"{RULES}?page=501").status_code == 400
