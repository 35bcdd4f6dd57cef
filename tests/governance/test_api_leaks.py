"""The machine interface: steps as routes, and the rows of the table of leaks that concern it."""

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient

from accounts.models import User
from catalog.models import DataResource
from governance.api.checks import filters_and_orders_are_named
from governance.api.filters import PolicyFilterSet
from governance.api.throttles import VisitorRate
from governance.models import AuditEvent, DeadlineRule
from tests.factories.catalog import desk, draft_resource, published_resource, submitted_resource

pytestmark = pytest.mark.django_db

RESOURCES = "/api/v1/resources/"
Status = DataResource.Status


def caller(user: User | None = None) -> APIClient:
    client = APIClient()
    if user is not None:
        client.force_login(user)
    return client


@pytest.fixture
def office():
    return desk()


def test_a_step_is_a_route_and_leaves_the_same_event(office):
    resource = draft_resource(provider=office.provider)
    answer = caller(office.clerk).post(f"{RESOURCES}{resource.pk}/submit/", {}, format="json")
    assert answer.status_code == 200
    assert answer.json()["record"]["status"] == Status.SUBMITTED
    event = AuditEvent.objects.get(uuid=answer.json()["event"]["uuid"])
    assert (event.action, event.door, event.actor) == (
        "catalog.dataresource.submit",
        "api",
        office.clerk,
    )


def test_a_repeated_request_is_answered_and_not_repeated(office):
    resource = draft_resource(provider=office.provider)
    client, address = caller(office.clerk), f"{RESOURCES}{resource.pk}/submit/"
    first, second = (
        client.post(address, {}, format="json", headers={"Idempotency-Key": "k"}) for _ in range(2)
    )
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.json()["event"] == second.json()["event"]
    other = client.post(
        address, {"reason": "另一个请求"}, format="json", headers={"Idempotency-Key": "k"}
    )
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")


def test_404_cannot_see_403_may_not_409_wrong_state_400_no_reason(office):
    hidden = draft_resource()
    submitted = submitted_resource(by=office)
    published = published_resource(by=office)
    steps = [
        (office.clerk, hidden, "submit", 404),
        (None, published, "submit", 403),
        (office.other_clerk, submitted, "publish", 403),
        (office.authority, published, "publish", 409),
        (office.authority, submitted, "return_for_revision", 400),
    ]
    for user, row, verb, expected in steps:
        answer = caller(user).post(f"{RESOURCES}{row.pk}/{verb}/", {}, format="json")
        assert answer.status_code == expected, (user, verb)
        assert answer.json()["detail"].endswith("。")


def test_hidden_and_absent_give_the_same_bytes(office):
    hidden = draft_resource()
    client = caller(office.clerk)
    for method, path in (("get", ""), ("patch", ""), ("post", "submit/")):
        answers = [
            getattr(client, method)(f"{RESOURCES}{pk}/{path}", format="json")
            for pk in (hidden.pk, 987654321)
        ]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].content == answers[1].content


def test_a_foreign_key_filter_answers_alike_for_hidden_and_unknown_ids(office):
    hidden = draft_resource()
    items = "/api/v1/data-items/"
    answers = [caller(office.clerk).get(items, {"resource": pk}) for pk in (hidden.pk, 987654321)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].content == answers[1].content


def test_a_hidden_row_cannot_be_pointed_to(office):
    hidden = draft_resource()
    client = caller(office.clerk)
    answers = [
        client.post("/api/v1/data-items/", {"resource": pk, "name": "项"}, format="json")
        for pk in (hidden.pk, 987654321)
    ]
    assert [answer.status_code for answer in answers] == [400, 400]
    told = [
        answer.json()["resource"][0].replace(str(pk), "")
        for answer, pk in zip(answers, (hidden.pk, 987654321), strict=True)
    ]
    assert told[0] == told[1]


def test_the_status_is_read_only(office):
    resource = draft_resource(provider=office.provider)
    client = caller(office.clerk)
    client.patch(
        f"{RESOURCES}{resource.pk}/",
        {"status": "published", "version": resource.version},
        format="json",
    )
    resource.refresh_from_db()
    assert resource.status == Status.DRAFT


@pytest.mark.parametrize(
    "query", ["?abstract__startswith=a", "?ordering=contact_phone", "?fields=__all__"]
)
def test_what_is_not_named_filters_and_orders_nothing(office, query):
    published_resource(by=office)
    client = caller()
    assert client.get(f"{RESOURCES}{query}").json() == client.get(RESOURCES).json()


@pytest.mark.parametrize(
    "query", ["?provider=" + "9" * 40, "?provider=abc", "?page=0", "?page=x", "?theme=%00"]
)
def test_strange_queries_are_400_or_404_and_never_500(query):
    assert caller().get(f"{RESOURCES}{query}").status_code in (400, 404)


def test_a_filter_set_of_every_field_is_refused_at_start_up():
    class Everything(PolicyFilterSet):
        class Meta:
            model = DeadlineRule
            fields = "__all__"

    Everything.__module__ = "catalog.api"
    assert "governance.E004" in {error.id for error in filters_and_orders_are_named()}
    Everything._meta.fields = Everything.Meta.fields = ("name",)


def test_too_many_requests_are_429_with_retry_after(monkeypatch):
    cache.clear()
    monkeypatch.setattr(VisitorRate, "rate", "2/min")
    answers = [caller().get("/api/v1/deadline-rules/", REMOTE_ADDR="192.0.2.7") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[2]["Retry-After"]) > 0
    cache.clear()


def test_the_description_names_every_step(client):
    document = client.get("/api/v1/schema/").content.decode()
    assert "/api/v1/resources/{id}/submit/" in document
    assert "Idempotency-Key" in document
