"""Who may see and do what in the catalogue; the rules register themselves when this package is imported."""

from catalog.policies import objections, quality, registrations, resources

__all__ = ("objections", "quality", "registrations", "resources")
