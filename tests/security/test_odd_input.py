"""Odd addresses and names get an answer in words, never a fault of the server."""

import pytest
from django.test import Client

from accounts.models import Role
from tests.factories.people import person

pytestmark = pytest.mark.django_db

EXPORT = "/admin/governance/auditevent/export/"


@pytest.mark.parametrize(
    "path", ["/registrations/%00/", "/api/v1/schema/?format=x", "/api/v1/schema/?format=%00"]
)
def test_odd_addresses(client: Client, path: str) -> None:
    assert client.get(path).status_code in {400, 404}


@pytest.mark.parametrize("username", ["a\x00b", "a" * 10_000])
def test_odd_names_are_refused_like_any_other(client: Client, username: str) -> None:
    answer = client.post("/admin/login/", {"username": username, "password": "x"})
    assert answer.status_code == 200
    assert "password" in answer.content.decode()


@pytest.mark.parametrize("query", ["p=-1", "p=999999"])
def test_an_export_does_not_depend_on_the_page(client: Client, query: str) -> None:
    client.force_login(person(Role.AUDITOR), backend="governance.backends.PolicyBackend")
    assert client.get(f"{EXPORT}?format=csv&{query}").status_code == 200


def test_an_export_refuses_what_the_list_refuses(client: Client) -> None:
    client.force_login(person(Role.AUDITOR), backend="governance.backends.PolicyBackend")
    assert client.get(f"{EXPORT}?format=csv&outcome__exact=%00").status_code == 400
