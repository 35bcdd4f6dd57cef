"""Authorised operation for machines: the same rows, edits and steps as every other door."""

from licensing.api import (
    changes,
    complaints,
    decisions,
    deliveries,
    evaluations,
    exits,
    filings,
    incidents,
    inspections,
    licences,
    products,
    related,
    risks,
    schemes,
    selections,
)

ROUTES = (
    *changes.ROUTES,
    *complaints.ROUTES,
    *decisions.ROUTES,
    *deliveries.ROUTES,
    *evaluations.ROUTES,
    *exits.ROUTES,
    *filings.ROUTES,
    *incidents.ROUTES,
    *inspections.ROUTES,
    *licences.ROUTES,
    *products.ROUTES,
    *related.ROUTES,
    *risks.ROUTES,
    *schemes.ROUTES,
    *selections.ROUTES,
)
