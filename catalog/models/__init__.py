"""What is governed: data resources, their registration, notices and objections (clauses 一, 二, 四)."""

from catalog.models.applications import RegistrationApplication
from catalog.models.certificates import Certificate
from catalog.models.code_lists import CodeEntry
from catalog.models.conflicts import SourceConflict, SourceConflictMember
from catalog.models.details import DataItem, Distribution, ResourceRelation
from catalog.models.evidence import Evidence
from catalog.models.facets import FacetCount, FacetTotal
from catalog.models.findings import PersonalDataFinding
from catalog.models.grading import GradeChange
from catalog.models.grants import DataResourceGroupGrant, DataResourceUserGrant
from catalog.models.issues import QualityIssue
from catalog.models.lookups import Bigrams
from catalog.models.notices import PublicNotice, SupplementNotice
from catalog.models.objections import Objection
from catalog.models.parties import ApplicationParty
from catalog.models.practices import RegistrationPractice
from catalog.models.quality import ResourceQuality
from catalog.models.registration_versions import RegistrationVersion
from catalog.models.registrations import NumberSeries, Registration
from catalog.models.requests import DataRequest
from catalog.models.resources import DataResource
from catalog.models.revocations import Revocation
from catalog.models.searching import ResourceSearch
from catalog.models.sharing import SharingRequest, SharingSupplement
from catalog.models.sharing_corrections import CorrectionRequest
from catalog.models.sharing_disputes import SharingDispute
from catalog.models.sharing_duties import SharingDuty
from catalog.models.sharing_use import SharingIncident, SharingUse
from catalog.models.synonyms import Synonym
from catalog.models.versions import ResourceVersion

__all__ = (
    "ApplicationParty",
    "Bigrams",
    "Certificate",
    "CodeEntry",
    "CorrectionRequest",
    "DataItem",
    "DataRequest",
    "DataResource",
    "DataResourceGroupGrant",
    "DataResourceUserGrant",
    "Distribution",
    "Evidence",
    "FacetCount",
    "FacetTotal",
    "GradeChange",
    "NumberSeries",
    "Objection",
    "PersonalDataFinding",
    "PublicNotice",
    "QualityIssue",
    "Registration",
    "RegistrationApplication",
    "RegistrationPractice",
    "RegistrationVersion",
    "ResourceQuality",
    "ResourceRelation",
    "ResourceSearch",
    "ResourceVersion",
    "Revocation",
    "SharingDispute",
    "SharingDuty",
    "SharingIncident",
    "SharingRequest",
    "SharingSupplement",
    "SharingUse",
    "SourceConflict",
    "SourceConflictMember",
    "SupplementNotice",
    "Synonym",
)
