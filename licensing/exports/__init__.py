"""What exports of authorised operation show, one module for each noun."""

from licensing.exports import licences

__all__ = ("licences",)
