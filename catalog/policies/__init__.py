"""Who may see and do what in the catalogue; the rules register themselves when this package is imported."""

from catalog.policies import issues, objections, quality, registrations, requests, resources

__all__ = ("issues", "objections", "quality", "registrations", "requests", "resources")
