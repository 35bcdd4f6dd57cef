"""Who may see and do what in authorised operation; read as a statute, one module for each noun."""

from licensing.policies import decisions, licences, products, schemes, usage

__all__ = ("decisions", "licences", "products", "schemes", "usage")
