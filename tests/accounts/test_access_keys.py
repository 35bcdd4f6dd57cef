"""Keys of the machine interface: made once, good for reporting alone, dead at once when anything behind them ends."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.html import escape

from accounts import workflow
from accounts.models import AccessKey, AccessKeyUse, Membership, Role, User
from governance import edits
from governance.clock import today
from governance.errors import NotPermitted, Refusal
from governance.models import AuditEvent
from tests.database import arranging
from tests.factories.people import organisation, person
from tests.factories.schemes import Parties, parties
from tests.factories.usage import draft_report

pytestmark = pytest.mark.django_db
REPORTS = "/api/v1/usage-reports/"


@pytest.fixture
def by() -> Parties:
    return parties()


def made(holder: Any, body: Any, **over: Any) -> tuple[AccessKey, str]:
    key = AccessKey(
        **{"name": "计费系统", "organisation": body, "ends_on": today() + timedelta(days=90)} | over
    )
    plain = key.issue(holder)
    edits.save(key, actor=holder)
    return key, plain


def answer(plain: str, address: str = REPORTS, **headers: str) -> Any:
    return Client().get(address, headers={"authorization": f"Bearer {plain}", **headers})


def test_a_machine_reads_and_files_what_its_holder_may(by: Parties) -> None:
    report = draft_report(by=by)
    stranger = draft_report(by=parties())
    _key, plain = made(by.seller, by.operator)
    found = answer(plain)
    assert found.status_code == 200
    numbers = [row["id"] for row in found.json()["results"]]
    assert report.pk in numbers
    assert stranger.pk not in numbers
    with time_machine.travel("2026-07-06 10:00+08:00", tick=False):
        sent = Client().post(
            f"{REPORTS}{report.pk}/submit/", {}, content_type="application/json",
            headers={"authorization": f"Bearer {plain}", "idempotency-key": "2026Q2"},
        )  # fmt: skip
    assert sent.status_code == 200, sent.content.decode()
    told = AuditEvent.objects.about(report).first()
    assert told.actor == by.seller
    assert f"接口密钥 {_key.prefix}" in told.actor_role


def test_only_the_fingerprint_is_kept_and_no_event_tells_the_key(by: Parties) -> None:
    key, plain = made(by.seller, by.operator)
    secret = plain.split("_", 2)[2]
    assert secret not in str(AccessKey.objects.filter(pk=key.pk).values())
    assert all(secret not in event.payload for event in AuditEvent.objects.about(key))


def broken(plain: str) -> list[str]:
    head, secret = plain.rsplit("_", 1)[0], plain.rsplit("_", 1)[-1]
    return [
        f"{head}_{secret[::-1]}",
        f"gsk_00000000_{secret}",
        "gsk",
        "",
        "x" * 5000,
        "gsk_\x00_y",
        secret,
    ]


def test_every_fault_gets_the_same_answer(by: Parties) -> None:
    _key, plain = made(by.seller, by.operator)
    for sent in broken(plain):
        found = answer(sent)
        assert (found.status_code, found["WWW-Authenticate"]) == (401, "Bearer")
        assert "接口密钥无效" in found.content.decode()


def revoke(key: AccessKey, by: Parties) -> None:
    workflow.revoke_key(key, actor=by.seller, reason="不再使用。")


def dismiss(key: AccessKey, by: Parties) -> None:
    with arranging():
        Membership.objects.filter(user=by.seller).update(ends_on=today() - timedelta(days=1))


def lock_out(key: AccessKey, by: Parties) -> None:
    with arranging():
        User.objects.filter(pk=by.seller.pk).update(is_active=False)


@pytest.mark.parametrize("end", [revoke, dismiss, lock_out])
def test_the_key_dies_with_what_stands_behind_it(by: Parties, end: Any) -> None:
    key, plain = made(by.seller, by.operator)
    assert answer(plain).status_code == 200
    end(key, by)
    assert answer(plain).status_code == 401


def test_the_key_ends_at_midnight(by: Parties) -> None:
    _key, plain = made(by.seller, by.operator, ends_on=today())
    assert answer(plain).status_code == 200
    with time_machine.travel(f"{today() + timedelta(days=1)} 00:00:01+08:00", tick=False):
        assert answer(plain).status_code == 401


@pytest.mark.parametrize(
    "address", ["/api/v1/licences/", "/api/v1/resources/", "/api/v1/products/"]
)
def test_the_key_opens_nothing_else(by: Parties, address: str) -> None:
    _key, plain = made(by.seller, by.operator)
    refused = answer(plain, address)
    assert refused.status_code == 403
    assert "只能用于报送使用情况" in refused.content.decode()


def test_the_site_does_not_know_keys(by: Parties) -> None:
    _key, plain = made(by.seller, by.operator)
    assert answer(plain, "/admin/").status_code == 302


def test_nobody_makes_a_key_for_another_body_or_person(by: Parties) -> None:
    for holder, body in ((by.seller, parties().operator), (by.drafter, by.implementing_body)):
        with pytest.raises(NotPermitted):
            made(holder, body)
    other = AccessKey(name="x", organisation=by.operator, ends_on=today())
    other.issue(by.drafter)
    with pytest.raises(NotPermitted):
        edits.save(other, actor=by.seller)


@pytest.mark.parametrize("days", [-1, 400])
def test_a_key_ends_within_a_year(by: Parties, days: int) -> None:
    with pytest.raises(Refusal, match="有效期应在今天至"):
        made(by.seller, by.operator, ends_on=today() + timedelta(days=days))


def test_the_security_administrator_revokes_and_the_rival_does_not_see(by: Parties) -> None:
    key, plain = made(by.seller, by.operator)
    rival, guard = parties().seller, person(Role.SECURITY_ADMIN, organisation=by.operator)
    assert not AccessKey.objects.visible_to(rival).exists()
    with pytest.raises(NotPermitted):
        workflow.revoke_key(key, actor=rival, reason="越权。")
    workflow.revoke_key(key, actor=guard, reason="疑似泄露。")
    assert answer(plain).status_code == 401


def test_the_database_brings_no_key_back_and_changes_none(by: Parties) -> None:
    key, _plain = made(by.seller, by.operator)
    revoke(key, by)
    for change in (
        {"status": "active"},
        {"digest": "0" * 64},
        {"ends_on": today() + timedelta(days=300)},
    ):
        with pytest.raises(IntegrityError, match="公数"), transaction.atomic():
            AccessKey._base_manager.filter(pk=key.pk).update(**change)


def test_use_is_noted_once_a_day(by: Parties) -> None:
    key, plain = made(by.seller, by.operator)
    for _each in range(3):
        answer(plain)
    assert AccessKeyUse.objects.get(key=key).last_used_on == today()


def test_wrong_keys_are_bounded_and_the_right_one_is_not(by: Parties) -> None:
    _key, plain = made(by.seller, by.operator)
    told = [answer("gsk_00000000_x").content.decode() for _each in range(12)]
    assert "尝试次数过多" in told[-1]
    assert answer(plain).status_code == 200


def test_the_page_shows_the_key_once(by: Parties) -> None:
    client = Client()
    client.force_login(by.seller, backend="governance.backends.PolicyBackend")
    typed = {
        "name": "计费系统每日上报", "organisation": by.operator.pk, "ends_on": today() + timedelta(days=30), "_key": "",
    }  # fmt: skip
    shown = client.post("/admin/accounts/accesskey/add/", typed)
    page = shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    key = AccessKey.objects.get()
    plain = page.partition("Bearer ")[2].partition("<")[0]
    assert plain.startswith(f"gsk_{key.prefix}_")
    assert answer(plain).status_code == 200
    for address in (f"/admin/accounts/accesskey/{key.pk}/change/", "/admin/accounts/accesskey/"):
        again = client.get(address).content.decode()
        assert escape(key.prefix) in again
        assert plain not in again


def test_another_body_is_not_among_the_choices(by: Parties) -> None:
    with arranging():
        other = organisation(name="别家公司")
    client = Client()
    client.force_login(by.seller, backend="governance.backends.PolicyBackend")
    page = client.get("/admin/accounts/accesskey/add/").content.decode()
    assert by.operator.name in page
    assert other.name not in page
