"""What is governed: data resources, their registration, notices and objections (clauses 一, 二, 四)."""

from catalog.models.applications import RegistrationApplication
from catalog.models.certificates import Certificate
from catalog.models.details import DataItem, Distribution
from catalog.models.evidence import Evidence
from catalog.models.grants import DataResourceGroupGrant, DataResourceUserGrant
from catalog.models.lookups import Bigrams
from catalog.models.notices import PublicNotice, SupplementNotice
from catalog.models.objections import Objection
from catalog.models.parties import ApplicationParty
from catalog.models.practices import RegistrationPractice
from catalog.models.registration_versions import RegistrationVersion
from catalog.models.registrations import NumberSeries, Registration
from catalog.models.resources import DataResource
from catalog.models.revocations import Revocation
from catalog.models.searching import ResourceSearch

__all__ = (
    "ApplicationParty",
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
    "RegistrationPractice",
    "RegistrationVersion",
    "ResourceSearch",
    "Revocation",
    "SupplementNotice",
)
