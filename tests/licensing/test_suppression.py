"""Small counts stay secret, also from whoever subtracts what is open from the totals."""

from hypothesis import given
from hypothesis import strategies as st

from licensing.usage.suppression import is_safe, publish

SMALL = 10
COLUMNS = ("deliveries", "users", "free")
FIGURES = st.integers(0, 60)
ROWS = st.lists(
    st.fixed_dictionaries({"deliveries": FIGURES, "users": FIGURES, "free": FIGURES}), max_size=12
)


def is_small(row: dict[str, int]) -> bool:
    return any(0 < value < SMALL for value in row.values())


@given(ROWS)
def test_no_small_figure_is_shown_and_what_is_shown_is_true(rows: list[dict[str, int]]) -> None:
    table = publish(rows, COLUMNS, small=SMALL)
    for row, shown in zip(rows, table.rows, strict=True):
        if is_small(row):
            assert set(shown.values()) == {None}
        else:
            assert shown == row or set(shown.values()) == {None}


@given(ROWS)
def test_no_total_gives_a_hidden_figure_away(rows: list[dict[str, int]]) -> None:
    table = publish(rows, COLUMNS, small=SMALL)
    for column in COLUMNS:
        total = table.totals[column]
        if total is None:
            continue
        assert total == sum(row[column] for row in rows)
        rest = total - sum(shown[column] or 0 for shown in table.rows)
        held = [
            row[column]
            for row, shown in zip(rows, table.rows, strict=True)
            if shown[column] is None and row[column]
        ]
        if held:
            # Whoever knows the rest cannot say of any one of them that it is small, nor what it is.
            assert len(held) >= 2
            assert rest - (len(held) - 1) >= SMALL


@given(ROWS.filter(lambda rows: not any(is_small(row) for row in rows)))
def test_nothing_is_withheld_without_need(rows: list[dict[str, int]]) -> None:
    assert not publish(rows, COLUMNS, small=SMALL).hides


def test_one_small_row_takes_the_smallest_other_with_it() -> None:
    rows = [{"users": 3}, {"users": 50}, {"users": 20}]
    table = publish(rows, ("users",), small=SMALL)
    assert [row["users"] for row in table.rows] == [None, 50, None]
    assert table.totals["users"] == 73


def test_many_ones_do_not_hide_each_other() -> None:
    table = publish([{"users": 1}] * 12, ("users",), small=SMALL)
    assert table.totals["users"] is None


def test_a_lone_small_figure_takes_its_total_with_it() -> None:
    table = publish([{"users": 4}], ("users",), small=SMALL)
    assert table.totals == {"users": None}
    assert table.hides


def test_zeros_are_no_secret() -> None:
    assert is_safe([0, 0], SMALL)
    assert publish([{"users": 0}, {"users": 12}], ("users",), small=SMALL).totals == {"users": 12}
