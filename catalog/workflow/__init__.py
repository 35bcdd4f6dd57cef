"""The procedures of the catalogue: resources, their grades, findings and sources, applications, registrations."""

from catalog.workflow import (
    applications,
    conflicts,
    findings,
    grading,
    objections,
    registrations,
    resources,
    revisions,
)

__all__ = (
    "applications",
    "conflicts",
    "findings",
    "grading",
    "objections",
    "registrations",
    "resources",
    "revisions",
)
