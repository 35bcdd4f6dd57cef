"""The procedures of authorised operation, one module for each noun (27号 第八条至第二十三条)."""

from licensing.workflow import (
    assessments,
    complaints,
    decisions,
    due,
    ends,
    filings,
    incidents,
    inspection_plans,
    inspections,
    licences,
    linkage,
    products,
    rectifications,
    scheme_changes,
    schemes,
)

__all__ = (
    "assessments",
    "complaints",
    "decisions",
    "due",
    "ends",
    "filings",
    "incidents",
    "inspection_plans",
    "inspections",
    "licences",
    "linkage",
    "products",
    "rectifications",
    "scheme_changes",
    "schemes",
)
