"""Taxes in an allowed revenue: lines of a base and a rate, or a sum grossed up (65号 三(一): T)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from pricing.guidance.figures import (
    EXACT,
    ONE,
    ROUNDING,
    VERSION,
    ZERO,
    GuidanceError,
    Step,
    checked,
    fen,
    money,
)

FACTOR = Decimal("0.00001")


@dataclass(frozen=True)
class TaxLine:
    """One tax under the rules in force: a base in yuan and a rate as a fraction."""

    label: str
    base: Decimal
    rate: Decimal

    def __post_init__(self) -> None:
        money("base", self.base)
        checked("tax_rate", self.rate, most=ONE)

    @property
    def step(self) -> Step:
        with localcontext(EXACT):
            terms = {"base": self.base, "tax_rate": self.rate}
            return Step(
                "tax_line", self.base * self.rate, "{base} × {tax_rate}", terms, label=self.label
            )


@dataclass(frozen=True)
class Taxes:
    """The sum of the taxes, rounded once, and the line of each."""

    total: Decimal
    steps: tuple[Step, ...]
    version: str = VERSION


def taxes(lines: Sequence[TaxLine]) -> Taxes:
    """T: each base at its rate, added up exactly and rounded once to the fen."""
    steps = tuple(line.step for line in lines)
    with localcontext(EXACT):
        total = sum((step.amount for step in steps), ZERO)
    return Taxes(fen(total), steps)


@dataclass(frozen=True)
class GrossUp:
    """By what a sum is multiplied so that it is left once the taxes in turn are taken."""

    factor: Decimal
    total: Decimal
    tax: Decimal
    version: str = VERSION


def gross_up(net: Decimal, *, rates: Sequence[Decimal]) -> GrossUp:
    """1 ÷ Π(1 − rate), each tax on what the one before left: 5 % and 15 % give 1.23839."""
    money("net", net)
    with localcontext(ROUNDING):
        left = ONE
        for rate in rates:
            left *= ONE - checked("tax_rate", rate, most=ONE)
        if left == ZERO:
            raise GuidanceError("tax_rate", "nothing_left")
        total = fen(net / left)
        return GrossUp((ONE / left).quantize(FACTOR), total, total - net)
