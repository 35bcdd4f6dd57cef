"""Who may see and do what in authorised operation; read as a statute, one module for each noun."""

from licensing.policies import decisions, deliveries, licences, products, schemes

__all__ = ("decisions", "deliveries", "licences", "products", "schemes")
