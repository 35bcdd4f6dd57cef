"""What guided prices keep on record (clause 六; 65号)."""

from pricing.models.caps import CapTariff
from pricing.models.prices import Price, PriceQuerySet
from pricing.models.revenues import AllowedRevenue, AllowedRevenueQuerySet
from pricing.models.surveys import CostItem, CostSurvey
from pricing.models.tariffs import Tariff, TariffQuerySet
from pricing.models.tiers import CapRelief, CapTier, PriceTier
from pricing.models.yields import TreasuryYield

__all__ = (
    "AllowedRevenue",
    "AllowedRevenueQuerySet",
    "CapRelief",
    "CapTariff",
    "CapTier",
    "CostItem",
    "CostSurvey",
    "Price",
    "PriceQuerySet",
    "PriceTier",
    "Tariff",
    "TariffQuerySet",
    "TreasuryYield",
)
