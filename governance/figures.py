"""The city's figures below the inbox: each is a count of visible rows and a link to exactly these rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Count, QuerySet, Value
from django.utils.functional import Promise

Rows = Callable[[Any, date], QuerySet[Any]]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """What is counted, for whom, and where the rows can be seen."""

    key: str
    label: str | Promise
    unit: str | Promise
    rows: Rows
    #: The list in the shared site (a URL name) and the filter that shows the counted rows.
    view: str
    query: str = ""


_figures: dict[str, Figure] = {}


def register(figure: Figure) -> Figure:
    """Show the figure on the home of the shared site."""
    if figure.key in _figures:
        raise ValueError(f"{figure.key} is registered twice")
    _figures[figure.key] = figure
    return figure


def figures() -> Iterable[Figure]:
    """All figures in the order of their registration."""
    return _figures.values()


def counted(queries: Iterable[tuple[str, QuerySet[Any]]]) -> dict[str, int]:
    """Many counts in one statement."""
    parts = [
        rows.order_by()
        .annotate(counted_as=Value(key, output_field=CharField()))
        .values("counted_as")
        .annotate(number=Count("pk", distinct=True))
        .values_list("counted_as", "number")
        for key, rows in queries
    ]
    if not parts:
        return {}
    return dict(parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0])
