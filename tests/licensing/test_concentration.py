"""Shares, index and groups: what must hold whatever the counts are."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensing.concentration import MONOPOLY, grouped, index, shares, together

COUNTS = st.dictionaries(st.integers(0, 30), st.integers(0, 500), min_size=1, max_size=12)
TIES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=15)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [({1: 5}, 10_000), ({1: 5, 2: 5}, 5_000), ({1: 1, 2: 1, 3: 2}, 3_750), ({}, 0), ({1: 0}, 0)],
)
def test_the_index_by_hand(counts: dict[int, int], expected: int) -> None:
    assert index(counts) == expected


def test_shares_by_hand() -> None:
    assert shares({"a": 1, "b": 2}) == {"a": Decimal("33.3"), "b": Decimal("66.7")}
    assert shares({"a": 0}) == {"a": 0}


@given(COUNTS)
def test_the_index_lies_between_equal_parts_and_one_alone(counts: dict[int, int]) -> None:
    holders = sum(1 for count in counts.values() if count)
    found = index(counts)
    assert found <= MONOPOLY
    assert (found == MONOPOLY) <= (holders >= 1)
    assert found >= (MONOPOLY // holders if holders else 0)
    assert abs(sum(shares(counts).values()) - (100 if holders else 0)) <= Decimal("0.05") * len(
        counts
    )


@given(COUNTS, TIES)
def test_counting_together_loses_nothing_and_never_lowers_the_index(
    counts: dict[int, int], ties: list[tuple[int, int]]
) -> None:
    summed = together(counts, grouped(counts, ties))
    assert sum(summed.values()) == sum(counts.values())
    assert index(summed) >= index(counts)


@given(COUNTS, TIES)
def test_whoever_is_tied_is_one_whatever_the_order(
    counts: dict[int, int], ties: list[tuple[int, int]]
) -> None:
    def partition(order: list[tuple[int, int]]) -> set[frozenset[int]]:
        groups = grouped(counts, order)
        return {frozenset(m for m in groups if groups[m] == g) for g in groups.values()}

    assert partition(ties) == partition(list(reversed(ties)))
    for one, other in ties:
        if one in counts and other in counts:
            assert any({one, other} <= group for group in partition(ties))
