"""Use of licensed data: periods, checks, metering, rollups, seals and what the public sees of them."""
