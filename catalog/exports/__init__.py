"""What lists of the catalogue show as files; each declares itself when this package is imported."""

from catalog.exports import metadata, quality, registrations, resources, sharing

__all__ = ("metadata", "quality", "registrations", "resources", "sharing")
