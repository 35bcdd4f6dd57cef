"""How a search reaches the database: one round trip, and never longer than two seconds."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext_lazy as _
from psycopg.errors import QueryCanceled

from catalog.search.asking import Counts
from governance.errors import Refusal

TIMEOUT_MS = 2_000
#: So that the places of a million hits are kept exactly, and no row has to be read again to be sure.
WORK_MEM = "32MB"
Row = tuple[Any, ...]
Statement = tuple[str, Sequence[Any]]


class SearchTooSlow(Refusal):
    """The statement timeout struck: nobody waits longer, whatever was typed."""

    http_status = 503
    code = "search_too_slow"


def rows_of(statement: Statement, *, limit: int = 0) -> list[Row]:
    """The rows of one statement, within the time limit (in milliseconds)."""
    sql, parameters = statement
    bounds = (
        f"SET LOCAL statement_timeout = {limit or TIMEOUT_MS}; SET LOCAL work_mem = '{WORK_MEM}'"
    )
    with _said_in_words():
        if connection.in_atomic_block:
            # Inside somebody's transaction the limit is taken back, and a cancelled statement leaves it usable.
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(bounds)
                cursor.execute(sql, parameters)
                found = cursor.fetchall()
                cursor.execute(
                    "SET LOCAL statement_timeout TO DEFAULT; SET LOCAL work_mem TO DEFAULT"
                )
                return found
        with connection.cursor() as cursor:
            # Statements in one message are one transaction: the limit ends with them.
            cursor.execute(f"{bounds}; {sql}", parameters)
            cursor.nextset()
            cursor.nextset()
            return cursor.fetchall()


@contextmanager
def _said_in_words() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        if not isinstance(error.__cause__, QueryCanceled):
            raise
        raise SearchTooSlow(
            _("这次搜索涉及的数据太多，没有在2秒内完成。请增加一个词或者一个筛选条件后再搜索。")
        ) from error


def sorted_out(rows: list[Row]) -> tuple[list[tuple[str, int]], Counts]:
    """The page's places and keys in order, and the counts by facet and value."""
    counts: Counts = defaultdict(dict)
    page: list[tuple[str, int]] = []
    for kind, value, number in rows:
        if kind == "page":
            page.append((value, int(number)))
        elif kind == "total" or (value and number):
            counts[kind][value or ""] = int(number)
    # The order of a union is nobody's promise; place and key say it again.
    return sorted(page, key=lambda row: (row[0], row[1]), reverse=True), counts
