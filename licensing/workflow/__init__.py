"""The procedures of authorised operation, one module for each noun (27号 第八条至第二十三条)."""

from licensing.workflow import (
    assessments,
    decisions,
    due,
    ends,
    licences,
    linkage,
    products,
    schemes,
)

__all__ = (
    "assessments",
    "decisions",
    "due",
    "ends",
    "licences",
    "linkage",
    "products",
    "schemes",
)
