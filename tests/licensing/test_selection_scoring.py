"""The arithmetic of a ranking: means, rounding and ties, for any points that judges may give."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from licensing.selecting.scoring import Criterion, Entrant, adds_up, ranking, total

CRITERIA = [Criterion(1, 60), Criterion(2, 40)]
FIRST = datetime(2026, 4, 2, 9, tzinfo=UTC)
points = st.decimals(min_value=0, max_value=40, places=2)
sheets = st.lists(st.tuples(points, points), min_size=1, max_size=5)


def entrant(key: int, given_points: list[tuple[Decimal, Decimal]], minutes: int = 0) -> Entrant:
    by_judge = {judge: {1: one, 2: two} for judge, (one, two) in enumerate(given_points)}
    return Entrant(key, FIRST + timedelta(minutes=minutes), by_judge)


def test_the_mean_is_rounded_half_up() -> None:
    assert total({1: {1: Decimal("80.00")}, 2: {1: Decimal("80.01")}}) == Decimal("80.01")
    assert total(
        {1: {1: Decimal("80.00")}, 2: {1: Decimal("80.00")}, 3: {1: Decimal("80.01")}}
    ) == Decimal("80.00")
    assert total({}) == Decimal("0.00")


@given(st.lists(sheets, min_size=1, max_size=6))
def test_ranks_are_one_to_n_and_never_against_the_totals(
    all_sheets: list[list[tuple[Decimal, Decimal]]],
) -> None:
    entrants = [entrant(key, sheet, minutes=key) for key, sheet in enumerate(all_sheets)]
    placed = ranking(entrants, CRITERIA, heaviest_first=True)
    assert [each.rank for each in placed] == list(range(1, len(entrants) + 1))
    assert sorted(each.key for each in placed) == list(range(len(entrants)))
    totals = [each.total for each in placed]
    assert totals == sorted(totals, reverse=True)


@given(st.lists(sheets, min_size=2, max_size=6), st.randoms())
def test_the_order_in_which_candidates_are_read_changes_nothing(all_sheets, random) -> None:  # type: ignore[no-untyped-def]
    entrants = [entrant(key, sheet, minutes=key) for key, sheet in enumerate(all_sheets)]
    shuffled = list(entrants)
    random.shuffle(shuffled)
    for rule in (True, False):
        assert ranking(entrants, CRITERIA, heaviest_first=rule) == ranking(
            shuffled, CRITERIA, heaviest_first=rule
        )


def test_a_tie_goes_to_the_heaviest_criterion_where_the_notice_says_so() -> None:
    early = entrant(1, [(Decimal(30), Decimal(40))])
    strong = entrant(2, [(Decimal(40), Decimal(30))], minutes=5)
    by_criterion = ranking([early, strong], CRITERIA, heaviest_first=True)
    by_time = ranking([early, strong], CRITERIA, heaviest_first=False)
    assert [each.key for each in by_criterion] == [2, 1]
    assert [each.key for each in by_time] == [1, 2]


@given(st.lists(st.integers(min_value=1, max_value=100), max_size=8))
def test_weights_share_out_one_hundred(weights: list[int]) -> None:
    assert adds_up(weights) is (sum(weights) == 100)
