"""The catalogue in the shared site."""

from catalog.admin.quality import ResourceQualityAdmin
from catalog.admin.registrations import (
    ObjectionAdmin,
    PublicNoticeAdmin,
    RegistrationAdmin,
    RegistrationApplicationAdmin,
)
from catalog.admin.resources import DataResourceAdmin

__all__ = (
    "DataResourceAdmin",
    "ObjectionAdmin",
    "PublicNoticeAdmin",
    "RegistrationAdmin",
    "RegistrationApplicationAdmin",
    "ResourceQualityAdmin",
)
