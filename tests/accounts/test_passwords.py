"""Passwords: kinds of signs, history, age; the second factor (等保 8.1.4.1)."""

from datetime import timedelta

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import passwords
from accounts.models import Role
from accounts.workflow import reset_second_factor
from governance.clock import now
from governance.errors import NotPermitted, TransitionError
from governance.models import AuditEvent
from tests.factories.people import city, person

pytestmark = pytest.mark.django_db

GOOD = "Yunzhou-2026-yes"


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("Ab1-", "密码"),
        ("yunzhoushuju2026", "至少三类"),
        ("1234567890", "至少三类"),
        ("Zhangsan-2026", "相似"),
    ],
)
def test_weak_passwords_are_refused(password, words):
    user = person(username="zhangsan", name="Person-Zhangsan1")
    with pytest.raises(ValidationError) as refused:
        validate_password(password, user)
    assert words in "".join(refused.value.messages)


def test_a_good_one_passes():
    validate_password(GOOD, person())


def test_the_last_five_do_not_come_back():
    user = person()
    used = [f"{GOOD}-{number}" for number in range(6)]
    for password in used:
        validate_password(password, user)
        passwords.change(user, password, at=now())
    with pytest.raises(ValidationError, match="最近5次"):
        validate_password(used[1], user)
    validate_password(used[0], user)


def test_a_change_is_told_without_the_password():
    user = person()
    event = passwords.change(user, GOOD, at=now())
    assert (event.action, event.actor, event.changes) == ("accounts.user.change_password", user, {})


def test_after_ninety_days_the_session_waits_for_a_new_one(client, time_machine):
    time_machine.move_to("2026-08-01 09:00+08:00", tick=False)
    user = person(Role.PROVIDER, password=GOOD, password_changed_at=now())
    time_machine.shift(timedelta(days=91))
    client.force_login(user)
    assert client.get("/admin/")["Location"].startswith("/admin/password_change/")
    assert client.get("/api/v1/schema/").status_code == 403
    new = {"old_password": GOOD, "new_password1": f"{GOOD}!", "new_password2": f"{GOOD}!"}
    assert client.post("/admin/password_change/", new).status_code == 302
    assert client.get("/admin/").status_code == 200


def test_the_old_password_is_asked(client):
    client.force_login(person(Role.PROVIDER, password=GOOD, password_changed_at=now()))
    new = {"old_password": "no", "new_password1": f"{GOOD}!", "new_password2": f"{GOOD}!"}
    page = client.post("/admin/password_change/", new)
    assert page.status_code == 200
    assert "现在的密码不正确" in page.content.decode()


@pytest.fixture
def _totp(settings):
    settings.TOTP_REQUIRED = True


def code_of(device):
    return f"{totp(device.bin_key):06d}"


@pytest.mark.usefixtures("_totp")
class TestSecondFactor:
    def test_setting_it_up_and_going_on(self, client):
        user = person(Role.PROVIDER)
        client.force_login(user)
        assert client.get("/admin/")["Location"].startswith("/admin/second-factor/")
        page = client.get("/admin/second-factor/").content.decode()
        device = TOTPDevice.objects.get()
        assert "设置动态验证码" in page
        assert "otpauth://totp/" in page
        done = client.post("/admin/second-factor/", {"code": code_of(device), "next": "/admin/"})
        assert done["Location"] == "/admin/"
        assert client.get("/admin/").status_code == 200
        assert AuditEvent.objects.filter(action="accounts.user.enrol", outcome="done").exists()

    def test_later_the_key_is_not_shown_again(self, client):
        user = person(Role.PROVIDER)
        device = TOTPDevice.objects.create(user=user, confirmed=True)
        client.force_login(user)
        page = client.get("/admin/second-factor/").content.decode()
        assert "otpauth" not in page
        assert client.post("/admin/second-factor/", {"code": code_of(device)}).status_code == 302

    def test_a_wrong_code_is_told(self, client):
        user = person(Role.PROVIDER)
        device = TOTPDevice.objects.create(user=user, confirmed=True)
        client.force_login(user)
        wrong = f"{(int(code_of(device)) + 1) % 1_000_000:06d}"
        page = client.post("/admin/second-factor/", {"code": wrong})
        assert "验证码不正确或已过期" in page.content.decode()
        assert AuditEvent.objects.filter(action="accounts.user.verify", outcome="refused").exists()
        assert client.get("/admin/").status_code == 302

    def test_a_lost_one_is_forgotten_by_the_security_administrator(self):
        town = city()
        user, security = town.people[Role.PROVIDER], town.people[Role.SECURITY_ADMIN]
        with pytest.raises(TransitionError, match="还没有设置"):
            reset_second_factor(user, actor=security, reason="手机遗失")
        TOTPDevice.objects.create(user=user, confirmed=True)
        with pytest.raises(NotPermitted):
            reset_second_factor(user, actor=town.people[Role.SYSTEM_ADMIN], reason="手机遗失")
        event = reset_second_factor(user, actor=security, reason="手机遗失")
        assert (event.reason, event.changes) == ("手机遗失", {})
        assert not TOTPDevice.objects.exists()

    def test_the_machine_interface_waits_too(self, client):
        client.force_login(person(Role.PROVIDER))
        assert client.get("/api/v1/schema/").status_code == 403
