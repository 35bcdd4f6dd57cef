"""Quality issues and data requests for machines: filed without an account, within bounds, nothing personal sent on."""

import pytest
import time_machine
from django.core.cache import cache
from rest_framework.test import APIClient

from catalog.models import QualityIssue
from catalog.workflow import issues, requests
from tests.factories.cases import ISSUE, REQUEST, data_request, quality_issue
from tests.factories.resources import DAY, desk, published_resource, updating_resource

pytestmark = pytest.mark.django_db
API = ("/api/v1/quality-issues/", "/api/v1/data-requests/")


@pytest.fixture(autouse=True)
def on_the_day():
    cache.clear()
    with time_machine.travel(f"{DAY}T09:00+08:00", tick=False):
        yield


@pytest.fixture
def by():
    return desk()


def test_machines_file_without_an_account_and_read_what_is_published(by):
    resource, caller = published_resource(by=by), APIClient()
    made = caller.post(API[0], ISSUE | {"resource": resource.pk}, format="json")
    assert made.status_code == 201, made.json()
    assert made.json()["number"] == "质-2026-0001"
    assert "contact" not in made.json()
    again = caller.post(API[0], ISSUE | {"resource": resource.pk}, format="json")
    assert again.json()["number"] == "质-2026-0001"
    assert caller.get(API[0]).json()["count"] == 0
    issue = QualityIssue.objects.get()
    assert (issue.contact, issue.due_rule) == (ISSUE["contact"], "quality.accept")
    issues.accept(issue, actor=by.clerk, on=DAY)
    assert caller.get(API[0]).json()["results"][0]["description"] == ISSUE["description"]
    asked = caller.post(API[1], REQUEST, format="json")
    assert (asked.status_code, asked.json()["number"]) == (201, "需-2026-0001")
    assert caller.get(f"{API[1]}{asked.json()['id']}/").status_code == 404


def test_what_is_being_updated_still_stands_for_machines_as_for_people(by):
    resource = updating_resource(by=by)
    made = APIClient().post(API[0], ISSUE | {"resource": resource.pk}, format="json")
    assert made.status_code == 201, made.json()
    assert QualityIssue.objects.get().resource == resource


@pytest.mark.parametrize(
    "change",
    [{"kind": "x"}, {"description": "错"}, {"description": "x" * 2001}, {"resource": 99_999}, {"contact": "x" * 121}],
)  # fmt: skip
def test_machines_are_refused_by_field(by, change):
    resource = published_resource(by=by)
    answer = APIClient().post(API[0], ISSUE | {"resource": resource.pk} | change, format="json")
    assert answer.status_code == 400
    assert set(change) <= set(answer.json().get("fields", answer.json()))
    assert not QualityIssue.objects.exists()


def test_machines_wait_after_twenty_cases_and_share_the_bound_with_the_pages(client, by):
    resource, caller = published_resource(by=by), APIClient()
    for n in range(20):
        words = ISSUE | {"resource": resource.pk, "description": f"第{n}处不对，请核实。"}
        assert caller.post(API[0], words, format="json").status_code == 201
    refused = caller.post(API[1], REQUEST, format="json")
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
    assert client.post("/requests/new/", REQUEST).status_code == 429


def test_what_a_bureau_proposes_is_told_to_machines_with_the_reply(by):
    request = data_request("opened", by=by)
    caller = APIClient()
    url = f"{API[1]}{request.pk}/"
    assert (caller.get(url).json()["outcome"], caller.get(url).json()["resource"]) == ("", None)
    requests.publish_reply(request, actor=by.authority, on=DAY, reply="已开放，见资源页面。")
    assert caller.get(url).json()["outcome"] == "opened"
    assert caller.get(url).json()["resource"] == request.resource_id
    assert "opinion" not in caller.get(url).json()


def test_a_machine_sends_no_personal_words_of_others_on(by):
    quality_issue("accepted", by=by, description="请回电13812345678或者写信给wang@example.org。")
    told = APIClient().get(API[0]).json()["results"][0]["description"]
    assert told == "请回电138****5678或者写信给***@example.org。"
