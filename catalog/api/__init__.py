"""The catalogue for machines: the same rows, edits and steps as every other door."""

from catalog.api import registrations, resources, sharing

ROUTES = (
    *resources.ROUTES,
    *registrations.ROUTES,
    *sharing.ROUTES,
)
