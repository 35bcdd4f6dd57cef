"""A migrated database from which each run copies its own: a hundred migrations are applied once, not once a worker."""

import ast
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

PREFIX = "migrated_"
DATA = frozenset({".csv", ".gz", ".json"})  # what the migrations fill in from
LOCK = 7_201_126  # one process builds, the others wait


def ensure_template() -> str:
    """The name of a database with every migration of this tree applied; built if there is none yet."""
    name = PREFIX + digest()
    with connection._nodb_cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")  # who waits here waits for a hundred migrations
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{PREFIX}%"])
        found = {found for (found,) in cursor.fetchall()}
        if name not in found:
            for old in found:  # of an earlier tree, or half-made by a run that was killed
                cursor.execute(f'DROP DATABASE "{old}"')
            cursor.execute(f'CREATE DATABASE "{PREFIX}unfinished"')
            migrate(f"{PREFIX}unfinished")
            cursor.execute(f'ALTER DATABASE "{PREFIX}unfinished" RENAME TO "{name}"')
    return name


def migrate(name: str) -> None:
    """Apply every migration to this database."""
    with connected_to(name):
        call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """The default connection leads to this database for a while, and is closed before and after."""
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual


def digest() -> str:
    """Of everything that decides what the migrations make: they, what they import, the data beside, the libraries."""
    made_of = hashlib.sha256(version("django").encode())
    for path in sorted(ingredients()):
        made_of.update(path.relative_to(settings.BASE_DIR).as_posix().encode())
        made_of.update(path.read_bytes())
    return made_of.hexdigest()[:16]


def ingredients() -> set[Path]:
    """The migrations of our apps, the modules of ours that they name, and the data files of the apps."""
    found = set()
    for folder in own_folders():
        migrations = set((folder / "migrations").glob("*.py"))
        found |= migrations
        found |= {module for migration in migrations for module in imported(migration)}
        found |= {path for path in folder.rglob("*") if path.suffix in DATA}
    return found


def imported(migration: Path) -> Iterator[Path]:
    """The files of our own modules that a migration imports."""
    ours = {folder.name for folder in own_folders()}
    for node in ast.walk(ast.parse(migration.read_text())):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for name in names:
            if name.partition(".")[0] in ours and (path := file_of(name)):
                yield path


def file_of(name: str) -> Path | None:
    """Where a module lies; nothing for a name inside a module."""
    try:
        spec = find_spec(name)
    except ModuleNotFoundError:
        return None
    return Path(spec.origin) if spec and spec.origin else None


def own_folders() -> list[Path]:
    """The folders of our own apps."""
    folders = [Path(app.path) for app in apps.get_app_configs()]
    return [folder for folder in folders if folder.parent == Path(settings.BASE_DIR)]
