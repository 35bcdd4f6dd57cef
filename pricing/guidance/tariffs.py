"""What a unit may cost and what a quantity comes to (65号 一、二、三(二))."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from pricing.guidance.figures import EXACT, LARGEST, ZERO, GuidanceError, Step, checked, fen


def price_within_cap(price: Decimal, *, cap: Decimal, is_free: bool) -> Decimal:
    """The price itself, refused above its cap (I-13) and above nothing where use is free (I-12)."""
    checked("cap", cap, most=ZERO if is_free else LARGEST)
    return checked("price", price, most=cap)


@dataclass(frozen=True)
class Tier:
    """A slice of use up to and including ``up_to`` (none: without end) at one unit rate."""

    up_to: Decimal | None
    rate: Decimal


@dataclass(frozen=True)
class Bill:
    """What a quantity costs, slice by slice."""

    total: Decimal
    steps: tuple[Step, ...]


def bill(quantity: Decimal, *, tiers: Sequence[Tier]) -> Bill:
    """A progressive bill: each slice at its own rate, added up and rounded once."""
    checked("quantity", quantity)
    _check_ladder(tiers)
    steps, floor = [], ZERO
    with localcontext(EXACT):
        for number, tier in enumerate(tiers, start=1):
            top = quantity if tier.up_to is None else min(quantity, tier.up_to)
            if number == 1 or top > floor:
                terms = {"quantity": top - floor, "rate": tier.rate}
                amount = terms["quantity"] * tier.rate
                steps.append(Step(f"tier_{number}", amount, "{quantity} × {rate}", terms))
                floor = top
        total = sum((step.amount for step in steps), ZERO)
    return Bill(fen(total), tuple(steps))


def _check_ladder(tiers: Sequence[Tier]) -> None:
    limits = [tier.up_to for tier in tiers]
    if not limits or limits[-1] is not None or None in limits[:-1]:
        raise GuidanceError("tiers", "not_open_ended")
    last = ZERO
    for tier in tiers:
        checked("rate", tier.rate)
        if tier.up_to is not None and checked("up_to", tier.up_to) <= last:
            raise GuidanceError("tiers", "not_ascending", tier.up_to)
        last = tier.up_to or last
