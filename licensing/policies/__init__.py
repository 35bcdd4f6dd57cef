"""Who may see and do what in authorised operation; read as a statute, one module for each noun."""

from licensing.policies import decisions, incidents, licences, products, schemes, usage

__all__ = ("decisions", "incidents", "licences", "products", "schemes", "usage")
