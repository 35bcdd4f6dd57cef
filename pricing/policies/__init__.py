"""Who sees and decides what about costs, revenue, caps and prices (clause 六; 65号)."""

from pricing.policies import revenues, surveys, tariffs, tiers

__all__ = ("revenues", "surveys", "tariffs", "tiers")
