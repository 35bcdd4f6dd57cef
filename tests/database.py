"""The tests' database: rows that migrations put there survive a flush, and arranging is told to the trail."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection, transaction
from django.db.backends.postgresql.operations import DatabaseOperations

from governance.models import AuditEvent

KEPT = "kept_for_tests"  # the schema that holds what the migrations filled in
COLUMNS = """
    SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position)
    FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER'
"""
NUMBERED = """
    SELECT quote_ident(column_name), pg_get_serial_sequence(quote_ident(table_name), column_name)
    FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name = %s AND is_identity = 'YES'
"""
django_sql_flush = DatabaseOperations.sql_flush


def tell_the_trail() -> AuditEvent:
    """The event without which the database would refuse the rows that a test puts there itself."""
    factory = get_user_model().objects.service_account("factory")
    return AuditEvent.objects.record("tests.arrange", None, actor=factory)


@contextmanager
def arranging() -> Iterator[None]:
    """For tests that commit: everything inside is one transaction with its event."""
    with transaction.atomic():
        tell_the_trail()
        yield


@contextmanager
def past_the_triggers() -> Iterator[None]:
    """Rows that no step would leave behind, put there to see what else stands in their way."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        try:
            yield
        finally:
            cursor.execute("SET session_replication_role = origin")


def begin_with_what_migrations_filled_in() -> None:
    """In a new database copy it aside; one that is used again may hold what a killed run left: flush it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regnamespace(%s)", [KEPT])
        is_new = cursor.fetchone() == (None,)
    if is_new:
        keep_what_migrations_filled_in()
    else:
        call_command("flush", verbosity=0, interactive=False)


def keep_what_migrations_filled_in() -> None:
    """Copy it aside once; ``flush`` puts it back."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {KEPT}")
        for table in connection.introspection.django_table_names(only_existing=True):
            cursor.execute(f'SELECT EXISTS (SELECT 1 FROM "{table}")')
            if cursor.fetchone()[0]:
                cursor.execute(f'CREATE TABLE {KEPT}."{table}" AS TABLE public."{table}"')


def sql_flush(
    operations: DatabaseOperations, style: Any, tables: list[str], **options: Any
) -> list[str]:
    """Empty the tables with their guards off, fill in again what was kept, guards on."""
    statements = django_sql_flush(operations, style, tables, **options)
    off = [f'ALTER TABLE "{table}" DISABLE TRIGGER USER' for table in tables]
    on = [f'ALTER TABLE "{table}" ENABLE TRIGGER USER' for table in tables]
    return [*off, *statements, *refilling(tables), "SET CONSTRAINTS ALL IMMEDIATE", *on]


def refilling(tables: list[str]) -> Iterator[str]:
    """The statements that put the kept rows back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [KEPT])
        kept = {table for (table,) in cursor.fetchall()}
        for table in sorted(kept & set(tables)):
            cursor.execute(COLUMNS, [table])
            (columns,) = cursor.fetchone()
            yield f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM {KEPT}."{table}"'
            cursor.execute(NUMBERED, [table])
            for column, sequence in cursor.fetchall():
                # What comes next is numbered after what was put back.
                yield f"SELECT setval('{sequence}', (SELECT max({column}) FROM \"{table}\"))"
