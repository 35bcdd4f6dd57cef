"""The catalogue in the shared site."""

from catalog.admin.registrations import (
    ObjectionAdmin,
    PublicNoticeAdmin,
    RegistrationAdmin,
    RegistrationApplicationAdmin,
)
from catalog.admin.resources import DataResourceAdmin
from catalog.admin.sharing import SharingDutyAdmin, SharingRequestAdmin
from catalog.admin.sharing_affairs import (
    CorrectionRequestAdmin,
    SharingDisputeAdmin,
    SharingIncidentAdmin,
)

__all__ = (
    "CorrectionRequestAdmin",
    "DataResourceAdmin",
    "ObjectionAdmin",
    "PublicNoticeAdmin",
    "RegistrationAdmin",
    "RegistrationApplicationAdmin",
    "SharingDisputeAdmin",
    "SharingDutyAdmin",
    "SharingIncidentAdmin",
    "SharingRequestAdmin",
)
