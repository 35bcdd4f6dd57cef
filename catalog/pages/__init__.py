"""The catalogue's public pages: search, resource, registration notices, registrations."""

from catalog.pages.feeds import feed
from catalog.pages.issues import issue, report_issue
from catalog.pages.notices import notice, notices
from catalog.pages.registrations import registration
from catalog.pages.requests import data_request, data_requests, new_data_request
from catalog.pages.resources import resource
from catalog.pages.searching import search
from catalog.pages.versions import resource_version, resource_versions

__all__ = (
    "data_request",
    "data_requests",
    "feed",
    "issue",
    "new_data_request",
    "notice",
    "notices",
    "registration",
    "report_issue",
    "resource",
    "resource_version",
    "resource_versions",
    "search",
)
