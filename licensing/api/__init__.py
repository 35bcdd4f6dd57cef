"""Authorised operation for machines: the same rows, edits and steps as every other door."""

from licensing.api import decisions, deliveries, licences, products, schemes

ROUTES = (
    *schemes.ROUTES,
    *decisions.ROUTES,
    *licences.ROUTES,
    *products.ROUTES,
    *deliveries.ROUTES,
)
