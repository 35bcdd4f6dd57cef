"""How far revenue went from what was allowed, and what follows from it (65号 四)."""

from dataclasses import dataclass
from decimal import Decimal

from pricing.guidance.figures import EXACT, ROUNDING, ZERO, GuidanceError, money

RATIO = Decimal("0.000001")
DEVIATION_LIMIT = Decimal("0.10")


def carry_over_deduction(*, allowed: Decimal, actual: Decimal) -> Decimal:
    """What the last cycle took above its allowance comes off the next one (65号 四)."""
    return max(ZERO, EXACT.subtract(money("actual", actual), money("allowed", allowed)))


@dataclass(frozen=True)
class Deviation:
    """How far a year's revenue lies from the allowed one; the sign is kept for the reader."""

    amount: Decimal
    ratio: Decimal
    revises_cap: bool


def deviation(*, allowed: Decimal, actual: Decimal) -> Deviation:
    """Above 10 % either way the cap is revised, otherwise the price is adjusted (65号 四; I-17)."""
    if money("allowed", allowed) == ZERO:
        raise GuidanceError("allowed", "zero")
    amount = EXACT.subtract(money("actual", actual), allowed)
    ratio = ROUNDING.divide(amount, allowed).quantize(RATIO, context=ROUNDING)
    # Judged on the exact sums: a ratio rounded to 10.0000 % may well lie above the limit.
    return Deviation(amount, ratio, abs(amount) > EXACT.multiply(allowed, DEVIATION_LIMIT))
