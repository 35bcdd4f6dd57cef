"""How the tables of a disclosure are read out."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import template

register = template.Library()


@register.filter
def cells(row: dict[str, Any], columns: Iterable[dict[str, str]]) -> Iterator[tuple[str, Any]]:
    """The cells of a row in the order of the columns, each with its heading; a dash where there is nothing."""
    for column in columns:
        value = row.get(column["key"])
        yield column["label"], "–" if value in (None, "") else value
