"""Who may see and do what in authorised operation; read as a statute, one module for each noun."""

from licensing.policies import decisions, licences, products, related, schemes

__all__ = ("decisions", "licences", "products", "related", "schemes")
