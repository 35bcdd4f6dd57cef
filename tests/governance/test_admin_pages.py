"""Every list and form of the shared site opens, for every kind of person, or says that it may not."""

import pytest
from django.contrib import admin
from django.urls import reverse

from accounts.models import Role
from tests.factories.people import city
from tests.governance.site import signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", Role.values)
def test_every_list_and_form_opens(role):
    client = signed_in(city().people[role])
    opened = 0
    for model, model_admin in admin.site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        for page in ("changelist", "add"):
            answer = client.get(reverse(f"{name}_{page}"))
            assert answer.status_code in (200, 403), (model_admin, page)
            opened += answer.status_code == 200
    assert opened
