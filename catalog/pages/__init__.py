"""The catalogue's public pages: search, resource, registration notices, registrations."""

from catalog.pages.feeds import (
    feed,
)
from catalog.pages.notices import (
    notice,
    notices,
)
from catalog.pages.registrations import (
    registration,
)
from catalog.pages.resources import (
    resource,
)
from catalog.pages.searching import (
    search,
)
from catalog.pages.versions import (
    resource_version,
    resource_versions,
)

__all__ = (
    "feed",
    "notice",
    "notices",
    "registration",
    "resource",
    "resource_version",
    "resource_versions",
    "search",
)
