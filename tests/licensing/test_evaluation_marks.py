"""The arithmetic of evaluations: exact, half up, within its bounds whatever is put in."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensing import evaluation_marks

POINTS = st.decimals(0, 100, places=2)


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([("100", "0")], "0.00"),
        ([("50", "99.99"), ("50", "100")], "100.00"),  # 99.995 rounds up
        ([("33.33", "10"), ("66.67", "20")], "16.67"),
        ([("30", "100"), ("20", "50"), ("50", "61.11")], "70.56"),
    ],
)
def test_totals_are_rounded_once_half_up(scores: list[tuple[str, str]], expected: str) -> None:
    assert evaluation_marks.total((Decimal(w), Decimal(s)) for w, s in scores) == Decimal(expected)


@given(st.lists(POINTS, min_size=1, max_size=10))
def test_a_total_lies_between_the_worst_and_the_best_score(scores: list[Decimal]) -> None:
    weight = Decimal(100) / len(scores)
    total = evaluation_marks.total((weight, score) for score in scores)
    assert (
        min(scores) - evaluation_marks.HUNDREDTH
        <= total
        <= max(scores) + evaluation_marks.HUNDREDTH
    )


@pytest.mark.parametrize(
    ("points", "word"),
    [("90", "excellent"), ("89.99", "good"), ("75", "good"), ("60", "pass"), ("59.99", "fail")],
)
def test_a_threshold_belongs_to_the_better_word(points: str, word: str) -> None:
    terms = {"excellent": Decimal(90), "good": Decimal(75), "passing": Decimal(60)}
    assert evaluation_marks.grade(Decimal(points), **terms) == word


@given(st.integers(0, 500), st.integers(0, 500), st.decimals(0, 50, places=2))
def test_every_measure_stays_out_of_a_hundred(part: int, more: int, each: Decimal) -> None:
    for score in (
        evaluation_marks.share(part, part + more),
        evaluation_marks.towards(Decimal(part), each),
        evaluation_marks.less(part, each),
    ):
        assert 0 <= score <= 100


def test_nothing_owed_is_everything_kept() -> None:
    assert evaluation_marks.share(0, 0) == 100
    assert evaluation_marks.share(1, 3) == Decimal("33.33")
    assert evaluation_marks.less(3, Decimal(20)) == 40
