"""The procedures of the catalogue: data resources, registrations, objections, and sharing between departments."""

from catalog.workflow import (
    applications,
    objections,
    registrations,
    resources,
    sharing,
    sharing_corrections,
    sharing_disputes,
    sharing_extensions,
    sharing_incidents,
    sharing_outcomes,
    sharing_use,
)

__all__ = (
    "applications",
    "objections",
    "registrations",
    "resources",
    "sharing",
    "sharing_corrections",
    "sharing_disputes",
    "sharing_extensions",
    "sharing_incidents",
    "sharing_outcomes",
    "sharing_use",
)
