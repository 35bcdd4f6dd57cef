"""What lists of authorised operation show as files; each declares itself when this package is imported."""

from licensing.exports import related, selections

__all__ = ("related", "selections")
