# ruff: noqa: S608 -- put together from the statements of this file and what querysets compile to
"""The statements of a search: which rows are hits, in which order, which page, and how many."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

from catalog.models import DataResource
from catalog.querysets import RECENCY
from catalog.search import asking
from catalog.search.asking import PAGE_SIZE, Ask, Counts, Found, Total, Words
from catalog.search.by_words import Search
from catalog.search.facets import COUNTED, OF_CANDIDATES, conditions, cube
from catalog.search.running import rows_of, sorted_out
from catalog.search.showing import shown
from governance.search import runs

CURSOR = re.compile(r"([0-2][0-2])\.(\d{4})(\d{2})(\d{2})\.(\d{1,18})")
#: Without words there is nothing to keep aside: the newest come straight from their index.
NEWEST = """
p AS (
    SELECT 0 AS rank, v.recency, v.id FROM ({visible}) v {where} ORDER BY v.recency DESC, v.id DESC LIMIT %s
)"""
#: The page's rows travel with the counts, each as its own cursor.
ROWS = (
    "SELECT 'page', concat(lpad(rank::text, 2, '0'), '.', to_char(recency, 'YYYYMMDD')), id FROM p"
)
NO_ROWS = """
SELECT id, theme, provider_id, opening, formats, update_cycle, region_id, NULL::date AS recency
FROM catalog_dataresource WHERE FALSE"""


def find(visible: QuerySet[DataResource], ask: Ask, *, is_public: bool = False) -> Found:
    """The page of ``visible`` that answers ``ask``; raises a refusal for what no text can contain.

    ``is_public`` says that ``visible`` is what visitors see: the cube knows how many.
    """
    words = Words.of(ask)
    sql, bound = _compiled(visible, ask)
    page, counts = (
        _by_words(words, sql, bound, ask)
        if words
        else _newest(sql, bound, ask, from_cube=is_public)
    )
    ids = [pk for _place, pk in page[:PAGE_SIZE]]
    total = Total(_everything(counts), is_exact=words is None and is_public)
    return Found(
        resources=shown(ids),
        following="{}.{}".format(*page[PAGE_SIZE - 1]) if len(page) > PAGE_SIZE else "",
        total=total,
        counts=counts,
        terms=sorted({*runs(ask.text), *(words.also if words else ())}),
        also=words.also if words else [],
    )


def count(visible: QuerySet[DataResource], ask: Ask, *, is_public: bool = False) -> Total:
    """How many of ``visible`` answer ``ask``."""
    words = Words.of(ask)
    if words is None and is_public:
        return _exact(ask.filters)
    sql, bound = _compiled(visible, ask)
    hits = "JOIN catalog_resourcesearch s ON s.resource_id = v.id AND s.tsv @@ %s::tsquery"
    statement = f"SELECT count(*) FROM (SELECT 1 FROM ({sql}) v {hits if words else ''} LIMIT %s) c"
    parameters = [*bound, *([words.all_ways] if words else []), asking.CANDIDATES + 1]
    return Total(rows_of((statement, parameters))[0][0])


def _exact(filters: Mapping[str, Any]) -> Total:
    (cells, bound), figures = cube(filters)
    _page, counts = sorted_out(rows_of((f"WITH {cells} {figures}", bound)))
    return Total(_everything(counts), is_exact=True)


def _everything(counts: Counts) -> int:
    """The number of all, taken out of the counts of the facets."""
    return counts.pop("total", {}).get("", 0)


Answer = tuple[list[tuple[str, int]], Counts]


def _by_words(words: Words, sql: str, bound: tuple[Any, ...], ask: Ask) -> Answer:
    search = Search(words, sql, bound, _position(ask.after))
    page, counts = sorted_out(search.rows(_share(ask.filters)))
    return page[: PAGE_SIZE + 1], counts


def _share(filters: Mapping[str, Any]) -> float:
    """Which part of the public catalogue passes the filters, by the cube: it decides the way, never the answer."""
    if not filters:
        return 1.0
    passing, everything = (_exact(chosen).number for chosen in (filters, {}))
    return passing / everything if everything else 0.0


def _newest(sql: str, bound: tuple[Any, ...], ask: Ask, *, from_cube: bool) -> Answer:
    position = _position(ask.after)
    # The plain comparison of two columns can walk the index.
    where = "WHERE (v.recency, v.id) < (%s, %s)" if position else ""
    page = NEWEST.format(visible=sql, where=where)
    leafing = [*bound, *(position[1:] if position else ()), PAGE_SIZE + 1]
    if from_cube:
        (counted, counting), figures = cube(ask.filters)
    else:
        counted = f"c AS MATERIALIZED (SELECT v.* FROM ({sql}) v LIMIT %s)"
        counting, figures = [*bound, asking.CANDIDATES + 1], OF_CANDIDATES
    statement = f"WITH {page},\n{counted}\n{figures}\nUNION ALL {ROWS}"
    return sorted_out(rows_of((statement, [*leafing, *counting])))


def _compiled(visible: QuerySet[DataResource], ask: Ask) -> tuple[str, tuple[Any, ...]]:
    rows = visible.order_by().filter(**conditions(ask.filters))
    try:
        return rows.values("id", *COUNTED, recency=RECENCY).query.sql_with_params()
    except EmptyResultSet:
        return NO_ROWS, ()


def _position(cursor: str) -> tuple[int, date, int] | None:
    """Where a cursor stands; a cursor that nobody gave out leads to the first page."""
    found = CURSOR.fullmatch(cursor)
    if found is None:
        return None
    rank, year, month, day, pk = found.groups()
    try:
        return int(rank), date(int(year), int(month), int(day)), int(pk)
    except ValueError:
        return None
