"""What was taken above the allowance comes off again: at once, or over several cycles if it is large (65号 四)."""

from dataclasses import dataclass
from decimal import Decimal

from pricing.guidance.deviations import carry_over_deduction
from pricing.guidance.figures import (
    EXACT,
    ONE,
    VERSION,
    ZERO,
    GuidanceError,
    Step,
    checked,
    money,
    shares,
)

SMOOTHED_ABOVE = Decimal("0.10")  # of the next cycle's base; 65号 says only "if large"
MOST_CYCLES = 5


@dataclass(frozen=True)
class Clawback:
    """The excess of a cycle and what of it comes off each of the next ones, in yuan."""

    excess: Decimal
    parts: tuple[Decimal, ...]
    steps: tuple[Step, ...]
    version: str = VERSION

    @property
    def is_smoothed(self) -> bool:
        return len(self.parts) > 1


def clawback(
    *,
    allowed: Decimal,
    actual: Decimal,
    base: Decimal,
    cycles: int = 1,
    smoothed_above: Decimal = SMOOTHED_ABOVE,
) -> Clawback:
    """Divide the excess over the next ``cycles``: allowed 1,000, actual 1,080, base 1,050 → 970 are left.

    ``base`` is the next cycle's revenue before the deduction. GuidanceError: smoothing although the excess is
    not large, more cycles than five, or a part that the base cannot bear.
    """
    excess = carry_over_deduction(allowed=allowed, actual=actual)
    money("base", base)
    checked("smoothed_above", smoothed_above, most=ONE)
    _check_cycles(cycles, excess=excess, limit=EXACT.multiply(base, smoothed_above))
    parts = shares(excess, weights=[ONE] * cycles)
    if parts[0] > base:
        raise GuidanceError("deduction", "exceeds_allowed_revenue", base)
    steps = _steps(allowed=allowed, actual=actual, base=base, cycles=cycles, part=parts[0])
    return Clawback(excess, parts if excess > ZERO else parts[:1], steps)


def _check_cycles(cycles: int, *, excess: Decimal, limit: Decimal) -> None:
    if not 1 <= cycles <= MOST_CYCLES:
        raise GuidanceError("cycles", "out_of_range", Decimal(MOST_CYCLES))
    if cycles > 1 and excess <= limit:
        raise GuidanceError("cycles", "not_large", limit)


def _steps(
    *, allowed: Decimal, actual: Decimal, base: Decimal, cycles: int, part: Decimal
) -> tuple[Step, ...]:
    excess = carry_over_deduction(allowed=allowed, actual=actual)
    return (
        Step(
            "excess",
            excess,
            "max( 0 , {actual} − {allowed} )",
            {"actual": actual, "allowed": allowed},
        ),
        Step(
            "deduction",
            part,
            "{excess} ÷ {cycles}",
            {"excess": excess, "cycles": Decimal(cycles)},
        ),
        Step(
            "left",
            EXACT.subtract(base, part),
            "{base} − {deduction}",
            {"base": base, "deduction": part},
        ),
    )
