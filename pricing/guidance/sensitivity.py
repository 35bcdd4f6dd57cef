"""What a plan's balance hangs on: a tornado of ± a tenth, and where it breaks even."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from pricing.guidance.figures import (
    EXACT,
    ONE,
    ROUNDING,
    VERSION,
    GuidanceError,
    checked,
    fen,
    money,
)

SWING = Decimal("0.10")
FACTOR = Decimal("0.000001")


@dataclass(frozen=True)
class Plan:
    """A cycle in five figures: yuan, the rate as a fraction; ``revenue`` is Σ price × expected volume."""

    cost: Decimal
    rate: Decimal
    tax: Decimal
    deduction: Decimal
    revenue: Decimal

    def __post_init__(self) -> None:
        for figure in ("cost", "tax", "deduction", "revenue"):
            money(figure, getattr(self, figure))
        checked("rate", self.rate, most=ONE)

    @property
    def allowed(self) -> Decimal:
        """C + C × r + T − deduction, exactly."""
        with localcontext(EXACT):
            return self.cost + self.cost * self.rate + self.tax - self.deduction

    @property
    def balance(self) -> Decimal:
        """What is taken above what is allowed; below zero it falls short. To the fen."""
        return fen(EXACT.subtract(self.revenue, self.allowed))


@dataclass(frozen=True)
class Bar:
    """How far the balance moves if one figure is a swing lower or higher than assumed, in yuan."""

    code: str
    lower: Decimal
    higher: Decimal

    @property
    def width(self) -> Decimal:
        return abs(EXACT.subtract(self.higher, self.lower))


@dataclass(frozen=True)
class Tornado:
    """The bars, widest first, around the balance of the plan as it stands."""

    balance: Decimal
    bars: tuple[Bar, ...]
    version: str = VERSION


# What each bar of the tornado moves: sold volume moves revenue in proportion, at unchanged prices.
MOVED: Mapping[str, str] = {
    "volume": "revenue",
    "cost": "cost",
    "profit_rate": "rate",
    "tax": "tax",
}


def tornado(plan: Plan, *, swing: Decimal = SWING) -> Tornado:
    """Each figure alone moved by the swing, all others as assumed."""
    checked("swing", swing, most=ONE)
    bars = [
        Bar(
            code, _moved(plan, field, ONE - swing).balance, _moved(plan, field, ONE + swing).balance
        )
        for code, field in MOVED.items()
    ]
    return Tornado(plan.balance, tuple(sorted(bars, key=lambda bar: (-bar.width, bar.code))))


@dataclass(frozen=True)
class BreakEven:
    """The share of the expected volume at which revenue equals what is allowed, and what of cost alone."""

    of_allowed: Decimal
    of_cost: Decimal


def break_even(plan: Plan) -> BreakEven:
    """Fractions of the expected volume, at unchanged prices; above 1 the plan does not reach it."""
    if not plan.revenue:
        raise GuidanceError("revenue", "zero")
    with localcontext(ROUNDING):
        bare = plan.cost + plan.tax
        return BreakEven(
            (plan.allowed / plan.revenue).quantize(FACTOR), (bare / plan.revenue).quantize(FACTOR)
        )


def _moved(plan: Plan, field: str, by: Decimal) -> Plan:
    with localcontext(EXACT):
        moved = getattr(plan, field) * by
    if field == "rate":
        return replace(plan, rate=min(ONE, moved.quantize(Decimal("1E-12"), context=ROUNDING)))
    return replace(plan, **{field: fen(moved)})
