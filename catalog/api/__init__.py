"""The catalogue for machines: the same rows, edits and steps as every other door."""

from catalog.api import registrations, resources, tombstones, versions

ROUTES = (
    *tombstones.ROUTES,
    *resources.ROUTES,
    *versions.ROUTES,
    *registrations.ROUTES,
)
