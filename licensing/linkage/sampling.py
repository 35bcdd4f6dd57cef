"""Counting samples by SQL: loaded by COPY into temporary tables, joined where they meet, never kept, never shown.

The first sample holds the records. Each further one adds its columns to those records that match exactly one of its own
rows in every common column; where several or none match, nothing can be attributed to the record.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from licensing.anonymity import Summary, summary

# Columns are numbered, so that no name of the file ever stands in a statement.
LOADED = "linkage_loaded_{}"
CELLS = "linkage_cells"
#: A hundred thousand rows to join and the classes of a million fit in it, so that nothing is written to disk.
MEMORY = "96MB"
TABLES = (
    "SELECT relname FROM pg_class WHERE relnamespace = pg_my_temp_schema() "
    "AND relkind = 'r' AND relname LIKE 'linkage%'"
)


@dataclass(frozen=True)
class Loaded:
    """A temporary table (or the question that joins several) and the concept of each of its columns."""

    table: str
    concepts: tuple[str, ...]
    rows: int

    def column(self, concept: str) -> str:
        """The column that holds the concept."""
        return f"c{self.concepts.index(concept)}"


def _run(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.rowcount)


def forget() -> None:
    """Drop what an earlier counting left in this connection."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(name)}")
        cursor.execute("RESET work_mem")


def load(number: int, concepts: Sequence[str], rows: Iterable[Sequence[str]]) -> Loaded:
    """COPY the chosen cells of a sample; an empty cell is nothing."""
    _run(f"SET work_mem = '{MEMORY}'")
    table = LOADED.format(number)
    named = ", ".join(f"c{place} text" for place in range(len(concepts)))
    _run(f"CREATE TEMPORARY TABLE {table} ({named})")
    count = 0
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} FROM STDIN") as target,
    ):
        for row in rows:
            target.write_row([cell or None for cell in row])
            count += 1
    _run(f"ANALYZE {table}")
    return Loaded(table, tuple(concepts), count)


def chosen(rows: Iterable[Sequence[str]], places: Sequence[int]) -> Iterator[list[str]]:
    """The cells at some places of each row, trimmed; a short row has nothing there."""
    for row in rows:
        if any(row):
            yield [
                row[place].strip().replace("\x00", "") if place < len(row) else ""
                for place in places
            ]


def merge(records: Loaded, other: Loaded) -> Loaded:
    """The records with what exactly one row of the other sample adds to each: a question, asked when counted."""
    shared = [each for each in other.concepts if each in records.concepts]
    added = [each for each in other.concepts if each not in records.concepts]
    if not shared or not added:
        return records
    old = [f"one.c{n}" for n in range(len(records.concepts))]
    new = [
        f"two.{other.column(each)} AS c{n}"
        for n, each in enumerate(added, start=len(records.concepts))
    ]
    question = (
        f"(SELECT {', '.join([*old, *new])} FROM {records.table} AS one "  # noqa: S608 - numbered names
        f"LEFT JOIN {_single_rows(other, shared, added)} AS two ON {_met(records, other, shared)})"
    )
    return Loaded(question, (*records.concepts, *added), records.rows)


def _single_rows(other: Loaded, shared: Sequence[str], added: Sequence[str] = ()) -> str:
    """The rows that are alone in their common columns; where one of these is empty, a row meets nobody."""
    keys = ", ".join(other.column(each) for each in shared)
    known = " AND ".join(f"{other.column(each)} IS NOT NULL" for each in shared)
    gained = (f"min({other.column(each)}) AS {other.column(each)}" for each in added)
    return (
        f"(SELECT {', '.join([keys, *gained])} FROM {other.table} AS rows WHERE {known} "  # noqa: S608 - numbered names
        f"GROUP BY {keys} HAVING count(*) = 1)"
    )


def _met(records: Loaded, other: Loaded, shared: Sequence[str]) -> str:
    return " AND ".join(f"one.{records.column(e)} = two.{other.column(e)}" for e in shared)


def condense(records: Loaded, concepts: Sequence[str]) -> Loaded:
    """The finest classes with their sizes: every coarser combination is counted from these."""
    columns = ", ".join(f"{records.column(each)} AS c{n}" for n, each in enumerate(concepts))
    places = ", ".join(str(n + 1) for n in range(len(concepts)))
    rows = _run(
        f"CREATE TEMPORARY TABLE {CELLS} AS SELECT {columns}, count(*) AS size "  # noqa: S608 - numbered names
        f"FROM {records.table} AS records GROUP BY {places}"
    )
    return Loaded(CELLS, tuple(concepts), rows)


def count(cells: Loaded, concepts: Sequence[str]) -> Summary:
    """How large the classes of a combination are, and how many of each size."""
    columns = ", ".join(cells.column(each) for each in concepts)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT size, count(*) FROM (SELECT sum(size)::bigint AS size FROM {cells.table} GROUP BY {columns}) "  # noqa: S608 - numbered names
            "AS classes GROUP BY size"
        )
        sizes: dict[int, int] = dict(cursor.fetchall())
    return summary(concepts, sizes)


def linked(records: Loaded, other: Loaded) -> dict[str, Any]:
    """How many records meet exactly one row of the other sample, by which columns."""
    shared = [each for each in other.concepts if each in records.concepts]
    if not shared:
        return {"shared": [], "rows": records.rows, "linked": 0}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM {records.table} AS one JOIN {_single_rows(other, shared)} AS two "  # noqa: S608 - numbered names
            f"ON {_met(records, other, shared)}"
        )
        (number,) = cursor.fetchone()
    return {"shared": shared, "rows": records.rows, "linked": number}
