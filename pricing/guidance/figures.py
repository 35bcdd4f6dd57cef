"""What every figure of the guidance must be, and the one place where money is rounded (65号)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import (
    ROUND_DOWN,
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    Inexact,
    InvalidOperation,
    Overflow,
    localcontext,
)
from typing import Any

# The arithmetic as it stands today; a stored figure names the one by which it was computed.
VERSION = "ndrc-65-2025.1"

FEN = Decimal("0.01")
ZERO = Decimal(0)
ONE = Decimal(1)
LARGEST = Decimal(10) ** 18
MOST_DECIMALS = 12

# Exact work may never lose a digit without notice; only rounding on purpose may.
EXACT = Context(prec=120, traps=[InvalidOperation, DivisionByZero, Overflow, Inexact])
ROUNDING = Context(prec=120, rounding=ROUND_HALF_UP, traps=[InvalidOperation, DivisionByZero])


class GuidanceError(ValueError):
    """A figure that the rule does not admit: which figure, by which fault, against which limit."""

    def __init__(self, figure: str, fault: str, limit: Decimal | None = None) -> None:
        super().__init__(f"{figure}: {fault}" + (f" ({limit})" if limit is not None else ""))
        self.figure, self.fault, self.limit = figure, fault, limit


@dataclass(frozen=True)
class Step:
    """One line of a derivation: ``amount`` is what ``expression`` says of its named terms."""

    code: str
    amount: Decimal
    expression: str = ""
    terms: Mapping[str, Decimal] = field(default_factory=dict)
    label: str = ""

    def as_record(self) -> dict[str, Any]:
        """The step as it is stored: every figure as the text of its exact digits."""
        terms = {code: plain(amount) for code, amount in self.terms.items()}
        return {
            "code": self.code,
            "label": self.label,
            "amount": plain(self.amount),
            "expression": self.expression,
            "terms": terms,
        }


def plain(amount: Decimal) -> str:
    """The exact digits of a figure, trailing zeros and all, never in powers of ten."""
    return f"{amount:f}"


def money(figure: str, amount: Decimal) -> Decimal:
    """A checked figure in yuan, no finer than the fen."""
    if checked(figure, amount) != amount.quantize(FEN, context=ROUNDING):
        raise GuidanceError(figure, "finer_than_fen")
    return amount


def checked(figure: str, amount: Decimal, *, most: Decimal = LARGEST) -> Decimal:
    """A finite Decimal between nothing and ``most``: no float, no NaN, nothing below zero."""
    if not isinstance(amount, Decimal):
        raise GuidanceError(figure, "not_decimal")
    if not amount.is_finite():
        raise GuidanceError(figure, "not_finite")
    if amount < ZERO:
        raise GuidanceError(figure, "negative")
    if amount > most:
        raise GuidanceError(figure, "above_limit", most)
    exponent = amount.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > MOST_DECIMALS:
        raise GuidanceError(figure, "too_fine", Decimal(MOST_DECIMALS))
    return amount


def fen(amount: Decimal) -> Decimal:
    """Half a fen counts up: the one place where a sum of money is rounded."""
    return amount.quantize(FEN, ROUND_HALF_UP, ROUNDING)


def apportioned(exact: Sequence[Decimal], *, total: Decimal) -> tuple[Decimal, ...]:
    """Round parts down to the fen and hand the missing fen to the largest remainders."""
    with localcontext(ROUNDING):
        parts = [amount.quantize(FEN, ROUND_DOWN) for amount in exact]
        missing = int((total - sum(parts, ZERO)) / FEN)
        by_remainder = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
        for i in by_remainder[:missing]:
            parts[i] += FEN
    return tuple(parts)


def shares(total: Decimal, *, weights: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Divide a sum by weight to the fen; the parts always add up to the whole."""
    money("total", total)
    for weight in weights:
        checked("weight", weight)
    with localcontext(ROUNDING):
        whole = sum(weights, ZERO)
        if whole == ZERO:
            raise GuidanceError("weight", "zero")
        exact = [total * weight / whole for weight in weights]
    return apportioned(exact, total=total)
