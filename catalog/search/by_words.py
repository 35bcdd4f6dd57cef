# ruff: noqa: S608 -- put together from the statements of this file and what querysets compile to
"""Pages of a search by words: two ways to the same rows, for words that few or that very many resources hold.

Few hits are kept aside, sorted and joined. Of very many only the page is wanted: their index is walked in order until
it is full, and counting stops at the bound; where that turns out slow (words and filters that exclude each other),
the first way answers after all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from typing import Any

from django.db import connection

from catalog.search import asking
from catalog.search.asking import PAGE_SIZE, Words
from catalog.search.facets import OF_CANDIDATES
from catalog.search.running import TIMEOUT_MS, Row, SearchTooSlow, Statement, rows_of
from governance.search import TITLE, wanted

FULL = PAGE_SIZE + 1
#: From so many expected hits on, walking costs less than keeping them aside.
MANY = 5_000
#: Pairs of a query whose frequency is asked for.
MOST_PAIRS = 4
#: How long a walk may take before the other way is tried.
WALK_MS = 1_000
#: What a title hit, and a hit in the text, add to the score; hits by sound alone add nothing.
TITLED, LITERAL = 20, 10
HITS = "SELECT resource_id, recency, score FROM catalog_resourcesearch WHERE tsv @@ %s::tsquery"
NEXT = "ORDER BY t.rank DESC, t.recency DESC, t.resource_id DESC LIMIT %s"
IN_WORDS = f"""
+ {LITERAL} * (resource_id IN (SELECT resource_id FROM catalog_resourcesearch WHERE tsv @@ %s::tsquery))::int"""
#: Rows of a materialised part are read only as far as they are asked for.
KEPT = f"""
t AS MATERIALIZED (SELECT resource_id, recency, {TITLED} + score AS rank FROM ({HITS}) AS s),
m AS MATERIALIZED ({HITS}),
titled AS (
    SELECT t.rank, t.recency, v.id FROM t JOIN ({{visible}}) v ON v.id = t.resource_id {{where}} {NEXT}
),
rest AS (
    SELECT score {{literal}} AS rank, recency, resource_id FROM m
    WHERE (SELECT count(*) FROM titled) < {FULL} AND resource_id NOT IN (SELECT resource_id FROM t)
),
other AS (
    SELECT t.rank, t.recency, v.id FROM rest t JOIN ({{visible}}) v ON v.id = t.resource_id {{where}} {NEXT}
),
c AS MATERIALIZED (SELECT v.* FROM m JOIN ({{visible}}) v ON v.id = m.resource_id LIMIT %s)"""
#: ``OFFSET 0`` is a fence: the index gives its rows in order, each is asked for the words, then for its resource.
WALKED = """
{name} AS (
    SELECT {tier} + s.score AS rank, s.recency, s.resource_id AS id
    FROM (SELECT * FROM catalog_resourcesearch s {where}
          ORDER BY s.score DESC, s.recency DESC, s.resource_id DESC OFFSET 0) s
    CROSS JOIN LATERAL (SELECT 1 FROM ({visible}) v WHERE v.id = s.resource_id OFFSET 0) v
    WHERE s.tsv @@ %s::tsquery {gate} ORDER BY s.score DESC, s.recency DESC, s.resource_id DESC LIMIT %s
)"""
TITLED_KEPT = f"""
titled AS (
    SELECT t.rank, t.recency, v.id
    FROM (SELECT {TITLED} + score AS rank, recency, resource_id FROM ({HITS} OFFSET 0) s) t
    JOIN ({{visible}}) v ON v.id = t.resource_id {{where}} {NEXT}
)"""
COUNTED = f"""
c AS MATERIALIZED (
    SELECT v.* FROM ({HITS} OFFSET 0) m
    CROSS JOIN LATERAL (SELECT v.* FROM ({{visible}}) v WHERE v.id = m.resource_id OFFSET 0) v LIMIT %s
)"""
#: The same from the other side: where the filters leave less than the words do, each row is asked for the words.
COUNTED_ROWS = """
c AS MATERIALIZED (
    SELECT v.* FROM ({visible} OFFSET 0) v
    CROSS JOIN LATERAL (
        SELECT 1 FROM catalog_resourcesearch s WHERE s.resource_id = v.id AND s.tsv @@ %s::tsquery OFFSET 0
    ) s LIMIT %s
)"""
#: The page's rows travel with the counts, each as its own cursor.
ROWS = """
UNION ALL SELECT 'page', concat(lpad(rank::text, 2, '0'), '.', to_char(recency, 'YYYYMMDD')), id
FROM (SELECT * FROM titled UNION ALL SELECT * FROM other) p"""

Position = tuple[int, date, int] | None


@dataclass(frozen=True)
class Search:
    """The words, the rows that may be shown as SQL with its parameters, and where the page before ended."""

    words: Words
    visible: str
    bound: Sequence[Any]
    position: Position

    def rows(self, share: float) -> list[Row]:
        """Page and counts; ``share`` of all resources pass the filters."""
        titles, everything, of_all = expected(self.words)
        if share * everything < MANY or self.words.has_sounds:
            return rows_of(self.kept())
        walks_titles, asks_rows = share * titles >= MANY, share * of_all < everything
        try:
            walk = self.walked(walks_titles=walks_titles, asks_rows=asks_rows)
            return rows_of(walk, limit=WALK_MS)
        except SearchTooSlow:
            return rows_of(self.kept(), limit=TIMEOUT_MS)

    def kept(self) -> Statement:
        """Every hit aside, then sorted: for few."""
        where = "WHERE (t.rank, t.recency, t.resource_id) < (%s, %s, %s)" if self.position else ""
        sounds = self.words.has_sounds
        sql = KEPT.format(
            visible=self.visible, where=where, literal=IN_WORDS if sounds else f"+ {LITERAL}"
        )
        page = [*self.bound, *(self.position or ()), FULL]
        parameters = [
            *(self.words.title, self.words.all_ways), *page, *([self.words.literal] if sounds else []), *page,
            *self.bound, asking.CANDIDATES + 1,
        ]  # fmt: skip
        return f"WITH {sql}{OF_CANDIDATES}{ROWS}", parameters

    def walked(self, *, walks_titles: bool, asks_rows: bool = False) -> Statement:
        """The index in order until the page is full: for very many."""
        titled, bound = self._walk("titled", TITLED) if walks_titles else self._titles_kept()
        gate = f"AND (SELECT count(*) FROM titled) < {FULL} AND NOT s.tsv @@ %s::tsquery"
        other, others = self._walk("other", LITERAL, gate, [self.words.title])
        counted = (COUNTED_ROWS if asks_rows else COUNTED).format(visible=self.visible)
        asked = (
            [*self.bound, self.words.all_ways] if asks_rows else [self.words.all_ways, *self.bound]
        )
        counting = [*asked, asking.CANDIDATES + 1]
        return f"WITH {titled},{other},{counted}{OF_CANDIDATES}{ROWS}", [*bound, *others, *counting]

    def _walk(
        self, name: str, tier: int, gate: str = "", gating: Sequence[Any] = ()
    ) -> tuple[str, list[Any]]:
        words = self.words.title if tier == TITLED else self.words.all_ways
        where, after = self._beyond(tier)
        sql = WALKED.format(name=name, tier=tier, visible=self.visible, where=where, gate=gate)
        return sql, [*after, *self.bound, words, *gating, FULL]

    def _beyond(self, tier: int) -> tuple[str, list[Any]]:
        """What of a tier comes after the position: all of a lower one, nothing of a higher one."""
        if self.position is None or self.position[0] >= tier + LITERAL:
            return "", []
        if self.position[0] < tier:
            return "WHERE FALSE", []
        rank, recency, pk = self.position
        return "WHERE (s.score, s.recency, s.resource_id) < (%s, %s, %s)", [
            rank - tier,
            recency,
            pk,
        ]

    def _titles_kept(self) -> tuple[str, list[Any]]:
        where = "WHERE (t.rank, t.recency, t.resource_id) < (%s, %s, %s)" if self.position else ""
        sql = TITLED_KEPT.format(visible=self.visible, where=where)
        return sql, [self.words.title, *self.bound, *(self.position or ()), FULL]


def expected(words: Words) -> tuple[float, float, float]:
    """How many title hits and hits to expect of how many rows, by the database's statistics: told without looking.

    The planner multiplies the frequencies of pairs that stand in the same words, and so expects too few; the rarest
    pair alone expects too many. The truth lies between them.
    """
    asked = [words.title, words.all_ways]
    pairs = wanted(words.text)[:MOST_PAIRS]
    each = [*(f"'{TITLE}{pair[1:]}" for pair in pairs), *pairs]
    hits = "SELECT FROM catalog_resourcesearch WHERE tsv @@ %s::tsquery"
    with connection.cursor() as cursor:
        every = "SELECT FROM catalog_resourcesearch"
        statement = " UNION ALL ".join([every, *([hits] * (2 + len(each)))])
        # A cursor is never planned in parallel, which would divide the figures among workers.
        explain = f"EXPLAIN (FORMAT JSON) DECLARE expected CURSOR FOR {statement}"
        cursor.execute(explain, [*asked, *each])
        plans = [plan["Plan Rows"] for plan in cursor.fetchone()[0][0]["Plan"]["Plans"]]
    of_all, titles, everything, *single = plans
    half = len(pairs)
    return (
        sqrt(titles * min(single[:half], default=titles)),
        sqrt(everything * min(single[half:], default=everything)),
        of_all,
    )
