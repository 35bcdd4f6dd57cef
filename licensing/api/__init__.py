"""Authorised operation for machines: the same rows, edits and steps as every other door."""

from licensing.api import (
    complaints,
    decisions,
    evaluations,
    exits,
    incidents,
    inspections,
    licences,
    products,
    schemes,
)  # fmt: skip

ROUTES = (
    *schemes.ROUTES,
    *decisions.ROUTES,
    *licences.ROUTES,
    *products.ROUTES,
    *exits.ROUTES,
    *evaluations.ROUTES,
    *complaints.ROUTES,
    *incidents.ROUTES,
    *inspections.ROUTES,
)
