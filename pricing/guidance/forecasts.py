"""Where a year's revenue is heading while it still runs, so that an over-recovery is stopped in time (65号 四)."""

from dataclasses import dataclass
from decimal import Decimal, localcontext

from pricing.guidance.deviations import Deviation, deviation
from pricing.guidance.figures import (
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

SHARE = Decimal("1E-12")


@dataclass(frozen=True)
class Forecast:
    """What the year is expected to bring, in yuan, and how far that lies from the allowance."""

    expected: Decimal
    deviation: Deviation
    steps: tuple[Step, ...]
    version: str = VERSION

    @property
    def over_recovers(self) -> bool:
        """More will be taken than is allowed, if the year goes on as it began."""
        return self.deviation.amount > ZERO


def elapsed_share(*, days: int, of: int) -> Decimal:
    """The part of a year that is over, counted in days."""
    if not 0 < days <= of:
        raise GuidanceError("days", "out_of_range", Decimal(of))
    with localcontext(ROUNDING):
        return (Decimal(days) / Decimal(of)).quantize(SHARE)


def forecast(to_date: Decimal, *, share: Decimal, allowed: Decimal) -> Forecast:
    """Revenue so far ÷ the share of a year that it stands for: by days, or by last year's course."""
    money("to_date", to_date)
    if checked("share", share, most=ONE) == ZERO:
        raise GuidanceError("share", "zero")
    with localcontext(ROUNDING):
        expected = fen(to_date / share)
    terms = {"to_date": to_date, "share": share}
    step = Step("expected", expected, "{to_date} ÷ {share}", terms)
    return Forecast(expected, deviation(allowed=allowed, actual=expected), (step,))
