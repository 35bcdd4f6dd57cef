"""The catalogue in the shared site."""

from catalog.admin.registrations import (
    ObjectionAdmin,
    PublicNoticeAdmin,
    RegistrationAdmin,
    RegistrationApplicationAdmin,
)
from catalog.admin.resources import DataResourceAdmin
from catalog.admin.synonyms import SynonymAdmin

__all__ = (
    "DataResourceAdmin",
    "ObjectionAdmin",
    "PublicNoticeAdmin",
    "RegistrationAdmin",
    "RegistrationApplicationAdmin",
    "SynonymAdmin",
)
