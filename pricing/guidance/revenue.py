"""The highest allowed revenue of an operator and the profit rate in it (65号 三、四)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Any

from pricing.guidance.figures import (
    EXACT,
    ONE,
    VERSION,
    ZERO,
    GuidanceError,
    Step,
    apportioned,
    checked,
    fen,
    money,
    plain,
)

SPREAD_LIMIT = Decimal("0.06")


@dataclass(frozen=True)
class ProfitRate:
    """The allowed profit rate: exists only within the limit of 65号 三(一)."""

    treasury_yield: Decimal
    spread: Decimal

    def __post_init__(self) -> None:
        checked("treasury_yield", self.treasury_yield, most=ONE)
        checked("spread", self.spread, most=SPREAD_LIMIT)

    @property
    def value(self) -> Decimal:
        return EXACT.add(self.treasury_yield, self.spread)

    @property
    def step(self) -> Step:
        terms = {"treasury_yield": self.treasury_yield, "spread": self.spread}
        return Step("profit_rate", self.value, "{treasury_yield} + {spread}", terms)


@dataclass(frozen=True)
class CostLine:
    """One cost item as surveyed: what is allowed, less the welfare share and the subsidy."""

    label: str
    allowed: Decimal
    welfare_share: Decimal = ZERO
    subsidy: Decimal = ZERO

    def __post_init__(self) -> None:
        money("allowed", self.allowed)
        checked("welfare_share", self.welfare_share, most=ONE)
        money("subsidy", self.subsidy)
        if self.net < ZERO:
            raise GuidanceError("subsidy", "exceeds_chargeable_cost", self.allowed)

    @property
    def net(self) -> Decimal:
        with localcontext(EXACT):
            return self.allowed * (ONE - self.welfare_share) - self.subsidy


@dataclass(frozen=True)
class Determination:
    """The highest allowed revenue: its parts add up to it, and its steps say how it came about."""

    rate: ProfitRate
    cost: Decimal
    profit: Decimal
    tax: Decimal
    deduction: Decimal
    total: Decimal
    lines: tuple[CostLine, ...]
    steps: tuple[Step, ...]
    version: str = VERSION

    def as_record(self) -> dict[str, Any]:
        """All that is needed to print the determination, and to compute it again."""
        return {
            "version": self.version,
            "inputs": {
                "lines": [
                    {
                        "label": line.label,
                        "allowed": plain(line.allowed),
                        "welfare_share": plain(line.welfare_share),
                        "subsidy": plain(line.subsidy),
                    }
                    for line in self.lines
                ],
                "treasury_yield": plain(self.rate.treasury_yield),
                "spread": plain(self.rate.spread),
                "tax": plain(self.tax),
                "deduction": plain(self.deduction),
            },
            "steps": [step.as_record() for step in self.steps],
        }


def profit_rate(treasury_yield: Decimal, *, spread: Decimal) -> ProfitRate:
    """r = y10 + s, with 0 ≤ s ≤ 6 percentage points (I-14)."""
    return ProfitRate(treasury_yield, spread)


def allowed_revenue(
    lines: Iterable[CostLine], *, rate: ProfitRate, tax: Decimal, deduction: Decimal
) -> Determination:
    """R = C + C × r + T − carry-over deduction (65号 三(一)、四; I-15), rounded once."""
    lines = tuple(lines)
    if not lines:
        raise GuidanceError("lines", "none")
    money("tax", tax)
    money("deduction", deduction)
    with localcontext(EXACT):
        cost = sum((line.net for line in lines), ZERO)
        profit = cost * rate.value
        exact = cost + profit + tax - deduction
        if exact < ZERO:
            raise GuidanceError("deduction", "exceeds_allowed_revenue", cost + profit + tax)
        total = fen(exact)
        net, gain = apportioned((cost, profit), total=total - tax + deduction)
    parts = {"cost": cost, "profit": profit, "tax": tax, "deduction": deduction}
    steps = (
        *_cost_steps(lines, cost),
        rate.step,
        Step("profit", profit, "{cost} × {profit_rate}", {"cost": cost, "profit_rate": rate.value}),
        Step("sum", exact, "{cost} + {profit} + {tax} − {deduction}", parts),
        Step("total", total, "{sum}", {"sum": exact}),
    )
    return Determination(rate, net, gain, tax, deduction, total, lines, steps)


def _cost_steps(lines: Sequence[CostLine], cost: Decimal) -> tuple[Step, ...]:
    items = tuple(
        Step(
            f"item_{number}",
            line.net,
            "{allowed} × ( 1 − {welfare_share} ) − {subsidy}",
            {
                "allowed": line.allowed,
                "welfare_share": line.welfare_share,
                "subsidy": line.subsidy,
            },
            label=line.label,
        )
        for number, line in enumerate(lines, start=1)
    )
    terms = {item.code: item.amount for item in items}
    return (*items, Step("cost", cost, " + ".join(f"{{{code}}}" for code in terms), terms))


def recompute(record: Mapping[str, Any]) -> Determination:
    """A stored determination computed again from its inputs, by the formula of its version."""
    if record.get("version") != VERSION:
        raise GuidanceError("version", "unknown")
    inputs = record["inputs"]
    lines = [
        CostLine(
            line["label"],
            allowed=Decimal(line["allowed"]),
            welfare_share=Decimal(line["welfare_share"]),
            subsidy=Decimal(line["subsidy"]),
        )
        for line in inputs["lines"]
    ]
    rate = profit_rate(Decimal(inputs["treasury_yield"]), spread=Decimal(inputs["spread"]))
    tax, deduction = Decimal(inputs["tax"]), Decimal(inputs["deduction"])
    return allowed_revenue(lines, rate=rate, tax=tax, deduction=deduction)
