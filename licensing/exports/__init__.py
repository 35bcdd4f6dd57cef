"""What lists of authorised operation show as files; each declares itself when this package is imported."""

from licensing.exports import evaluations, exits

__all__ = ("evaluations", "exits")
