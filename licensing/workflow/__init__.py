"""The procedures of authorised operation, one module for each noun (27号 第八条至第二十三条)."""

from licensing.workflow import (
    candidates,
    challenges,
    decisions,
    due,
    ends,
    exemptions,
    judging,
    licences,
    products,
    related,
    results,
    schemes,
    selections,
)

__all__ = (
    "candidates",
    "challenges",
    "decisions",
    "due",
    "ends",
    "exemptions",
    "judging",
    "licences",
    "products",
    "related",
    "results",
    "schemes",
    "selections",
)
