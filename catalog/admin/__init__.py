"""The catalogue in the shared site."""

from catalog.admin.cases import DataRequestAdmin, QualityIssueAdmin
from catalog.admin.quality import ResourceQualityAdmin
from catalog.admin.registrations import (
    ObjectionAdmin,
    PublicNoticeAdmin,
    RegistrationAdmin,
    RegistrationApplicationAdmin,
)
from catalog.admin.resources import DataResourceAdmin

__all__ = (
    "DataRequestAdmin",
    "DataResourceAdmin",
    "ObjectionAdmin",
    "PublicNoticeAdmin",
    "QualityIssueAdmin",
    "RegistrationAdmin",
    "RegistrationApplicationAdmin",
    "ResourceQualityAdmin",
)
