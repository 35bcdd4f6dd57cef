"""The catalogue's public pages: search, resource, registration notices, registrations and their check."""

from catalog.pages.feeds import notices_feed, registrations_feed
from catalog.pages.notices import notice, notices
from catalog.pages.registers import register, register_file
from catalog.pages.registrations import certificate, check, registration, registration_by_code
from catalog.pages.resources import resource
from catalog.pages.searching import search

__all__ = (
    "certificate",
    "check",
    "notice",
    "notices",
    "notices_feed",
    "register",
    "register_file",
    "registration",
    "registration_by_code",
    "registrations_feed",
    "resource",
    "search",
)
