"""Frozen content of records: plain values, and what differs between two of them, in words."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Model

from governance.canonical import plain
from governance.words import field_label, field_value

Difference = dict[str, str]


def plain_value(row: Any, name: str) -> Any:
    """A field as a plain value; a related record by its name."""
    field = row._meta.get_field(name)
    if not field.is_relation:
        return plain(field.value_from_object(row))
    related = getattr(row, name)
    return "" if related is None else str(getattr(related, "name", related))


def field_differences(
    model: type[Model], before: Mapping[str, Any], after: Mapping[str, Any], of: str = ""
) -> Iterator[Difference]:
    """Field by field what differs, labels and values in words; ``key`` only finds the row."""
    for name in dict.fromkeys((*after, *before)):
        if name == "key" or before.get(name) == after.get(name):
            continue
        yield {
            "label": f"{of}{field_label(model, name)}",
            "before": field_value(model, name, before.get(name)),
            "after": field_value(model, name, after.get(name)),
        }
