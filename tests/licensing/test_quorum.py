"""Quorum and majority: laws that hold for any meeting, and the sums at their edges."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensing.quorum import Quorum, Share, Tally
from tests.architecture import rules
from tests.architecture.source import ROOT, tree_of

sizes = st.integers(min_value=0, max_value=40)
shares = st.builds(
    lambda part, more, strict: Share(part, part + more, strict),
    st.integers(1, 9), st.integers(0, 9), st.booleans(),
)  # fmt: skip
quorums = st.builds(Quorum, shares, shares, st.integers(2, 5), st.booleans())
tallies = st.builds(
    lambda recused, absent, agreed, opposed, abstained: Tally(
        recused + absent + agreed + opposed + abstained, recused, agreed + opposed + abstained, agreed, opposed,
        abstained,
    ),
    sizes, sizes, sizes, sizes, sizes,
)  # fmt: skip


@given(quorums, tallies)
def test_nothing_passes_without_a_quorum(quorum: Quorum, tally: Tally) -> None:
    assert quorum.is_quorate(tally) or not quorum.is_carried(tally)


@given(quorums, tallies, st.integers(1, 9))
def test_the_recused_count_nowhere(quorum: Quorum, tally: Tally, more: int) -> None:
    aside = Tally(
        tally.listed + more, tally.recused + more, tally.present, tally.in_favour, tally.against, tally.abstained
    )  # fmt: skip
    assert quorum.is_quorate(aside) == quorum.is_quorate(tally)
    assert quorum.is_carried(aside) == quorum.is_carried(tally)


@given(quorums, tallies)
def test_a_vote_turned_from_against_to_for_never_hurts(quorum: Quorum, tally: Tally) -> None:
    if tally.against:
        turned = Tally(
            tally.listed, tally.recused, tally.present, tally.in_favour + 1, tally.against - 1, tally.abstained
        )  # fmt: skip
        assert quorum.is_carried(turned) >= quorum.is_carried(tally)


@given(quorums, tallies)
def test_one_more_who_stays_away_never_helps(quorum: Quorum, tally: Tally) -> None:
    emptier = Tally(
        tally.listed + 1, tally.recused, tally.present, tally.in_favour, tally.against, tally.abstained
    )  # fmt: skip
    assert quorum.is_carried(emptier) <= quorum.is_carried(tally)


@given(tallies)
def test_entitled_are_the_present_and_the_absent(tally: Tally) -> None:
    assert tally.entitled == tally.present + tally.absent
    assert tally.present == tally.in_favour + tally.against + tally.abstained


@pytest.mark.parametrize(
    ("part", "whole", "is_strict", "is_met"),
    [(6, 9, False, True), (6, 9, True, False), (5, 9, False, False), (0, 0, False, False), (7, 9, True, True)],
)  # fmt: skip
def test_two_thirds_reached_and_exceeded(
    part: int, whole: int, is_strict: bool, is_met: bool
) -> None:
    assert Share(2, 3, is_strict).is_met(part, whole) is is_met


@pytest.mark.parametrize(
    ("agreed", "opposed", "absent", "of_present", "is_carried"),
    [
        (5, 4, 0, False, True),
        (4, 4, 0, False, False),
        (4, 3, 1, False, False),
        (4, 3, 1, True, True),
        (2, 0, 1, True, False),
    ],
)
def test_half_is_no_majority_and_the_base_matters(
    agreed: int, opposed: int, absent: int, of_present: bool, is_carried: bool
) -> None:
    quorum = Quorum(Share(2, 3), Share(1, 2, is_strict=True), 3, of_present)
    present = agreed + opposed
    assert quorum.is_carried(Tally(present + absent, 0, present, agreed, opposed, 0)) is is_carried


def test_the_arithmetic_of_votes_is_pure() -> None:
    assert not rules.impure(tree_of(ROOT / "licensing" / "quorum.py"))
