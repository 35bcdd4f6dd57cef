"""What is governed: data resources, their registration, notices and objections (clauses 一, 二, 四)."""

from catalog.models.applications import RegistrationApplication
from catalog.models.certificates import Certificate
from catalog.models.details import DataItem, Distribution
from catalog.models.evidence import Evidence
from catalog.models.grants import DataResourceGroupGrant, DataResourceUserGrant
from catalog.models.lookups import Bigrams
from catalog.models.notices import PublicNotice, SupplementNotice
from catalog.models.objections import Objection
from catalog.models.registrations import NumberSeries, Registration
from catalog.models.resources import DataResource
from catalog.models.searching import ResourceSearch

__all__ = (
    "Bigrams",
    "Certificate",
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
    "SupplementNotice",
)
