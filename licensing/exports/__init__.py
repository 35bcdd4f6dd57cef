"""What the lists of authorised operation become as files, one module for each noun."""

from licensing.exports import products

__all__ = ("products",)
