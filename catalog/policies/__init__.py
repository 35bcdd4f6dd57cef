"""Who may see and do what in the catalogue; the rules register themselves when this package is imported."""

from catalog.policies import (
    metadata,
    objections,
    registrations,
    resources,
    synonyms,
)

__all__ = (
    "metadata",
    "objections",
    "registrations",
    "resources",
    "synonyms",
)
