"""The procedures of the catalogue: data resources, applications for registration, objections, registrations."""

from catalog.workflow import (
    applications,
    beginnings,
    daily,
    objections,
    registrations,
    resources,
    revocations,
    standing,
)

__all__ = (
    "applications",
    "beginnings",
    "daily",
    "objections",
    "registrations",
    "resources",
    "revocations",
    "standing",
)
