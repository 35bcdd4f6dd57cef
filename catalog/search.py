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

#: What a hit shows; everything else of a resource stays in the table.
SHOWN = (
    "name", "abstract", "theme", "formats", "opening", "update_cycle", "update_cycle_text", "data_updated_on",
    "provider__name", "provider__short_name",
)  # fmt: skip
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
#: Without words there is nothing to keep aside: the newest come straight from their index.
ALL = """
WITH m AS NOT MATERIALIZED (SELECT resource_id, recency, FALSE AS titled FROM catalog_resourcesearch)"""
MATCHING = "m JOIN ({visible}) v ON v.id = m.resource_id"
PAGE = """,
p AS (
    SELECT m.titled, m.recency, m.resource_id FROM {matching}
    {where} ORDER BY {titled} m.recency DESC, m.resource_id DESC LIMIT %s
)"""
COUNTS = """,
c AS MATERIALIZED (SELECT v.* FROM {candidates} LIMIT %s)
SELECT 'total', NULL, count(*) FROM c
UNION ALL SELECT 'theme', theme, count(*) FROM c GROUP BY theme
UNION ALL SELECT 'provider', provider_id::text, count(*) FROM c GROUP BY provider_id
UNION ALL SELECT 'opening', opening, count(*) FROM c GROUP BY opening
UNION ALL SELECT 'cycle', update_cycle, count(*) FROM c GROUP BY update_cycle
UNION ALL SELECT 'format', f, count(*) FROM c, unnest(formats) f GROUP BY f"""
#: The page's rows travel with the counts, each as its own cursor.
ROWS = """
UNION ALL SELECT 'page', concat(titled::int, '.', to_char(recency, 'YYYYMMDD')), resource_id FROM p"""
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
    page, counts = _answer(*_page_statement(rows, ask))
    ids = [pk for _place, pk in page[:PAGE_SIZE]]
    stored = DataResource.objects.select_related("provider").only(*SHOWN).in_bulk(ids)
    following = "{}.{}".format(*page[PAGE_SIZE - 1]) if len(page) > PAGE_SIZE else ""
    total = Total(counts.pop("total")[""])
    # A row withdrawn between the two statements is no longer there to be shown.
    found = [stored[pk] for pk in ids if pk in stored]
    return Found(found, following, total, counts, sorted(set(runs(ask.text))))


def count(visible: QuerySet[DataResource], ask: Ask) -> Total:
    """How many of ``visible`` answer ``ask``."""
    rows = _filtered(visible, ask.filters or {})
    matches, parameters = _matches(ask.text)
    sql, bound = _compiled(rows)
    statement = matches + COUNTS.format(candidates=_candidates(matches, sql))
    _page, counts = _answer(statement, [*parameters, *bound, CANDIDATES + 1])
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
    sql, bound = _compiled(rows)
    matches, parameters = _matches(ask.text)
    is_text = matches is HITS
    where, after = _beyond(ask.after, is_text=is_text)
    order = "m.titled DESC," if is_text else ""
    page = PAGE.format(matching=MATCHING.format(visible=sql), where=where, titled=order)
    statement = matches + page + COUNTS.format(candidates=_candidates(matches, sql)) + ROWS
    return statement, [*parameters, *bound, *after, PAGE_SIZE + 1, *bound, CANDIDATES + 1]


def _candidates(matches: str, visible: str) -> str:
    """Where no words ask for anything, everything visible is a candidate: no join."""
    return MATCHING.format(visible=visible) if matches is HITS else f"({visible}) v"


def _beyond(cursor: str, *, is_text: bool) -> tuple[str, tuple[Any, ...]]:
    position = _position(cursor)
    if position is None:
        return "", ()
    if is_text:
        return "WHERE (m.titled, m.recency, m.resource_id) < (%s, %s, %s)", position
    # The plain comparison of two columns can walk the index.
    return "WHERE (m.recency, m.resource_id) < (%s, %s)", position[1:]


def _answer(
    statement: str, parameters: list[Any]
) -> tuple[list[tuple[str, int]], dict[str, dict[str, int]]]:
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    page: list[tuple[str, int]] = []
    with _time_limit(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        for kind, value, number in cursor.fetchall():
            if kind == "page":
                page.append((value, number))
            elif value or kind == "total":
                counts[kind][value or ""] = number
    # The order of a union is nobody's promise; place and key say it again.
    return sorted(page, reverse=True), counts


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
