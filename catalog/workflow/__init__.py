"""The procedures of the catalogue: resources, their grades, findings and sources, applications, registrations."""

from catalog.workflow import (
    applications,
    conflicts,
    counts,
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
    "counts",
    "findings",
    "grading",
    "objections",
    "registrations",
    "resources",
    "revisions",
)
