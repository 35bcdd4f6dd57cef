"""What the public registers of authorised operation show."""
