"""Every list and every form that the shared site offers a person opens."""

import pytest

from accounts.models import Role
from tests.factories.people import city
from tests.governance.site import signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.AUTHORITY, Role.PROVIDER, Role.OPERATOR, Role.SYSTEM_ADMIN])
def test_every_list_and_form_that_is_offered_opens(role):
    client = signed_in(city().people[role])
    home = client.get("/admin/")
    entries = [entry for group in home.context["available_apps"] for entry in group["models"]]
    addresses = [
        entry[kind] for entry in entries for kind in ("admin_url", "add_url") if entry[kind]
    ]
    assert addresses
    refused = [each for each in addresses if client.get(each).status_code != 200]
    assert refused == []
