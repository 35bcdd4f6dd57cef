"""Authorised operation for machines: the same rows, edits and steps as every other door."""

from licensing.api import (
    complaints,
    decisions,
    filings,
    incidents,
    inspections,
    licences,
    products,
    risks,
    schemes,
)

ROUTES = (
    *complaints.ROUTES,
    *decisions.ROUTES,
    *filings.ROUTES,
    *incidents.ROUTES,
    *inspections.ROUTES,
    *licences.ROUTES,
    *products.ROUTES,
    *risks.ROUTES,
    *schemes.ROUTES,
)
