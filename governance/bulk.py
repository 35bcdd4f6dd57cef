"""Many rows at once by COPY: several times faster than INSERT, with the same defaults, constraints and triggers."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

from django.db import connection, models
from django.db.models.expressions import DatabaseDefault

TEXTS = frozenset({models.CharField, models.TextField})
NUMBERS = frozenset({models.BigAutoField, models.BooleanField, models.PositiveIntegerField})


def copy_in(instances: Sequence[models.Model]) -> None:
    """Insert new instances of one model; each gets its primary key. Raises Django's own database errors."""
    if not instances:
        return
    model = type(instances[0])
    number_rows(instances)
    fields = [
        field
        for field in model._meta.concrete_fields
        if not field.generated
        and not isinstance(getattr(instances[0], field.attname), DatabaseDefault)
    ]
    quoted = connection.ops.quote_name
    values = [_value_of(field) for field in fields]
    columns = ", ".join(quoted(str(field.column)) for field in fields)
    statement = f"COPY {quoted(model._meta.db_table)} ({columns}) FROM STDIN"
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(statement) as rows,
    ):
        for instance in instances:
            rows.write_row([value(instance) for value in values])
    for instance in instances:
        instance._state.adding = False
        instance._state.db = connection.alias


def _value_of(field: models.Field[Any, Any]) -> Callable[[models.Model], Any]:
    """How the field's value is stored; texts and whole numbers, which are most of a row, go the short way."""
    if type(field) in TEXTS:
        return lambda instance: _text(getattr(instance, field.attname))
    if type(field) in NUMBERS:
        return attrgetter(field.attname)
    return lambda instance: field.get_db_prep_save(field.pre_save(instance, add=True), connection)


def _text(value: Any) -> str | None:
    return value if value is None or type(value) is str else str(value)


def number_rows(instances: Sequence[models.Model]) -> None:
    """Take primary keys from the table's own sequence, in one query; what has one keeps it."""
    unnumbered = [instance for instance in instances if instance.pk is None]
    if not unnumbered:
        return
    meta = type(instances[0])._meta
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [meta.db_table, meta.pk.column, len(unnumbered)],
        )
        for instance, (number,) in zip(unnumbered, cursor.fetchall(), strict=True):
            instance.pk = number
