"""A killed import: SIGKILL at a random moment, the command again, every record once (security.md, faults)."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection

from catalog.models import DataResource
from config.settings import BASE_DIR
from governance.models import AuditEvent, ImportBatch
from tests.database import arranging
from tests.factories.imports import clerk_of, json_file, record, written

ROWS = 4000


def database_url() -> str:
    """The tests' own database, for another process."""
    known = connection.settings_dict
    login = quote(known["USER"]) + (f":{quote(known['PASSWORD'])}" if known["PASSWORD"] else "")
    place = quote(str(known["HOST"]), safe="") + (f":{known['PORT']}" if known["PORT"] else "")
    return f"postgres://{login}@{place}/{quote(known['NAME'])}"


def importing(
    path: Path, provider: str, actor: str, tmp_path: Path, *more: str
) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "DATABASE_URL": database_url(),
        "PORTAL_VAR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PORTAL_DEBUG": "1",
    }
    command = [
        sys.executable,
        "manage.py",
        "import_catalogue",
        str(path),
        "--provider",
        provider,
        "--actor",
        actor,
        *more,
    ]
    return subprocess.Popen(
        command, cwd=BASE_DIR, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


def rows_so_far() -> int:
    return sum(
        batch.progress.rows_seen + batch.progress.cursor for batch in ImportBatch.objects.select_related("progress")
        if hasattr(batch, "progress")
    )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_a_killed_import_goes_on_exactly_once(tmp_path: Path) -> None:
    with arranging():
        clerk, place = clerk_of()
    path = written(tmp_path / "catalogue.json", json_file(*(record(n) for n in range(ROWS))))
    run: Any = importing(path, place.name, clerk.username, tmp_path)
    moment = random.randrange(1, ROWS * 2 - 1000)
    deadline = time.monotonic() + 120
    while run.poll() is None and rows_so_far() < moment and time.monotonic() < deadline:
        time.sleep(0.02)
    run.send_signal(signal.SIGKILL)
    run.communicate()
    assert (
        DataResource.objects.count()
        == AuditEvent.objects.filter(action="catalog.dataresource.add").count()
    )

    again = importing(path, place.name, clerk.username, tmp_path, "--resume")
    output = again.communicate()[0].decode()
    assert again.returncode == 0, output
    assert ImportBatch.objects.get().status == "done", output
    assert DataResource.objects.count() == ROWS
    assert AuditEvent.objects.filter(action="catalog.dataresource.add").count() == ROWS
    assert not DataResource.objects.exclude(version=1).exists()
