"""The catalogue's public pages: search, resource, registration notices, registrations."""

from catalog.pages.notices import notice, notices
from catalog.pages.registrations import registration
from catalog.pages.resources import resource
from catalog.pages.searching import search

__all__ = ("notice", "notices", "registration", "resource", "search")
