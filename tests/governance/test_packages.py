"""The auditor's package: made in the background, checked offline and against the trail (审计法 34–35)."""

import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.models import Role, User
from governance import clock, edits
from governance.errors import NotPermitted
from governance.models import AuditEvent, AuditPackage
from governance.packages import make_package
from governance.proofs import write_package
from governance.verification import EVENTS_CSV, EVENTS_JSONL, MANIFEST, main, verify
from tests.factories.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor() -> User:
    return person(Role.AUDITOR, name="孔正言")


@pytest.fixture
def package(tmp_path: Path, auditor: User) -> Path:
    for number in range(3):
        AuditEvent.objects.record("x.y.z", None, actor=auditor, reason=f"=第{number}次")
    path = tmp_path / "audit.zip"
    write_package(path, AuditEvent.objects.all(), about={}, made_at=clock.now())
    return path


def rewritten(path: Path, name: str, change: Any) -> Path:
    """The package with one of its files changed, the others as they were."""
    with zipfile.ZipFile(path) as old:
        files = {each: old.read(each) for each in old.namelist()}
    files[name] = change(files[name])
    with zipfile.ZipFile(path, "w") as new:
        for each, content in files.items():
            new.writestr(each, content)
    return path


def test_an_untouched_package_is_intact(package: Path) -> None:
    report = verify(str(package))
    assert report.is_intact
    assert report.events == AuditEvent.objects.count()


def test_a_changed_event_is_found_even_where_the_manifest_was_adapted(package: Path) -> None:
    def change(content: bytes) -> bytes:
        return content.replace("第1次".encode(), "第9次".encode())

    rewritten(package, EVENTS_JSONL, change)
    faults = verify(str(package)).faults
    assert any("SHA-256 与清单不符" in fault for fault in faults)
    assert any("内容与其哈希不符" in fault for fault in faults)


def test_a_missing_event_is_found(package: Path) -> None:
    rewritten(package, EVENTS_JSONL, lambda content: content.split(b"\n", 1)[1])
    assert any("条" in fault for fault in verify(str(package)).faults)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", "不是压缩包".encode()])
def test_what_is_no_package_is_told_not_raised(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    assert "无法读取" in verify(str(path)).faults[0]
    assert main([str(path)]) == 1


def test_a_manifest_of_another_shape_is_told_not_raised(package: Path) -> None:
    rewritten(package, MANIFEST, lambda content: b"[]")
    assert not verify(str(package)).is_intact


def test_spreadsheets_find_no_formula_in_the_csv(package: Path) -> None:
    with zipfile.ZipFile(package) as opened:
        text = opened.read(EVENTS_CSV).decode("utf-8-sig")
    assert ",=第" not in text
    assert "=第1次" in text


def test_the_command_compares_with_the_trail(package: Path, capsys: Any) -> None:
    call_command("verify_audit", str(package))
    assert "完整" in capsys.readouterr().out
    with zipfile.ZipFile(package) as opened:
        lines = [json.loads(line) for line in opened.read(EVENTS_JSONL).splitlines()]
    assert [line["id"] for line in lines] == sorted(line["id"] for line in lines)


def test_the_worker_makes_what_the_auditor_asked_for(auditor: User, tmp_path: Path) -> None:
    asked = AuditPackage(starts_on=clock.today(), ends_on=clock.today(), purpose="专项审计")
    edits.save(asked, actor=auditor)
    make_package.call(asked.pk)
    asked.refresh_from_db()
    assert asked.status == AuditPackage.Status.READY
    path = tmp_path / "kept.zip"
    path.write_bytes(asked.file.file.read())
    assert verify(str(path)).events == asked.total > 0
    client = Client()
    client.force_login(auditor, backend="governance.backends.PolicyBackend")
    answer = client.get(f"/files/governance.auditpackage/{asked.pk}/file/")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert AuditEvent.objects.filter(action="governance.auditpackage.download").count() == 1


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.AUTHORITY, Role.SECURITY_ADMIN])
def test_nobody_else_asks_for_the_trail(role: str) -> None:
    asked = AuditPackage(starts_on=date(2026, 1, 1), ends_on=date(2026, 1, 2), purpose="好奇")
    with pytest.raises(NotPermitted):
        edits.save(asked, actor=person(role))


def test_a_hidden_file_and_an_absent_one_give_the_same_answer(
    auditor: User, client: Client
) -> None:
    asked = AuditPackage(starts_on=clock.today(), ends_on=clock.today(), purpose="专项审计")
    edits.save(asked, actor=auditor)
    hidden = client.get(f"/files/governance.auditpackage/{asked.pk}/file/")
    absent = client.get("/files/governance.auditpackage/999999/file/")
    wrong = client.get(f"/files/governance.auditpackage/{asked.pk}/created_by/")
    assert {answer.status_code for answer in (hidden, absent, wrong)} == {404}
    assert hidden.content == absent.content
