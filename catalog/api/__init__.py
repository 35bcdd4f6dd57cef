"""The catalogue for machines: the same rows, edits and steps as every other door."""

from catalog.api import certificates, registrations, resources

ROUTES = (
    *resources.ROUTES,
    *registrations.ROUTES,
    *certificates.ROUTES,
)
