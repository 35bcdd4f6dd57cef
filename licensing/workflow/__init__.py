"""The procedures of authorised operation, one module for each noun (27号 第八条至第二十三条)."""

from licensing.workflow import (
    decisions,
    due,
    endings,
    ends,
    evaluation_objections,
    evaluation_schemes,
    evaluations,
    exit_tasks,
    exits,
    licences,
    opening,
    products,
    schemes,
    yearly,
)

__all__ = (
    "decisions",
    "due",
    "endings",
    "ends",
    "evaluation_objections",
    "evaluation_schemes",
    "evaluations",
    "exit_tasks",
    "exits",
    "licences",
    "opening",
    "products",
    "schemes",
    "yearly",
)
