"""Public pages of authorised operation."""
