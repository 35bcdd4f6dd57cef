"""What the steps of authorised operation ask for: parsing and wording only."""
