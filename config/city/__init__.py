"""云州市, the demonstration city: invented bodies, people, data and tariffs, brought about by the same steps as real ones."""
