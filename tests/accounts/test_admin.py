"""Accounts in the shared site: what each office sees, and that nobody ticks himself any right."""

import re

import pytest
from django.test import Client

from accounts.models import Membership, Organisation, Role, SignInLink, User
from governance.models import AuditEvent
from tests.factories.people import city, organisation, person

pytestmark = pytest.mark.django_db

USERS, BODIES = "/admin/accounts/user/", "/admin/accounts/organisation/"
ROLES, REGIONS = "/admin/accounts/membership/", "/admin/accounts/region/"


@pytest.fixture
def town():
    return city()


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def text(response):
    return response.content.decode()


def test_every_list_and_record_opens_for_the_system_administrator(town):
    client = signed_in(town.people[Role.SYSTEM_ADMIN])
    provider = town.people[Role.PROVIDER]
    for address in (
        f"{USERS}?q=provider",
        f"{USERS}add/",
        f"{USERS}{provider.pk}/change/",
        f"{USERS}{provider.pk}/history/",
        f"{USERS}{provider.pk}/rights/",
        f"{BODIES}?level=CITY",
        f"{BODIES}?o=1",
        f"{BODIES}add/",
        f"{BODIES}{town.root.pk}/change/",
        f"{BODIES}{town.root.pk}/step/move/",
        ROLES,
        f"{ROLES}{provider.memberships.get().pk}/change/",
        f"{REGIONS}?q=9901",
        f"{REGIONS}990100/change/",
    ):
        assert client.get(address).status_code == 200, address


def test_bodies_stand_as_a_tree(town):
    first, second = (organisation(name=name, parent=town.root) for name in ("甲局", "乙局"))
    organisation(name="甲处", parent=first)
    organisation(name="乙处", parent=second)
    page = text(signed_in(town.people[Role.SYSTEM_ADMIN]).get(BODIES))
    names = re.findall(r'class="depth-(\d)">(云州市人民政府|甲局|甲处|乙局|乙处)<', page)
    placed = {name: int(depth) for depth, name in names}
    assert placed == {"云州市人民政府": 0, "甲局": 1, "甲处": 2, "乙局": 1, "乙处": 2}
    order = [name for _, name in names]
    assert order.index("甲处") == order.index("甲局") + 1
    assert order.index("乙处") == order.index("乙局") + 1


def test_lists_take_the_same_queries_for_more_rows(town, django_assert_max_num_queries):
    client = signed_in(town.people[Role.SYSTEM_ADMIN])
    for address in (USERS, BODIES, ROLES):
        with django_assert_max_num_queries(60) as few:
            client.get(address)
        for _ in range(10):
            person(Role.PROVIDER, organisation=organisation(parent=town.root))
        with django_assert_max_num_queries(len(few.captured_queries)):
            client.get(address)


def test_a_provider_finds_only_himself(town):
    provider = town.people[Role.PROVIDER]
    client = signed_in(provider)
    page = text(client.get(USERS))
    assert provider.username in page
    assert "security_admin" not in page
    other = town.people[Role.SECURITY_ADMIN].pk
    assert client.get(f"{USERS}{other}/change/").status_code == 404
    assert client.get(f"{USERS}999999999/change/").status_code == 404


def test_an_account_is_opened_without_password_flag_or_role(town):
    client = signed_in(town.people[Role.SYSTEM_ADMIN])
    typed = {
        "username": "xinren",
        "name": "新人",
        "email": "",
        "is_active": "on",
        "is_superuser": "on",
        "groups": "1",
        "password": "Guessable-1",
        "memberships-TOTAL_FORMS": "0",
        "memberships-INITIAL_FORMS": "0",
    }
    response = client.post(f"{USERS}add/", typed)
    assert response.status_code == 302, text(response)
    user = User.objects.get(username="xinren")
    assert not user.has_usable_password()
    assert not user.is_superuser
    assert not user.is_staff
    assert AuditEvent.objects.about(user).get().action == "accounts.user.add"
    assert "password" not in AuditEvent.objects.about(user).get().changes


def test_the_form_offers_no_flag_no_group_and_no_right(town):
    client = signed_in(town.people[Role.SYSTEM_ADMIN])
    page = text(client.get(f"{USERS}{town.people[Role.PROVIDER].pk}/change/"))
    for name in ("is_superuser", "groups", "user_permissions", "password", "is_service"):
        assert f'name="{name}"' not in page


def test_nobody_changes_his_own_account(town):
    system = town.people[Role.SYSTEM_ADMIN]
    client = signed_in(system)
    page = text(client.get(f"{USERS}{system.pk}/change/"))
    assert 'name="username"' not in page
    typed = {"username": "renamed", "name": "改名", "_version": system.version}
    assert client.post(f"{USERS}{system.pk}/change/", typed).status_code == 403
    system.refresh_from_db()
    assert system.username == "system_admin"


