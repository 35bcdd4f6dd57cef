"""The catalogue for machines: the same rows, edits and steps as every other door."""

from catalog.api import cases, quality, registrations, resources

ROUTES = (
    *resources.ROUTES,
    *registrations.ROUTES,
    *quality.ROUTES,
    *cases.ROUTES,
)
