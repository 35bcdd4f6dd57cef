"""The catalogue's public pages: search, resource, registration notices, registrations."""

from catalog.pages.feeds import feed
from catalog.pages.issues import issue, report_issue
from catalog.pages.notices import notice, notices
from catalog.pages.registers import register, register_file
from catalog.pages.registration_feeds import notices_feed, registrations_feed
from catalog.pages.registrations import certificate, check, registration, registration_by_code
from catalog.pages.requests import data_request, data_requests, new_data_request
from catalog.pages.resources import resource
from catalog.pages.searching import search
from catalog.pages.tracking import track
from catalog.pages.versions import resource_version, resource_versions

__all__ = (
    "certificate",
    "check",
    "data_request",
    "data_requests",
    "feed",
    "issue",
    "new_data_request",
    "notice",
    "notices",
    "notices_feed",
    "register",
    "register_file",
    "registration",
    "registration_by_code",
    "registrations_feed",
    "report_issue",
    "resource",
    "resource_version",
    "resource_versions",
    "search",
    "track",
)
