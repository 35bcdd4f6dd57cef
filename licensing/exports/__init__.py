"""What lists of authorised operation show as files; each declares itself when this package is imported."""

from licensing.exports import incidents, usage

__all__ = ("incidents", "usage")
