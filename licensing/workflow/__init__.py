"""The procedures of authorised operation, one module for each noun (27号 第八条至第二十三条)."""

from licensing.workflow import (
    complaints,
    decisions,
    due,
    ends,
    incidents,
    inspection_plans,
    inspections,
    licences,
    products,
    receipts,
    rectifications,
    schemes,
)

__all__ = (
    "complaints",
    "decisions",
    "due",
    "ends",
    "incidents",
    "inspection_plans",
    "inspections",
    "licences",
    "products",
    "receipts",
    "rectifications",
    "schemes",
)
