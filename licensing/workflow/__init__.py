"""The procedures of authorised operation, one module for each noun (27号 第八条至第二十三条)."""

from licensing.workflow import (
    decisions,
    due,
    ends,
    incidents,
    licences,
    products,
    schemes,
    usage,
    usage_due,
)

__all__ = (
    "decisions",
    "due",
    "ends",
    "incidents",
    "licences",
    "products",
    "schemes",
    "usage",
    "usage_due",
)
