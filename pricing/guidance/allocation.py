"""A cost divided among products: to the fen, adding up, whatever the order of the names (65号 三(二))."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Any

from pricing.guidance.figures import (
    ONE,
    ROUNDING,
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

MARKUP = Decimal("0.000001")


@dataclass(frozen=True)
class Allocation:
    """What each product bears of a cost, in yuan; the parts add up to the whole."""

    method: str
    total: Decimal
    parts: Mapping[str, Decimal]
    steps: tuple[Step, ...]
    version: str = VERSION

    def as_record(self) -> dict[str, Any]:
        """The division as it is stored: each figure as the text of its exact digits."""
        return {
            "version": self.version,
            "method": self.method,
            "total": plain(self.total),
            "parts": {name: plain(part) for name, part in self.parts.items()},
            "steps": [step.as_record() for step in self.steps],
        }


@dataclass(frozen=True)
class Driver:
    """What a cost follows: how much of it each product used, and how heavily that counts."""

    code: str
    weight: Decimal
    use: Mapping[str, Decimal]

    def __post_init__(self) -> None:
        checked("weight", self.weight, most=ONE)
        for amount in self.use.values():
            checked("use", amount)


def direct(amounts: Mapping[str, Decimal]) -> Allocation:
    """Each product bears what was spent on it alone."""
    parts = {name: money("amount", amounts[name]) for name in _named(amounts)}
    total = fen(sum(parts.values(), ZERO))
    steps = tuple(
        Step("part", part, "{amount}", {"amount": part}, label=name) for name, part in parts.items()
    )
    return Allocation("direct", total, parts, steps)


def by_drivers(total: Decimal, *, drivers: Sequence[Driver]) -> Allocation:
    """Divide by use: Σ weight × own use ÷ all use; the weights of the drivers add up to one."""
    money("total", total)
    drivers = sorted(drivers, key=lambda driver: driver.code)
    with localcontext(ROUNDING):
        if sum((driver.weight for driver in drivers), ZERO) != ONE:
            raise GuidanceError("weight", "not_whole", ONE)
        names = _named({name for driver in drivers for name in driver.use})
        whole = {driver.code: sum(driver.use.values(), ZERO) for driver in drivers}
        if any(driver.weight and not whole[driver.code] for driver in drivers):
            raise GuidanceError("use", "zero")
        exact = [
            sum((_portion(total, driver, whole[driver.code], name) for driver in drivers), ZERO)
            for name in names
        ]
    parts = dict(zip(names, apportioned(exact, total=total), strict=True))
    return Allocation("drivers", total, parts, tuple(_by_use(total, drivers, whole, parts)))


def equal_markup(total: Decimal, *, direct_costs: Mapping[str, Decimal]) -> Allocation:
    """Divide in proportion to direct cost, so that each product bears the same mark-up."""
    money("total", total)
    names = _named(direct_costs)
    with localcontext(ROUNDING):
        base = sum((money("direct_cost", direct_costs[name]) for name in names), ZERO)
        if base == ZERO:
            raise GuidanceError("direct_cost", "zero")
        rate = (total / base).quantize(MARKUP)
        exact = [total * direct_costs[name] / base for name in names]
    parts = dict(zip(names, apportioned(exact, total=total), strict=True))
    steps = [
        Step("markup", rate, "{total} ÷ {direct_costs}", {"total": total, "direct_costs": base})
    ]
    for name, part in parts.items():
        terms = {"total": total, "direct_cost": direct_costs[name], "direct_costs": base}
        steps.append(
            Step("part", part, "{total} × {direct_cost} ÷ {direct_costs}", terms, label=name)
        )
    return Allocation("equal_markup", total, parts, tuple(steps))


def added(allocations: Sequence[Allocation]) -> Allocation:
    """Several costs, each divided in its own way, added up by product."""
    names = _named({name for allocation in allocations for name in allocation.parts})
    parts = {
        name: fen(sum((one.parts.get(name, ZERO) for one in allocations), ZERO)) for name in names
    }
    total = fen(sum((allocation.total for allocation in allocations), ZERO))
    steps = tuple(step for allocation in allocations for step in allocation.steps)
    return Allocation("added", total, parts, steps)


def _named(names: "Mapping[str, object] | set[str]") -> list[str]:
    """In the order of their names: a missing fen falls to the same product however they were listed."""
    if not names:
        raise GuidanceError("products", "none")
    return sorted(names)


def _portion(total: Decimal, driver: Driver, whole: Decimal, name: str) -> Decimal:
    if not driver.weight:
        return ZERO
    return total * driver.weight * driver.use.get(name, ZERO) / whole


def _by_use(
    total: Decimal,
    drivers: Sequence[Driver],
    whole: Mapping[str, Decimal],
    parts: Mapping[str, Decimal],
) -> list[Step]:
    steps = []
    for name, part in parts.items():
        terms = {"total": total}
        slices = []
        for number, driver in enumerate(drivers, start=1):
            terms |= {
                f"weight_{number}": driver.weight,
                f"use_{number}": driver.use.get(name, ZERO),
                f"whole_{number}": whole[driver.code],
            }
            slices.append(f"{{weight_{number}}} × {{use_{number}}} ÷ {{whole_{number}}}")
        steps.append(Step("part", part, f"{{total}} × ( {' + '.join(slices)} )", terms, label=name))
    return steps
