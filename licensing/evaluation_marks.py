"""The arithmetic of an evaluation: weighted totals and grades; no database, no clock."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

HUNDREDTH = Decimal("0.01")
FULL = Decimal(100)
#: From this difference on, two evaluations of one year must say why they differ.
NOTABLE = Decimal(10)


def rounded(number: Decimal) -> Decimal:
    """Half up to a hundredth."""
    return number.quantize(HUNDREDTH, ROUND_HALF_UP)


def share(part: int, whole: int) -> Decimal:
    """How much of the whole, out of a hundred; everything where nothing was owed."""
    return rounded(FULL * part / whole) if whole else FULL


def towards(number: Decimal, target: Decimal) -> Decimal:
    """How far a number is on its way to a target, out of a hundred and never more."""
    return min(FULL, rounded(FULL * number / target)) if target > 0 else FULL


def less(occurrences: int, each: Decimal) -> Decimal:
    """A hundred less so much for each occurrence, and never below nothing."""
    return max(Decimal(0), rounded(FULL - each * occurrences))


def total(scores: Iterable[tuple[Decimal, Decimal]]) -> Decimal:
    """The sum of weight × score, the weights out of a hundred; rounded once, at the end."""
    return rounded(sum((weight * score for weight, score in scores), Decimal(0)) / FULL)


def grade(points: Decimal, *, excellent: Decimal, good: Decimal, passing: Decimal) -> str:
    """The word for a total by its thresholds; a threshold belongs to the better word."""
    if points >= excellent:
        return "excellent"
    if points >= good:
        return "good"
    return "pass" if points >= passing else "fail"


def is_far_apart(one: Decimal | None, other: Decimal | None) -> bool:
    """Whether two totals differ so much that somebody must say why."""
    return one is not None and other is not None and abs(one - other) >= NOTABLE
