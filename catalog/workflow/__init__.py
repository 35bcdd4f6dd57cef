"""The procedures of the catalogue: resources, their grades, findings and sources, applications, registrations."""

from catalog.workflow import (
    applications,
    conflicts,
    counts,
    findings,
    grading,
    issues,
    objections,
    registrations,
    requests,
    resources,
    revisions,
    scoring,
)

__all__ = (
    "applications",
    "conflicts",
    "counts",
    "findings",
    "grading",
    "issues",
    "objections",
    "registrations",
    "requests",
    "resources",
    "revisions",
    "scoring",
)
