"""云州市, the demonstration city: all invented, and brought about by the same steps as real ones."""
