"""Who may see and do what in authorised operation; read as a statute, one module for each noun."""

from licensing.policies import (
    candidates,
    decisions,
    licences,
    products,
    related,
    schemes,
    selections,
)

__all__ = (
    "candidates",
    "decisions",
    "licences",
    "products",
    "related",
    "schemes",
    "selections",
)
