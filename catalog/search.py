"""Finding resources: title hits first, then text hits, the newest first; the same way for everyone.

Who may see what is not decided here: the caller hands over the rows that the person may see. Two statements answer a
page, whatever its size; counts and facets look at ten thousand candidates at most and say so.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import OperationalError, connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from psycopg.errors import QueryCanceled

from catalog.models import DataResource
from governance.errors import Refusal
from governance.search import query, runs

PAGE_SIZE = 20
#: Beyond this many hits nobody counts on.
CANDIDATES = 10_000
TIMEOUT_MS = 2_000
CURSOR = re.compile(r"([01])\.(\d{4})(\d{2})(\d{2})\.(\d{1,18})")

#: Facet → the column it filters.
FACETS = {
    "theme": "theme",
    "provider": "provider_id",
    "opening": "opening",
    "format": "formats",
    "cycle": "update_cycle",
}
HITS = """
WITH m AS MATERIALIZED (
    SELECT resource_id, recency, resource_id IN (
        SELECT resource_id FROM catalog_resourcesearch WHERE tsv @@ %s::tsquery
    ) AS titled FROM catalog_resourcesearch WHERE tsv @@ %s::tsquery
)"""
ALL = "WITH m AS (SELECT resource_id, recency, FALSE AS titled FROM catalog_resourcesearch)"
PAGE = """
SELECT m.titled, m.recency, m.resource_id FROM m JOIN ({visible}) v ON v.id = m.resource_id
{where} ORDER BY {titled} m.recency DESC, m.resource_id DESC LIMIT %s"""
COUNTS = """
, c AS MATERIALIZED (SELECT v.* FROM m JOIN ({visible}) v ON v.id = m.resource_id LIMIT %s)
SELECT 'total', NULL, count(*) FROM c
UNION ALL SELECT 'theme', theme, count(*) FROM c GROUP BY theme
UNION ALL SELECT 'provider', provider_id::text, count(*) FROM c GROUP BY provider_id
UNION ALL SELECT 'opening', opening, count(*) FROM c GROUP BY opening
UNION ALL SELECT 'cycle', update_cycle, count(*) FROM c GROUP BY update_cycle
UNION ALL SELECT 'format', f, count(*) FROM c, unnest(formats) f GROUP BY f"""


NO_ROWS = """
SELECT id, theme, provider_id, opening, formats, update_cycle FROM catalog_dataresource WHERE FALSE"""


class SearchTooSlow(Refusal):
    """The statement timeout struck: nobody waits longer, whatever was typed."""

    http_status = 503
    code = "search_too_slow"


@dataclass(frozen=True)
class Ask:
    """What somebody looks for; ``after`` is where the page before ended."""

    text: str = ""
    filters: Mapping[str, Any] | None = None
    after: str = ""


@dataclass(frozen=True)
class Total:
    """How many were found, honestly: exactly, or more than anybody counted."""

    number: int

    @property
    def is_capped(self) -> bool:
        """Whether there are more than were counted."""
        return self.number > CANDIDATES

    def __str__(self) -> str:
        return str(
            _("超过 1 万项") if self.is_capped else _("%(n)s 项") % {"n": f"{self.number:,}"}
        )


@dataclass(frozen=True)
class Found:
    """One page of results, the way on, and the counts of the whole."""

    resources: list[DataResource]
    following: str
    total: Total
    counts: dict[str, dict[str, int]]
    terms: list[str]


def find(visible: QuerySet[DataResource], ask: Ask) -> Found:
    """The page of ``visible`` that answers ``ask``; raises a refusal for what no text can contain."""
    rows = _filtered(visible, ask.filters or {})
    with _time_limit():
        page = _run(*_page_statement(rows, ask))
        counts = _counts(rows, ask.text)
    ids = [pk for _titled, _recency, pk in page[:PAGE_SIZE]]
    stored = DataResource.objects.filter(pk__in=ids).select_related("provider").in_bulk()
    following = _cursor(page[PAGE_SIZE - 1]) if len(page) > PAGE_SIZE else ""
    total = Total(counts.pop("total")[""])
    # A row withdrawn between the two statements is no longer there to be shown.
    found = [stored[pk] for pk in ids if pk in stored]
    return Found(found, following, total, counts, sorted(set(runs(ask.text))))


def count(visible: QuerySet[DataResource], ask: Ask) -> Total:
    """How many of ``visible`` answer ``ask``."""
    with _time_limit():
        counts = _counts(_filtered(visible, ask.filters or {}), ask.text)
    return Total(counts["total"][""])


def _filtered(
    visible: QuerySet[DataResource], filters: Mapping[str, Any]
) -> QuerySet[DataResource]:
    rows = visible.order_by()
    for name, value in filters.items():
        lookup = "formats__contains" if name == "format" else FACETS[name]
        rows = rows.filter(**{lookup: [value] if name == "format" else value})
    return rows.values("id", *FACETS.values())


def _compiled(rows: QuerySet[DataResource]) -> tuple[str, tuple[Any, ...]]:
    try:
        return rows.query.sql_with_params()
    except EmptyResultSet:
        return NO_ROWS, ()


def _matches(text: str) -> tuple[str, list[Any]]:
    lexemes = query(text)
    return (HITS, [query(text, in_title=True), lexemes]) if lexemes else (ALL, [])


def _page_statement(rows: QuerySet[DataResource], ask: Ask) -> tuple[str, list[Any]]:
    visible, bound = _compiled(rows)
    matches, parameters = _matches(ask.text)
    is_text = matches is HITS
    where, after = _beyond(ask.after, is_text=is_text)
    statement = PAGE.format(
        visible=visible, where=where, titled="m.titled DESC," if is_text else ""
    )
    return matches + statement, [*parameters, *bound, *after, PAGE_SIZE + 1]


def _beyond(cursor: str, *, is_text: bool) -> tuple[str, tuple[Any, ...]]:
    position = _position(cursor)
    if position is None:
        return "", ()
    if is_text:
        return "WHERE (m.titled, m.recency, m.resource_id) < (%s, %s, %s)", position
    # The plain comparison of two columns can walk the index.
    return "WHERE (m.recency, m.resource_id) < (%s, %s)", position[1:]


def _counts(rows: QuerySet[DataResource], text: str) -> dict[str, dict[str, int]]:
    visible, bound = _compiled(rows)
    matches, parameters = _matches(text)
    statement = matches + COUNTS.format(visible=visible)
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for facet, value, number in _run(statement, [*parameters, *bound, CANDIDATES + 1]):
        if value or facet == "total":
            counts[facet][value or ""] = number
    return counts


def _run(statement: str, parameters: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


@contextmanager
def _time_limit() -> Iterator[None]:
    """A transaction whose statements stop after two seconds."""
    try:
        with transaction.atomic():
            _run_silently(f"SET LOCAL statement_timeout = {TIMEOUT_MS}")
            yield
            _run_silently("SET LOCAL statement_timeout TO DEFAULT")
    except OperationalError as error:
        if not isinstance(error.__cause__, QueryCanceled):
            raise
        raise SearchTooSlow(
            _("这次搜索涉及的数据太多，没有在2秒内完成。请增加一个词或者一个筛选条件后再搜索。")
        ) from error


def _run_silently(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _cursor(row: tuple[bool, date, int]) -> str:
    titled, recency, pk = row
    return f"{int(titled)}.{recency:%Y%m%d}.{pk}"


def _position(cursor: str) -> tuple[bool, date, int] | None:
    """Where a cursor stands; a cursor that nobody gave out leads to the first page."""
    found = CURSOR.fullmatch(cursor)
    if found is None:
        return None
    titled, year, month, day, pk = found.groups()
    try:
        return titled == "1", date(int(year), int(month), int(day)), int(pk)
    except ValueError:
        return None
