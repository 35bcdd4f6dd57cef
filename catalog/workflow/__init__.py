"""The procedures of the catalogue: data resources, applications for registration, objections, registrations."""

from catalog.workflow import applications, objections, registrations, resources, scoring

__all__ = ("applications", "objections", "registrations", "resources", "scoring")
