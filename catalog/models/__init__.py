"""What is governed: data resources, their registration, notices and objections (clauses 一, 二, 四)."""

from catalog.models.applications import RegistrationApplication
from catalog.models.details import DataItem, Distribution
from catalog.models.evidence import Evidence
from catalog.models.grants import DataResourceGroupGrant, DataResourceUserGrant
from catalog.models.lookups import Bigrams
from catalog.models.notices import PublicNotice, SupplementNotice
from catalog.models.objections import Objection
from catalog.models.registrations import NumberSeries, Registration
from catalog.models.resources import DataResource
from catalog.models.searching import ResourceSearch
from catalog.models.sharing import SharingRequest, SharingSupplement
from catalog.models.sharing_corrections import CorrectionRequest
from catalog.models.sharing_disputes import SharingDispute
from catalog.models.sharing_duties import SharingDuty
from catalog.models.sharing_use import SharingIncident, SharingUse

__all__ = (
    "Bigrams",
    "CorrectionRequest",
    "DataItem",
    "DataResource",
    "DataResourceGroupGrant",
    "DataResourceUserGrant",
    "Distribution",
    "Evidence",
    "NumberSeries",
    "Objection",
    "PublicNotice",
    "Registration",
    "RegistrationApplication",
    "ResourceSearch",
    "SharingDispute",
    "SharingDuty",
    "SharingIncident",
    "SharingRequest",
    "SharingSupplement",
    "SharingUse",
    "SupplementNotice",
)
