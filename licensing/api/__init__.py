"""Authorised operation for machines: the same rows, edits and steps as every other door."""

from licensing.api import decisions, licences, products, related, schemes, selections

ROUTES = (
    *schemes.ROUTES,
    *decisions.ROUTES,
    *licences.ROUTES,
    *products.ROUTES,
    *related.ROUTES,
    *selections.ROUTES,
)
