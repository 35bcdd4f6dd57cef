"""The procedures of the catalogue: resources, registration, objections, scores, quality issues, data requests."""

from catalog.workflow import (
    applications,
    issues,
    objections,
    registrations,
    requests,
    resources,
    scoring,
)

__all__ = (
    "applications",
    "issues",
    "objections",
    "registrations",
    "requests",
    "resources",
    "scoring",
)
