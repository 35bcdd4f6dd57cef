"""What lists of authorised operation show as files; each declares itself when this package is imported."""

from licensing.exports import decisions, filings, schemes

__all__ = ("decisions", "filings", "schemes")
