"""The arithmetic of guided prices (clause 六, 65号): Decimals in, Decimals and their steps out.

Nothing here rounds but ``fen``: a sum is exact until its last step, so that an official who
checks it by hand, this year or in ten, arrives at the same fen. Figures are known by codes;
the words for them are in ``pricing.wording``. No ORM, no clock, no settings.
"""

from pricing.guidance.deviations import Deviation, carry_over_deduction, deviation
from pricing.guidance.figures import GuidanceError, Step, fen, shares
from pricing.guidance.revenue import (
    SPREAD_LIMIT,
    VERSION,
    CostLine,
    Determination,
    ProfitRate,
    allowed_revenue,
    profit_rate,
    recompute,
)
from pricing.guidance.tariffs import Bill, Tier, bill, price_within_cap

__all__ = [
    "SPREAD_LIMIT",
    "VERSION",
    "Bill",
    "CostLine",
    "Determination",
    "Deviation",
    "GuidanceError",
    "ProfitRate",
    "Step",
    "Tier",
    "allowed_revenue",
    "bill",
    "carry_over_deduction",
    "deviation",
    "fen",
    "price_within_cap",
    "profit_rate",
    "recompute",
    "shares",
]
