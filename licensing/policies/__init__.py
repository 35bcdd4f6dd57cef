"""Who may see and do what in authorised operation; read as a statute, one module for each noun."""

from licensing.policies import changes, decisions, licences, products, schemes

__all__ = ("changes", "decisions", "licences", "products", "schemes")
