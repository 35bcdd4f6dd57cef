"""How a portal begins and how it is saved: by command, on record, within the separation of the 三员."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from accounts.models import Organisation, Role, User
from governance.models import AuditEvent
from tests.factories.people import city, organisation, person

pytestmark = pytest.mark.django_db

PEOPLE = {"system_admin": "xitong", "security_admin": "anquan", "audit_admin": "shenji"}


def found(**over):
    told = StringIO()
    options = {name: [username, f"{username}员"] for name, username in PEOPLE.items()} | over
    call_command(
        "found_portal",
        "云州市人民政府",
        region="990100",
        base_url="https://x",
        stdout=told,
        **options,
    )
    return told.getvalue()


def test_the_first_three_administrators():
    told = found()
    root = Organisation.objects.get(parent=None)
    for role, username in zip(
        (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN), PEOPLE.values(), strict=True
    ):
        user = User.objects.get(username=username)
        assert user.organisation_ids(role) == [root.pk]
        assert not user.has_usable_password()
    assert told.count("https://x/signin/") == 3
    console = User.objects.get(username="console")
    assert (
        AuditEvent.objects.filter(actor=console, action="accounts.organisation.appoint").count()
        == 3
    )


def test_a_portal_is_founded_once():
    found()
    with pytest.raises(CommandError, match="平台已有在任人员"):
        found(system_admin=["a", "甲"], security_admin=["b", "乙"], audit_admin=["c", "丙"])


def test_one_person_cannot_hold_two_of_the_offices():
    with pytest.raises(CommandError, match="用户名已被使用"), transaction.atomic():
        found(audit_admin=["xitong", "甲"])
    assert not Organisation.objects.exists()


def break_glass(username, reason="安全管理员因故全部离岗"):
    told = StringIO()
    call_command("break_glass", username, reason=reason, base_url="https://x", stdout=told)
    return told.getvalue()


def test_the_glass_is_broken_for_one_day_on_record(time_machine):
    time_machine.move_to("2026-11-20 23:00+08:00", tick=False)
    root = organisation(name="云州市人民政府")
    bureau = organisation(parent=root)
    user = person(Role.PROVIDER, organisation=bureau)
    assert "https://x/signin/" in break_glass(user.username)
    user.forget_roles()
    assert user.organisation_ids(Role.SECURITY_ADMIN) == [root.pk, bureau.pk]
    held = user.memberships.get(role=Role.SECURITY_ADMIN)
    assert (held.starts_on, held.ends_on) == (date(2026, 11, 20), date(2026, 11, 21))
    event = AuditEvent.objects.get(action="accounts.user.break_glass")
    assert (event.subject_id, event.actor.username) == (str(user.pk), "console")
    assert event.reason == "安全管理员因故全部离岗"
    time_machine.shift(timedelta(hours=1))
    assert user.organisation_ids(Role.SECURITY_ADMIN) == []


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN, Role.AUDITOR])
def test_i_34_the_glass_does_not_join_two_of_the_three(role):
    town = city()
    with pytest.raises(CommandError, match="不得"):
        break_glass(town.people[role].username)
    assert not AuditEvent.objects.filter(action="accounts.user.break_glass").exists()


def test_a_reason_is_needed_and_the_person_known():
    with pytest.raises(CommandError, match="理由"):
        break_glass(person().username, reason="  ")
    with pytest.raises(CommandError, match="没有这个用户名"):
        break_glass("nobody")


def test_a_link_from_the_server():
    told = StringIO()
    user = person(Role.SECURITY_ADMIN)
    call_command("sign_in_link", user.username, base_url="https://x", stdout=told)
    assert told.getvalue().startswith("https://x/signin/")
    assert AuditEvent.objects.get(action="accounts.user.invite").actor.username == "console"


def test_there_is_no_superuser():
    with pytest.raises(CommandError, match="不设超级用户"):
        call_command("createsuperuser")
    user = person()
    user.is_superuser = True
    with pytest.raises(IntegrityError, match="user_is_never_superuser"), transaction.atomic():
        user.save()


def test_divisions_are_loaded_again_without_change():
    told = StringIO()
    call_command("load_regions", stdout=told)
    assert "3359" in told.getvalue()
