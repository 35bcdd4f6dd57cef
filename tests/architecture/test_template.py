"""The migrated database from which test databases are copied is built anew whenever its making changes."""

import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests import template

NEEDED = (
    "governance/migrations/0001_initial.py",
    "governance/seeds.py",
    "governance/guards.py",
    "catalog/code_tables.py",
    "governance/data/workdays.csv",
    "accounts/data/regions.csv.gz",
    "licensing/data/identifier_words.csv",
)


@pytest.mark.parametrize("path", NEEDED)
def test_what_the_migrations_are_made_of_counts(path: str) -> None:
    assert Path(settings.BASE_DIR) / path in template.ingredients()


def test_another_content_gives_another_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: pytest.FixtureRequest
) -> None:
    migration = tmp_path / "0001_initial.py"
    migration.write_text("first")
    monkeypatch.setattr(settings, "BASE_DIR", tmp_path)
    monkeypatch.setattr(template, "ingredients", lambda: {migration})
    first = template.digest()
    migration.write_text("second")
    assert template.digest() != first


@pytest.mark.django_db(transaction=True)
def test_a_worker_waits_for_the_one_that_builds_however_long_it_takes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    options = {**connection.settings_dict["OPTIONS"], "options": "-c statement_timeout=100"}
    name = template.digest()
    monkeypatch.setattr(template, "digest", lambda: name)
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", options)
    with connection._nodb_cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("SELECT pg_advisory_lock(%s)", [template.LOCK])
        release = threading.Timer(
            0.5, cursor.execute, ["SELECT pg_advisory_unlock(%s)", [template.LOCK]]
        )
        release.start()
        assert template.ensure_template() == template.PREFIX + name
        release.join()
