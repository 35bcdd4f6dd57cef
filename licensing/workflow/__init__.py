"""The procedures of authorised operation, one module for each noun (27号 第八条至第二十三条)."""

from licensing.workflow import (
    complaints,
    decisions,
    due,
    ends,
    filings,
    incidents,
    inspection_plans,
    inspections,
    licences,
    products,
    rectifications,
    scheme_changes,
    schemes,
)

__all__ = (
    "complaints",
    "decisions",
    "due",
    "ends",
    "filings",
    "incidents",
    "inspection_plans",
    "inspections",
    "licences",
    "products",
    "rectifications",
    "scheme_changes",
    "schemes",
)
