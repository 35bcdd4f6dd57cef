"""Who may see and do what in authorised operation; read as a statute, one module for each noun."""

from licensing.policies import decisions, evaluations, exits, licences, products, schemes

__all__ = ("decisions", "evaluations", "exits", "licences", "products", "schemes")
