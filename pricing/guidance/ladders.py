"""Ladders of rates compared and charged: no quantity may cost more than its cap (I-13)."""

from collections.abc import Sequence
from decimal import Decimal, localcontext

from pricing.guidance.figures import EXACT, ZERO, checked, fen
from pricing.guidance.tariffs import Tier, bill

ONE = Decimal(1)


def ladder(first: Decimal, *, further: Sequence[tuple[Decimal, Decimal]]) -> tuple[Tier, ...]:
    """The tiers of a tariff: its first rate, then (above, rate) for each further slice."""
    begins = sorted(further)
    rates = [first, *(rate for _above, rate in begins)]
    ends: list[Decimal | None] = [*(above for above, _rate in begins), None]
    return tuple(Tier(up_to, rate) for up_to, rate in zip(ends, rates, strict=True))


def rate_beyond(quantity: Decimal, *, tiers: Sequence[Tier]) -> Decimal:
    """What the next unit after a quantity costs."""
    return next(tier.rate for tier in tiers if tier.up_to is None or quantity < tier.up_to)


def exceeds_from(price: Sequence[Tier], *, cap: Sequence[Tier]) -> Decimal | None:
    """The least quantity beyond which a unit costs more than its cap; none, if it never does."""
    edges = sorted({ZERO, *(tier.up_to for tier in (*price, *cap) if tier.up_to is not None)})
    for edge in edges:
        if rate_beyond(edge, tiers=price) > rate_beyond(edge, tiers=cap):
            return edge
    return None


def charge(
    quantity: Decimal,
    *,
    tiers: Sequence[Tier],
    minimum: Decimal = ZERO,
    share: Decimal = ONE,
    before: Decimal = ZERO,
) -> Decimal:
    """What a quantity costs, the tiers going on where earlier use of the period left them.

    The minimum is charged once in a period that saw any use; a relief takes its share of the whole.
    """
    checked("quantity", quantity)
    checked("minimum", minimum)
    with localcontext(EXACT):
        until = _floored(before + quantity, tiers, minimum)
        return fen((until - _floored(before, tiers, minimum)) * checked("share", share, most=ONE))


def _floored(quantity: Decimal, tiers: Sequence[Tier], minimum: Decimal) -> Decimal:
    total = sum((step.amount for step in bill(quantity, tiers=tiers).steps), ZERO)
    return max(total, minimum) if quantity else ZERO
