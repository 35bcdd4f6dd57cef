"""Who may see and do what in the catalogue; the rules register themselves when this package is imported."""

from catalog.policies import certificates, objections, registrations, resources, results

__all__ = ("certificates", "objections", "registrations", "resources", "results")
