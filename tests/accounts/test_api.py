"""Accounts over the API: the directory is public to read, roles are given and taken by steps."""

import pytest
from rest_framework.test import APIClient

from accounts.models import Membership, Role
from governance.models import AuditEvent
from tests.factories.people import city, person

pytestmark = pytest.mark.django_db

API = "/api/v1/"


@pytest.fixture
def town():
    return city()


def signed_in(user):
    client = APIClient()
    client.force_login(user)
    return client


def test_the_directory_is_public_and_read_only(town):
    visitor = APIClient()
    bodies = visitor.get(f"{API}organisations/?parent={town.root.pk}").json()
    assert bodies["count"] == len(town.organisations)
    assert "uscc_override_reason" not in bodies["results"][0]
    assert visitor.get(f"{API}regions/990100/").json()["name"] == "云州市"
    assert visitor.get(f"{API}regions/?parent=990000").json()["count"] == 1
    assert visitor.post(f"{API}organisations/", {"name": "新局"}, format="json").status_code == 403
    assert visitor.post(f"{API}regions/", {}, format="json").status_code == 405
    body = f"{API}organisations/{town.root.pk}/"
    assert visitor.patch(body, {"name": "改名"}, format="json").status_code == 405


def test_people_are_no_public_matter(town):
    assert APIClient().get(f"{API}memberships/").json()["count"] == 0
    own = signed_in(town.people[Role.PROVIDER]).get(f"{API}memberships/").json()
    assert [row["role"] for row in own["results"]] == ["PROVIDER"]


def test_appointing_and_dismissing(town):
    security = signed_in(town.people[Role.SECURITY_ADMIN])
    body, newcomer = town.organisations[Role.PROVIDER], person()
    address = f"{API}organisations/{body.pk}/appoint/"
    asked = {"user": newcomer.pk, "role": "PROVIDER", "starts_on": "2026-01-01"}
    assert security.post(address, asked, format="json").status_code == 200
    held = Membership.objects.get(user=newcomer)
    away = security.post(f"{API}memberships/{held.pk}/dismiss/", {"reason": "调离"}, format="json")
    assert away.status_code == 200
    assert not newcomer.is_staff


def test_the_same_refusals_as_at_the_other_doors(town):
    body, newcomer = town.organisations[Role.PROVIDER], person()
    address = f"{API}organisations/{body.pk}/appoint/"
    asked = {"user": newcomer.pk, "role": "PROVIDER", "starts_on": "2026-01-01"}
    authority = signed_in(town.people[Role.AUTHORITY]).post(address, asked, format="json")
    assert authority.status_code == 403
    assert not newcomer.is_staff
    held = town.people[Role.PROVIDER].memberships.get()
    hidden = signed_in(town.people[Role.OPERATOR]).post(
        f"{API}memberships/{held.pk}/dismiss/", {"reason": "x"}, format="json"
    )
    assert hidden.status_code == 404
    security = signed_in(town.people[Role.SECURITY_ADMIN])
    joined = {
        "user": town.people[Role.SYSTEM_ADMIN].pk,
        "role": "AUDIT_ADMIN",
        "starts_on": "2026-01-01",
    }
    refused = security.post(address, joined, format="json")
    assert refused.status_code == 400
    assert "不得由同一人同时担任" in refused.json()["detail"]


def test_the_event_is_the_one_of_every_door(town):
    security = signed_in(town.people[Role.SECURITY_ADMIN])
    body, newcomer = town.organisations[Role.PROVIDER], person()
    asked = {"user": newcomer.pk, "role": "PROVIDER", "starts_on": "2026-01-01", "reason": "到岗"}
    security.post(f"{API}organisations/{body.pk}/appoint/", asked, format="json")
    event = AuditEvent.objects.get(action="accounts.organisation.appoint")
    assert (event.door, event.reason, event.subject_id) == ("api", "到岗", str(body.pk))
