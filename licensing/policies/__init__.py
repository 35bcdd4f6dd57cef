"""Who may see and do what in authorised operation; read as a statute, one module for each noun."""

from licensing.policies import (
    assessments,
    candidates,
    changes,
    complaints,
    decisions,
    evaluations,
    exits,
    findings,
    incidents,
    inspections,
    licences,
    linkage,
    products,
    related,
    schemes,
    selections,
)

__all__ = (
    "assessments",
    "candidates",
    "changes",
    "complaints",
    "decisions",
    "evaluations",
    "exits",
    "findings",
    "incidents",
    "inspections",
    "licences",
    "linkage",
    "products",
    "related",
    "schemes",
    "selections",
)
