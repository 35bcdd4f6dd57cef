"""Who may see and do what in authorised operation; read as a statute, one module for each noun."""

from licensing.policies import (
    complaints,
    decisions,
    evaluations,
    exits,
    findings,
    incidents,
    inspections,
    licences,
    products,
    schemes,
)

__all__ = (
    "complaints",
    "decisions",
    "evaluations",
    "exits",
    "findings",
    "incidents",
    "inspections",
    "licences",
    "products",
    "schemes",
)
