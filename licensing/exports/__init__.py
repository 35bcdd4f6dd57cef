"""What lists of authorised operation show as files; each declares itself when this package is imported."""

from licensing.exports import (
    complaints,
    decisions,
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
    usage,
)

__all__ = (
    "complaints",
    "decisions",
    "evaluations",
    "exits",
    "filings",
    "incidents",
    "inspections",
    "licences",
    "products",
    "related",
    "risks",
    "schemes",
    "selections",
    "usage",
)
