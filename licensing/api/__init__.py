"""Authorised operation for machines: the same rows, edits and steps as every other door."""

from licensing.api import complaints, decisions, incidents, inspections, licences, products, schemes

ROUTES = (
    *schemes.ROUTES,
    *decisions.ROUTES,
    *licences.ROUTES,
    *products.ROUTES,
    *complaints.ROUTES,
    *incidents.ROUTES,
    *inspections.ROUTES,
)
