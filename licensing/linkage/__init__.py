"""Linkage analysis: by the meaning of items (matrix), by counting samples (sampling), as background work (runs)."""
