"""The score: 0 to 100, its parts, and the cheapest next fix. Plain values in, a dataclass out."""

from dataclasses import dataclass
from datetime import date

from catalog.quality.checks import CHECKS, Check, Dimension, turning_points
from catalog.quality.facts import Facts
from catalog.quality.fixes import FIXES, Fix

DIMENSION_POINTS: dict[Dimension, int] = {
    dimension: sum(check.points for check in CHECKS if check.dimension == dimension)
    for dimension in Dimension
}


@dataclass(frozen=True)
class Result:
    """One check and what it earned."""

    check: Check
    earned: int

    @property
    def is_full(self) -> bool:
        """Whether nothing is left to gain here."""
        return self.earned == self.check.points


@dataclass(frozen=True)
class Score:
    """What an entry is worth on a day, why, and what to do first."""

    results: tuple[Result, ...]
    fixes: tuple[Fix, ...]
    #: The last day on which this holds if nobody touches the entry; ``None``: as long as that.
    holds_until: date | None

    @property
    def total(self) -> int:
        """Out of 100."""
        return sum(each.earned for each in self.results)

    def of(self, dimension: str) -> int:
        """The points of one of the four aims."""
        return sum(each.earned for each in self.results if each.check.dimension == dimension)

    @property
    def cheapest(self) -> Fix | None:
        """What to do next: the most points for the least work."""
        return self.fixes[0] if self.fixes else None


def score(facts: Facts, on: date) -> Score:
    """The score of an entry as of a day."""
    results = tuple(Result(check, check.earned(facts, on)) for check in CHECKS)
    later = [day for day in turning_points(facts) if day >= on]
    return Score(
        results, _fixes(facts, on, sum(each.earned for each in results)), min(later, default=None)
    )


def _fixes(facts: Facts, on: date, present: int) -> tuple[Fix, ...]:
    """Every fix that gains something, the cheapest first; equal ones in the order of the table."""
    tried = (
        Fix(key, _total(apply(facts, on), on) - present, minutes, field)
        for key, minutes, field, apply in FIXES
    )
    return tuple(sorted((each for each in tried if each.gain > 0), key=lambda each: -each.worth))


def _total(facts: Facts, on: date) -> int:
    return sum(check.earned(facts, on) for check in CHECKS)
