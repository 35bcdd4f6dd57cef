"""k-anonymity: the pure arithmetic against counting by hand, and what SQL counts against both."""

from collections import Counter
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from licensing import anonymity
from licensing.anonymity import STEPS, Summary, lattice, sizes_of, summary
from licensing.linkage import sampling
from licensing.linkage.sampling import Loaded

CELL = st.sampled_from(["", "甲", "乙", "丙"])
RECORDS = st.lists(st.tuples(CELL, CELL, CELL), max_size=40)


def by_hand(records: list[tuple[str, ...]]) -> dict[str, Any]:
    """Record by record, without any shortcut."""
    alike = [sum(other == record for other in records) for record in records]
    return {
        "rows": len(records),
        "classes": len(set(records)),
        "least": min(alike, default=0),
        "unique": sum(number == 1 for number in alike),
        "below": sum(number < 5 for number in alike),
    }


@given(RECORDS)
def test_the_summary_is_what_counting_by_hand_finds(records: list[tuple[str, ...]]) -> None:
    found = summary(("a", "b", "c"), sizes_of(records))
    assert {name: getattr(found, name) for name in by_hand(records)} == by_hand(records)
    assert sum(found.histogram) == len(records)
    assert Summary.from_json(found.as_json()) == found


@given(RECORDS)
def test_fewer_columns_never_make_anybody_easier_to_find(records: list[tuple[str, ...]]) -> None:
    whole = summary("abc", sizes_of(records))
    for kept in ([0], [1], [0, 1], [1, 2]):
        part = summary(kept, sizes_of([[record[n] for n in kept] for record in records]))  # type: ignore[arg-type]
        assert part.least >= whole.least
        assert part.unique <= whole.unique


@pytest.mark.parametrize(
    ("least", "share", "beyond"),
    [(4, "0", True), (5, "0", False), (5, "1", False), (5, "1.0001", True), (None, None, False)],
)
def test_the_bounds(least: int | None, share: str | None, beyond: bool) -> None:
    assert anonymity.is_beyond(least, None if share is None else Decimal(share)) is beyond


@given(st.integers(1, 1000))
def test_every_size_has_its_step(size: int) -> None:
    first, last = STEPS[anonymity.step_of(size)]
    assert first <= size
    assert last is None or size <= last


def test_nothing_counted_is_beyond_no_bound() -> None:
    assert not summary(("a",), {}).is_beyond
    assert summary(("a",), {}).unique_share == 0


@given(st.integers(0, 7))
def test_the_lattice_has_every_combination_once_and_the_whole_first(width: int) -> None:
    columns = tuple("abcdefg"[:width])
    found = list(lattice(columns))
    assert len(found) == len(set(found))
    assert found[:1] == ([columns] if columns else [])
    narrow = {each for n in range(1, 5) for each in combinations(columns, n)}
    assert set(found) == narrow | ({columns} if columns else set())


# What SQL counts


def loaded(number: int, concepts: tuple[str, ...], rows: list[tuple[str, ...]]) -> Loaded:
    return sampling.load(number, concepts, rows)


def naive_merge(
    records: list[tuple[str, ...]], other: list[tuple[str, ...]]
) -> list[tuple[str, ...]]:
    """(key, x) with the y of the one row (key, y) that the other sample has for the key, if it is one."""
    number = Counter(key for key, _y in other if key)
    adds = {key: y for key, y in other if number[key] == 1}
    return [(key, x, adds.get(key, "")) for key, x in records]


@pytest.mark.django_db
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(CELL, CELL), max_size=25), st.lists(st.tuples(CELL, CELL), max_size=12))
def test_sql_joins_and_counts_as_by_hand(
    records: list[tuple[str, ...]], other: list[tuple[str, ...]]
) -> None:
    sampling.forget()
    first = loaded(0, ("地区", "性别"), records)
    second = loaded(1, ("地区", "职业"), other)
    merged = sampling.merge(first, second)
    concepts = ("地区", "性别", "职业")
    cells = sampling.condense(merged, concepts)
    naive = naive_merge(records, other)
    for chosen in lattice(concepts):
        places = [concepts.index(each) for each in chosen]
        wanted = summary(chosen, sizes_of([[row[n] for n in places] for row in naive]))
        assert sampling.count(cells, chosen) == wanted
    number = Counter(key for key, _y in other if key)
    assert sampling.linked(first, second)["linked"] == sum(number[key] == 1 for key, _x in records)
    sampling.forget()


@pytest.mark.django_db
def test_samples_without_a_common_column_are_not_joined() -> None:
    first = loaded(0, ("地区",), [("甲",)])
    second = loaded(1, ("职业",), [("乙",)])
    assert sampling.merge(first, second) == first
    assert sampling.linked(first, second) == {"shared": [], "rows": 1, "linked": 0}
    sampling.forget()


def test_cells_are_trimmed_and_short_rows_have_nothing() -> None:
    rows = [[" 甲 ", "x", "乙\x00"], ["丙"], [], ["", ""]]
    assert list(sampling.chosen(rows, [0, 2])) == [["甲", "乙"], ["丙", ""]]
