"""Who may see and do what in the catalogue; the rules register themselves when this package is imported."""

from catalog.policies import (
    certificates,
    issues,
    metadata,
    objections,
    quality,
    registrations,
    requests,
    resources,
    results,
    sharing,
    sharing_affairs,
    synonyms,
)

__all__ = (
    "certificates",
    "issues",
    "metadata",
    "objections",
    "quality",
    "registrations",
    "requests",
    "resources",
    "results",
    "sharing",
    "sharing_affairs",
    "synonyms",
)
