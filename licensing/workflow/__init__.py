"""The procedures of authorised operation, one module for each noun (27号 第八条至第二十三条)."""

from licensing.workflow import (
    changes,
    decisions,
    due,
    ends,
    licences,
    products,
    promises,
    renewals,
    schemes,
)

__all__ = (
    "changes",
    "decisions",
    "due",
    "ends",
    "licences",
    "products",
    "promises",
    "renewals",
    "schemes",
)
