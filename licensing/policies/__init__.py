"""Who may see and do what in authorised operation; read as a statute, one module for each noun."""

from licensing.policies import (
    assessments,
    changes,
    complaints,
    decisions,
    findings,
    incidents,
    inspections,
    licences,
    linkage,
    products,
    schemes,
)

__all__ = (
    "assessments",
    "changes",
    "complaints",
    "decisions",
    "findings",
    "incidents",
    "inspections",
    "licences",
    "linkage",
    "products",
    "schemes",
)
