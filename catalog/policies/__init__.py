"""Who may see and do what in the catalogue; the rules register themselves when this package is imported."""

from catalog.policies import certificates, objections, registrations, resources

__all__ = ("certificates", "objections", "registrations", "resources")
from catalog.policies import objections, registrations, resources, results

__all__ = ("objections", "registrations", "resources", "results")
