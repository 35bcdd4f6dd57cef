"""What lists of authorised operation show as files; each declares itself when this package is imported."""

from licensing.exports import complaints, evaluations, exits, incidents, inspections

__all__ = ("complaints", "evaluations", "exits", "incidents", "inspections")
