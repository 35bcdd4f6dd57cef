"""A row as plain values, and the difference between two states of it."""

from typing import Any

from django.db.models import Model

from governance.canonical import plain

Changes = dict[str, list[Any]]

# Bookkeeping that would make every change look like three.
UNTOLD = frozenset({"version", "updated_at", "created_at"})


def snapshot(instance: Model) -> dict[str, Any]:
    """The stored fields of a row by name, as JSON values; a model may name ``untold`` ones (a password's hash)."""
    secret: frozenset[str] = getattr(instance, "untold", frozenset())
    return {
        field.name: plain(field.value_from_object(instance))
        for field in instance._meta.concrete_fields
        if field.name not in UNTOLD | secret and not field.generated
    }


def difference(before: dict[str, Any], after: dict[str, Any]) -> Changes:
    """Field → [before, after] for the fields that differ."""
    return {
        name: [before.get(name), value]
        for name, value in after.items()
        if before.get(name) != value
    }
