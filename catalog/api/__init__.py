"""The catalogue for machines: the same rows, edits and steps as every other door."""

from catalog.api import (
    cases,
    certificates,
    metadata,
    quality,
    registrations,
    resources,
    sharing,
    synonyms,
    tombstones,
    versions,
)

ROUTES = (
    *tombstones.ROUTES,
    *resources.ROUTES,
    *metadata.ROUTES,
    *registrations.ROUTES,
    *synonyms.ROUTES,
    *quality.ROUTES,
    *cases.ROUTES,
    *sharing.ROUTES,
    *versions.ROUTES,
    *certificates.ROUTES,
)
