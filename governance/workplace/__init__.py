"""The pages of the shared site that belong to no record: home, search, choices."""
