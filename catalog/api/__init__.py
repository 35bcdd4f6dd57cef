"""The catalogue for machines: the same rows, edits and steps as every other door."""

from catalog.api import registrations, resources, tombstones

ROUTES = (
    *tombstones.ROUTES,
    *resources.ROUTES,
    *registrations.ROUTES,
)
