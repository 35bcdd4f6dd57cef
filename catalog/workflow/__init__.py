"""The procedures of the catalogue: data resources, applications for registration, objections, registrations."""

from catalog.workflow import applications, counts, objections, registrations, resources

__all__ = ("applications", "counts", "objections", "registrations", "resources")
