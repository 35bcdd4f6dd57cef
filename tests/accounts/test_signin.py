"""Signing in: password, lock-out, one-time link, idle time, and what the trail tells of it (等保 8.1.4.1)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts import signin
from accounts.models import Role, SignInLink, User
from accounts.workflow import dismiss
from governance.clock import now
from governance.errors import NotPermitted
from governance.models import AuditEvent
from tests.factories.people import city, membership, organisation, person

pytestmark = pytest.mark.django_db

PASSWORD = "Yunzhou-2026-yes"
LOGIN = "/admin/login/"


def worker(**over):
    """A person with a password that is new enough."""
    return person(Role.PROVIDER, password=PASSWORD, password_changed_at=now(), **over)


def attempt(client, username, password=PASSWORD, **extra):
    return client.post(LOGIN, {"username": username, "password": password, **extra})


def told(action):
    return AuditEvent.objects.filter(action=action).order_by("id")


def test_a_password_opens_a_session_on_record(client):
    user = worker()
    client.get(LOGIN)
    response = attempt(client, user.username, next="/admin/")
    assert response.status_code == 302
    assert response["Location"] == "/admin/"
    event = told("accounts.user.sign_in").get()
    assert (event.actor, event.outcome, event.door) == (user, "done", "admin")
    assert event.changes == {"means": "password"}


def test_the_session_key_changes_with_the_sign_in(client):
    client.session["seen"] = 1
    session = client.session
    session["seen"] = 1
    session.save()
    before = session.session_key
    attempt(client, worker().username)
    assert client.session.session_key != before


def test_another_site_is_no_place_to_go_on_to(client):
    response = attempt(client, worker().username, next="https://example.org/")
    assert response["Location"] == reverse("admin:index")


@pytest.mark.parametrize("case", ["wrong password", "unknown", "inactive", "service", "no role"])
def test_every_failure_gives_the_same_answer(client, case):
    users = {
        "wrong password": worker().username,
        "unknown": "nobody",
        "inactive": worker(is_active=False).username,
        "service": person(Role.PROVIDER, password=PASSWORD, is_service=True).username,
        "no role": person(password=PASSWORD, password_changed_at=now()).username,
    }
    password = "wrong" if case == "wrong password" else PASSWORD
    response = attempt(client, users[case], password)
    assert response.status_code == 200
    assert "用户名或密码不正确，或者账号不能登录。" in response.content.decode()
    assert "_auth_user_id" not in client.session
    event = told("accounts.user.sign_in").get()
    assert event.outcome == "refused"
    assert event.changes["username"] == users[case]


@pytest.mark.parametrize("is_known", [True, False])
def test_five_failures_lock_for_fifteen_minutes(client, is_known, time_machine):
    username = worker().username if is_known else "nobody"
    time_machine.move_to("2026-11-20 09:00+08:00", tick=False)
    for _ in range(4):
        assert attempt(client, username, "wrong").status_code == 200
    locked = attempt(client, username, "wrong")
    assert locked.status_code == 429
    assert locked["Retry-After"] == "900"
    assert "请在15分钟后再试" in locked.content.decode()
    assert attempt(client, username).status_code == 429
    time_machine.shift(timedelta(minutes=16))
    assert attempt(client, username).status_code == (302 if is_known else 200)


def test_an_idle_session_ends_after_thirty_minutes(client, time_machine):
    time_machine.move_to("2026-11-20 09:00+08:00", tick=False)
    attempt(client, worker().username)
    for _ in range(3):
        time_machine.shift(timedelta(minutes=29))
        assert client.get("/admin/").status_code == 200
    time_machine.shift(timedelta(minutes=31))
    assert client.get("/admin/")["Location"].startswith(LOGIN)


def test_signing_out_is_told_and_only_by_a_form(client):
    user = worker()
    client.force_login(user)
    assert client.get("/admin/logout/").status_code == 405
    assert client.post("/admin/logout/").status_code == 200
    assert told("accounts.user.sign_out").get().actor == user
    assert "_auth_user_id" not in client.session


def test_a_role_taken_back_ends_the_right_with_the_next_request(client):
    town = city()
    user = town.people[Role.PROVIDER]
    client.force_login(user)
    assert client.get("/admin/").status_code == 200
    dismiss(user.memberships.get(), actor=town.people[Role.SECURITY_ADMIN], reason="调离")
    assert client.get("/admin/").status_code == 302


class TestOneTimeLink:
    def link_for(self, user, **over):
        link = signin.one_time_link(user, base_url="http://testserver/", **over)
        return link.removeprefix("http://testserver")

    def test_looking_does_not_use_it_up_the_button_does(self, client):
        user = worker()
        address = self.link_for(user)
        for _ in range(2):
            page = client.get(address)
            assert page.status_code == 200
            assert f"以“{user}”的身份登录" in page.content.decode()
        assert client.post(address)["Location"] == "/admin/"
        assert client.session["_auth_user_id"] == str(user.pk)
        assert told("accounts.user.sign_in").get().changes == {"means": "link"}

    def test_it_opens_once(self, client):
        address = self.link_for(worker())
        client.post(address)
        client.logout()
        assert client.get(address).status_code == 410
        assert client.post(address).status_code == 410
        assert "_auth_user_id" not in client.session

    def test_it_ends_after_a_day(self, client, time_machine):
        time_machine.move_to("2026-11-20 09:00+08:00", tick=False)
        address = self.link_for(worker())
        time_machine.shift(timedelta(hours=23, minutes=59))
        assert client.get(address).status_code == 200
        time_machine.shift(timedelta(minutes=1))
        assert client.post(address).status_code == 410

    def test_a_disabled_person_stays_out(self, client):
        user = worker()
        address = self.link_for(user)
        User.objects.filter(pk=user.pk).update(is_active=False)
        assert client.post(address).status_code == 410

    def test_only_its_hash_is_kept(self):
        address = self.link_for(worker())
        token = address.rstrip("/").rpartition("/")[2]
        kept = SignInLink.objects.get()
        assert token not in (
            kept.token_sha256,
            *AuditEvent.objects.values_list("payload", flat=True),
        )
        assert len(token) >= 40

    def test_an_invented_one_is_refused_on_record(self, client):
        assert client.post("/signin/invented/").status_code == 410
        assert told("accounts.user.sign_in").get().outcome == "refused"

    def test_the_first_link_leads_to_a_password(self, client):
        user = person(Role.PROVIDER)
        client.post(self.link_for(user, asks_for_password=True))
        away = client.get("/admin/")
        assert away["Location"] == "/admin/password_change/?next=%2Fadmin%2F"
        new = {"new_password1": PASSWORD, "new_password2": PASSWORD}
        assert client.post("/admin/password_change/", new).status_code == 302
        assert client.get("/admin/").status_code == 200
        user.refresh_from_db()
        assert user.check_password(PASSWORD)

    def test_who_may_issue_one(self):
        town = city()
        system, security = town.people[Role.SYSTEM_ADMIN], town.people[Role.SECURITY_ADMIN]
        assert self.link_for(town.people[Role.PROVIDER], actor=system)
        assert told("accounts.user.invite").get().actor == system
        for user, issuer in [
            (security, system),
            (system, system),
            (town.people[Role.PROVIDER], security),
            (town.people[Role.PROVIDER], town.people[Role.AUTHORITY]),
        ]:
            with pytest.raises(NotPermitted):
                self.link_for(user, actor=issuer)
        assert self.link_for(security)  # by the console of the server


def test_a_person_who_also_serves_elsewhere_is_out_of_reach():
    town = city()
    user = town.people[Role.PROVIDER]
    membership(user, Role.OPERATOR, organisation=organisation(name="外地公司"))
    with pytest.raises(NotPermitted):
        signin.one_time_link(user, base_url="http://x", actor=town.people[Role.SYSTEM_ADMIN])
