"""The arithmetic of guided prices (clause 六, 65号): Decimals in, Decimals and their steps out.

Nothing here rounds but ``fen``: a sum is exact until its last step, so that an official who
checks it by hand, this year or in ten, arrives at the same fen. Figures are known by codes;
the words for them are in ``pricing.wording``. No ORM, no clock, no settings.
"""

from pricing.guidance.allocation import Allocation, Driver, added, by_drivers, direct, equal_markup
from pricing.guidance.clawbacks import Clawback, clawback
from pricing.guidance.comparison import Demand, RamseyPrices, ramsey
from pricing.guidance.demand import UnitPrice, counted_volume, unit_price
from pricing.guidance.deviations import Deviation, carry_over_deduction, deviation
from pricing.guidance.figures import VERSION, GuidanceError, Step, fen, shares
from pricing.guidance.forecasts import Forecast, elapsed_share, forecast
from pricing.guidance.revenue import (
    SPREAD_LIMIT,
    CostLine,
    Determination,
    ProfitRate,
    allowed_revenue,
    profit_rate,
    recompute,
)
from pricing.guidance.sensitivity import Bar, BreakEven, Plan, Tornado, break_even, tornado
from pricing.guidance.shared_costs import SharedResource, nested, shapley, shared
from pricing.guidance.tariffs import Bill, Tier, bill, price_within_cap
from pricing.guidance.taxation import GrossUp, Taxes, TaxLine, gross_up, taxes

__all__ = [
    "SPREAD_LIMIT",
    "VERSION",
    "Allocation",
    "Bar",
    "Bill",
    "BreakEven",
    "Clawback",
    "CostLine",
    "Demand",
    "Determination",
    "Deviation",
    "Driver",
    "Forecast",
    "GrossUp",
    "GuidanceError",
    "Plan",
    "ProfitRate",
    "RamseyPrices",
    "SharedResource",
    "Step",
    "TaxLine",
    "Taxes",
    "Tier",
    "Tornado",
    "UnitPrice",
    "added",
    "allowed_revenue",
    "bill",
    "break_even",
    "by_drivers",
    "carry_over_deduction",
    "clawback",
    "counted_volume",
    "deviation",
    "direct",
    "elapsed_share",
    "equal_markup",
    "fen",
    "forecast",
    "gross_up",
    "nested",
    "price_within_cap",
    "profit_rate",
    "ramsey",
    "recompute",
    "shapley",
    "shared",
    "shares",
    "taxes",
    "tornado",
    "unit_price",
]
