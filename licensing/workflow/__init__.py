"""The procedures of authorised operation, one module for each noun (27号 第八条至第二十三条)."""

from licensing.workflow import (
    capabilities,
    decisions,
    deliveries,
    due,
    ends,
    licences,
    product_editions,
    product_service,
    products,
    products_due,
    schemes,
)

__all__ = (
    "capabilities",
    "decisions",
    "deliveries",
    "due",
    "ends",
    "licences",
    "product_editions",
    "product_service",
    "products",
    "products_due",
    "schemes",
)
