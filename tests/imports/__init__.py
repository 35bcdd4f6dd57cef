"""Previewed imports: readers, vocabularies, runs, pages."""
