"""The volume by which a revenue is divided: what is used, and not less than a share of what was built."""

from dataclasses import dataclass
from decimal import Decimal, localcontext

from pricing.guidance.figures import (
    EXACT,
    ONE,
    ROUNDING,
    VERSION,
    GuidanceError,
    Step,
    checked,
    money,
)

FLOOR_SHARE = Decimal("0.65")  # the rule for water supply; the officer may set another
UNIT_PRICE = Decimal("0.0001")


@dataclass(frozen=True)
class UnitPrice:
    """The mean price of a unit in yuan, to four decimals, and how it came about."""

    price: Decimal
    volume: Decimal
    steps: tuple[Step, ...]
    version: str = VERSION


def counted_volume(
    *, design: Decimal, actual: Decimal, floor_share: Decimal = FLOOR_SHARE
) -> Decimal:
    """The greater of actual use and the floor: users do not pay for capacity that nobody asked for."""
    checked("design", design)
    checked("floor_share", floor_share, most=ONE)
    return max(checked("actual", actual), EXACT.multiply(design, floor_share))


def unit_price(
    allowed: Decimal, *, design: Decimal, actual: Decimal, floor_share: Decimal = FLOOR_SHARE
) -> UnitPrice:
    """Allowed revenue ÷ counted volume: 100 m, designed 10 m, used 5 m → 15.3846."""
    money("allowed", allowed)
    volume = counted_volume(design=design, actual=actual, floor_share=floor_share)
    if not volume:
        raise GuidanceError("quantity", "zero")
    with localcontext(ROUNDING):
        price = (allowed / volume).quantize(UNIT_PRICE)
    floor = {"actual": actual, "design": design, "floor_share": floor_share}
    steps = (
        Step("volume", volume, "max( {actual} , {design} × {floor_share} )", floor),
        Step("unit_price", price, "{allowed} ÷ {volume}", {"allowed": allowed, "volume": volume}),
    )
    return UnitPrice(price, volume, steps)
