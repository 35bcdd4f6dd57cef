"""Ramsey prices, for comparison only: the mark-up that recovers a common cost at the least loss of use.

No rule prescribes them. They show an officer how far a proposal departs from the prices that
weigh least on those who would turn away, and no cap is ever computed from them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from pricing.guidance.figures import ONE, ROUNDING, VERSION, ZERO, GuidanceError, checked, money

UNIT_PRICE = Decimal("0.000001")
HALVINGS = 200


@dataclass(frozen=True)
class Demand:
    """A product as Ramsey's rule sees it: unit cost in yuan, quantity, and how elastic its use is."""

    name: str
    unit_cost: Decimal
    quantity: Decimal
    elasticity: Decimal

    def __post_init__(self) -> None:
        checked("unit_cost", self.unit_cost)
        checked("quantity", self.quantity)
        if checked("elasticity", self.elasticity) == ZERO:
            raise GuidanceError("elasticity", "zero")


@dataclass(frozen=True)
class RamseyPrices:
    """The unit prices in yuan, the Ramsey number that they share, and what they recover."""

    number: Decimal
    prices: tuple[tuple[str, Decimal], ...]
    recovered: Decimal
    version: str = VERSION


def ramsey(common_cost: Decimal, *, demands: Sequence[Demand]) -> RamseyPrices:
    """(p − c) ÷ p = k ÷ ε for every product, k as small as recovers the common cost at today's quantities."""
    money("common_cost", common_cost)
    if not any(demand.unit_cost and demand.quantity for demand in demands):
        raise GuidanceError("quantity", "zero")
    with localcontext(ROUNDING):
        low = ZERO
        high = min(demand.elasticity for demand in demands if demand.unit_cost and demand.quantity)
        for _halving in range(HALVINGS):
            middle = (low + high) / 2
            if _recovered(middle, demands) < common_cost:
                low = middle
            else:
                high = middle
        prices = tuple(
            (demand.name, _price(high, demand).quantize(UNIT_PRICE)) for demand in demands
        )
        return RamseyPrices(
            high.quantize(UNIT_PRICE), prices, _recovered(high, demands).quantize(Decimal("0.01"))
        )


def _price(number: Decimal, demand: Demand) -> Decimal:
    if not demand.unit_cost:
        return ZERO
    return demand.unit_cost / max(ONE - number / demand.elasticity, Decimal("1E-60"))


def _recovered(number: Decimal, demands: Sequence[Demand]) -> Decimal:
    return sum(
        ((_price(number, demand) - demand.unit_cost) * demand.quantity for demand in demands), ZERO
    )
