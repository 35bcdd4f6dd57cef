"""The catalogue in the shared site."""

from catalog.admin.applications import RegistrationApplicationAdmin
from catalog.admin.registrations import (
    ObjectionAdmin,
    PublicNoticeAdmin,
    RegistrationAdmin,
    RegistrationPracticeAdmin,
    RevocationAdmin,
)
from catalog.admin.resources import DataResourceAdmin

__all__ = (
    "DataResourceAdmin",
    "ObjectionAdmin",
    "PublicNoticeAdmin",
    "RegistrationAdmin",
    "RegistrationApplicationAdmin",
    "RegistrationPracticeAdmin",
    "RevocationAdmin",
)
