"""What is governed: data resources, their registration, notices and objections (clauses 一, 二, 四)."""

from catalog.models.applications import RegistrationApplication
from catalog.models.details import DataItem, Distribution
from catalog.models.evidence import Evidence
from catalog.models.grants import DataResourceGroupGrant, DataResourceUserGrant
from catalog.models.issues import QualityIssue
from catalog.models.lookups import Bigrams
from catalog.models.notices import PublicNotice, SupplementNotice
from catalog.models.objections import Objection
from catalog.models.quality import ResourceQuality
from catalog.models.registrations import NumberSeries, Registration
from catalog.models.requests import DataRequest
from catalog.models.resources import DataResource
from catalog.models.searching import ResourceSearch

__all__ = (
    "Bigrams",
    "DataItem",
    "DataRequest",
    "DataResource",
    "DataResourceGroupGrant",
    "DataResourceUserGrant",
    "Distribution",
    "Evidence",
    "NumberSeries",
    "Objection",
    "PublicNotice",
    "QualityIssue",
    "Registration",
    "RegistrationApplication",
    "ResourceQuality",
    "ResourceSearch",
    "SupplementNotice",
)