class TestSignInLink:
    def test_it_is_shown_once_to_who_issues_it(self, town):
        client = signed_in(town.people[Role.SYSTEM_ADMIN])
        provider = town.people[Role.PROVIDER]
        record = text(client.get(f"{USERS}{provider.pk}/change/"))
        address = f"{USERS}{provider.pk}/sign-in-link/"
        assert address in record
        assert client.get(address).status_code == 200
        assert not SignInLink.objects.exists()
        shown = text(client.post(address))
        link = re.search(r"http://testserver(/signin/[^<]+)", shown)[1]
        assert Client().get(link).status_code == 200
        assert (
            AuditEvent.objects.get(action="accounts.user.invite").actor
            == town.people["SYSTEM_ADMIN"]
        )

    @pytest.mark.parametrize("role", [Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, Role.SYSTEM_ADMIN])
    def test_not_for_the_administrators(self, town, role):
        client = signed_in(town.people[Role.SYSTEM_ADMIN])
        address = f"{USERS}{town.people[role].pk}/sign-in-link/"
        assert client.get(address).status_code == 403
        assert client.post(address).status_code == 403
        assert not SignInLink.objects.exists()


class TestRolesAreSteps:
    def test_appointing_on_the_page_of_a_body(self, town):
        client = signed_in(town.people[Role.SECURITY_ADMIN])
        body, newcomer = town.organisations[Role.PROVIDER], person()
        address = f"{BODIES}{body.pk}/step/appoint/"
        assert f"{newcomer.name}（{newcomer.username}）" in text(client.get(address))
        typed = {"user": newcomer.pk, "role": Role.PROVIDER, "starts_on": "2026-01-01"}
        assert client.post(address, typed).status_code == 302
        assert newcomer.organisation_ids(Role.PROVIDER) == [body.pk]

    def test_i_34_is_told_on_the_form(self, town):
        client = signed_in(town.people[Role.SECURITY_ADMIN])
        typed = {
            "user": town.people[Role.SYSTEM_ADMIN].pk,
            "role": Role.AUDIT_ADMIN,
            "starts_on": "2026-01-01",
        }
        response = client.post(f"{BODIES}{town.root.pk}/step/appoint/", typed)
        assert response.status_code == 400
        assert "不得由同一人同时担任" in text(response)

    def test_dismissing_from_the_list_of_roles(self, town):
        client = signed_in(town.people[Role.SECURITY_ADMIN])
        held = town.people[Role.PROVIDER].memberships.get()
        typed = {"reason": "调离", "ends_on": ""}
        assert client.post(f"{ROLES}{held.pk}/step/dismiss/", typed).status_code == 302
        assert not town.people[Role.PROVIDER].memberships.in_force(
            held.starts_on.replace(year=2100)
        )

    @pytest.mark.parametrize("role", [Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN])
    def test_a_role_is_never_typed(self, town, role):
        client = signed_in(town.people[role])
        held = town.people[Role.PROVIDER].memberships.get()
        assert client.get(f"{ROLES}add/").status_code == 403
        typed = {"role": Role.AUTHORITY, "_version": held.version}
        assert client.post(f"{ROLES}{held.pk}/change/", typed).status_code == 403
        assert Membership.objects.get(pk=held.pk).role == Role.PROVIDER


def test_a_doubtful_code_is_refused_at_its_field_with_what_was_typed(town):
    client = signed_in(town.people[Role.SYSTEM_ADMIN])
    typed = {
        "name": "新公司",
        "uscc": "9135 0211 M000 13FA 1N",
        "kind": "ENTERPRISE",
        "level": "CITY",
        "parent": town.root.pk,
        "region": "990100",
        "is_active": "on",
        "memberships-TOTAL_FORMS": "0",
        "memberships-INITIAL_FORMS": "0",
    }
    refused = client.post(f"{BODIES}add/", typed)
    assert "校验位不符" in text(refused)
    assert 'value="91350211M00013FA1N"' in text(refused) or "9135 0211" in text(refused)
    assert (
        client.post(f"{BODIES}add/", typed | {"uscc": "9131 0115 5916 9385 6A"}).status_code == 302
    )
    assert Organisation.objects.get(name="新公司").uscc == "91310115591693856A"


def test_moving_by_a_step_only(town):
    client = signed_in(town.people[Role.SYSTEM_ADMIN])
    body, parent = organisation(parent=town.root), organisation(parent=town.root)
    assert 'name="parent"' not in text(client.get(f"{BODIES}{body.pk}/change/"))
    typed = {"parent": parent.pk, "reason": "机构改革"}
    assert client.post(f"{BODIES}{body.pk}/step/move/", typed).status_code == 302
    body.refresh_from_db()
    assert body.parent == parent
