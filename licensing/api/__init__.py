"""Authorised operation for machines: the same rows, edits and steps as every other door."""

from licensing.api import decisions, incidents, licences, metering, products, schemes, usage

ROUTES = (
    *schemes.ROUTES,
    *decisions.ROUTES,
    *licences.ROUTES,
    *products.ROUTES,
    *incidents.ROUTES,
    *usage.ROUTES,
    *metering.ROUTES,
)
