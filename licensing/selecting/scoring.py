"""How scores become a ranking: pure arithmetic (27号 第四条、第十二条); no database, no clock."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Criterion:
    """One thing that is scored, and up to how many points."""

    key: int
    weight: int


@dataclass(frozen=True)
class Entrant:
    """One candidate with the points of every judge: judge → criterion → points."""

    key: int
    received_at: datetime
    points: Mapping[int, Mapping[int, Decimal]]


@dataclass(frozen=True)
class Placed:
    """The place of one candidate."""

    key: int
    total: Decimal
    rank: int


def adds_up(weights: Iterable[int]) -> bool:
    """Whether the weights share out one hundred points."""
    return sum(weights) == 100


def total(points: Mapping[int, Mapping[int, Decimal]]) -> Decimal:
    """The mean of the judges' sums, to the hundredth, half up."""
    if not points:
        return Decimal("0.00")
    sums = [sum(by_criterion.values(), Decimal(0)) for by_criterion in points.values()]
    return (sum(sums, Decimal(0)) / len(sums)).quantize(CENT, ROUND_HALF_UP)


def mean_for(entrant: Entrant, criterion: Criterion) -> Decimal:
    """The mean for one criterion, unrounded: what breaks a tie is not rounded into another one."""
    given = [
        by_criterion.get(criterion.key, Decimal(0)) for by_criterion in entrant.points.values()
    ]
    return sum(given, Decimal(0)) / len(given) if given else Decimal(0)


def ranking(
    entrants: Sequence[Entrant], criteria: Sequence[Criterion], *, heaviest_first: bool
) -> list[Placed]:
    """Best first. Ties: the heaviest criterion where the notice says so, then who applied first."""
    heaviest = max(criteria, key=lambda each: (each.weight, -each.key), default=None)

    def order(entrant: Entrant) -> tuple[Decimal, Decimal, datetime, int]:
        tie = mean_for(entrant, heaviest) if heaviest is not None and heaviest_first else Decimal(0)
        return (-total(entrant.points), -tie, entrant.received_at, entrant.key)

    ordered = sorted(entrants, key=order)
    return [
        Placed(each.key, total(each.points), rank) for rank, each in enumerate(ordered, start=1)
    ]
