"""The catalogue for machines: the same rows, edits and steps as every other door."""

from catalog.api import registrations, resources, synonyms

ROUTES = (
    *resources.ROUTES,
    *registrations.ROUTES,
    *synonyms.ROUTES,
)
