"""The catalogue for machines: what is hidden stays hidden, search is the page's, lists ask as often for 20 as for 2."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from accounts.models import Role
from catalog.api import ROUTES
from catalog.models import DataResource
from tests.factories import catalog
from tests.factories.catalog import DAY, desk, draft_resource, published_resource
from tests.factories.people import organisation, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(f"{DAY}T09:00+08:00", tick=False):
        yield


@pytest.fixture
def by():
    return desk()


def test_the_api_tells_404_403_409_apart(by):
    draft, published = draft_resource(by=by), published_resource(by=by, name="乙")
    caller = APIClient()
    caller.force_login(person(Role.PROVIDER))
    assert caller.post(f"/api/v1/resources/{draft.pk}/submit/").status_code == 404
    assert (
        caller.post(
            f"/api/v1/resources/{published.pk}/withdraw/", {"reason": "甲"}, format="json"
        ).status_code
        == 403
    )
    caller.force_login(by.clerk)
    assert caller.post(f"/api/v1/resources/{published.pk}/submit/").status_code == 409
    assert caller.post(f"/api/v1/resources/{published.pk}/withdraw/").status_code == 400


def test_the_api_searches_filters_and_masks_like_the_page(by):
    published_resource(by=by, name="公共停车场", contact_phone="13812345678")
    published_resource(by=by, name="空气质量", theme="环境", abstract="监测站。")
    draft_resource(by=by, name="停车草稿")
    found = APIClient().get("/api/v1/resources/", {"q": "公共停车"}).json()
    assert [each["name"] for each in found["results"]] == ["公共停车场"]
    assert found["results"][0]["contact"] == "138****5678"
    assert "13812345678" not in str(found)
    assert APIClient().get("/api/v1/resources/", {"theme": "环境"}).json()["count"] == 1
    assert APIClient().get("/api/v1/resources/", {"q": "停\x00"}).status_code == 400


def test_the_public_api_tells_no_names_of_objectors_and_no_blocks():
    application = catalog.objected_application()
    catalog.active_registration()
    visitor = APIClient()
    assert visitor.get("/api/v1/objections/").json()["count"] == 0
    assert visitor.get("/api/v1/registration-applications/").json()["count"] == 0
    assert visitor.get("/api/v1/notices/").json()["count"] == 2
    told = visitor.get("/api/v1/registrations/").content.decode()
    assert application.contact_phone not in told
    assert "云登-2026-0001" in told


def test_a_draft_is_written_over_the_api_and_is_found_at_once(by):
    caller = APIClient()
    caller.force_login(by.clerk)
    made = caller.post(
        "/api/v1/resources/", {"name": "停车诱导屏", "provider": by.provider.pk}, format="json"
    )
    assert made.status_code == 201, made.json()
    assert DataResource.objects.filter(search__tsv__bigrams="诱导屏").get().created_by == by.clerk
    pk, version = made.json()["id"], made.json()["version"]
    changed = caller.patch(
        f"/api/v1/resources/{pk}/", {"name": "停车指引屏", "version": version}, format="json"
    )
    assert changed.status_code == 200
    assert not DataResource.objects.filter(search__tsv__bigrams="诱导").exists()
    foreign = {"name": "甲", "provider": organisation().pk}
    elsewhere = caller.post("/api/v1/resources/", foreign, format="json")
    assert elsewhere.status_code == 403


def queries_of(caller, noun):
    caller.get(f"/api/v1/{noun}/")
    with CaptureQueriesContext(connection) as queries:
        assert caller.get(f"/api/v1/{noun}/", {"page_size": 100}).status_code == 200
    return len(queries)


def test_lists_ask_as_often_for_twenty_as_for_two(by):
    caller = APIClient()
    caller.force_login(by.decider)
    counted = []
    for more in (2, 18):
        for n in range(more):
            resource = published_resource(by=by, name=f"停车{more}{n}")
            catalog.objection(catalog.application_in_notice(by=by, resource=resource))
        counted.append({noun: queries_of(caller, noun) for noun, _viewset in ROUTES})
    assert counted[0] == counted[1]
