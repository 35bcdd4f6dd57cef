"""The catalogue in the shared site."""

from catalog.admin.applications import RegistrationApplicationAdmin
from catalog.admin.cases import DataRequestAdmin, QualityIssueAdmin
from catalog.admin.codes import CodeEntryAdmin
from catalog.admin.duties import GradeChangeAdmin, PersonalDataFindingAdmin, SourceConflictAdmin
from catalog.admin.quality import ResourceQualityAdmin
from catalog.admin.registrations import (
    ObjectionAdmin,
    PublicNoticeAdmin,
    RegistrationAdmin,
    RegistrationPracticeAdmin,
    RevocationAdmin,
)
from catalog.admin.resources import DataResourceAdmin
from catalog.admin.sharing import SharingDutyAdmin, SharingRequestAdmin
from catalog.admin.sharing_affairs import (
    CorrectionRequestAdmin,
    SharingDisputeAdmin,
    SharingIncidentAdmin,
)
from catalog.admin.synonyms import SynonymAdmin

__all__ = (
    "CodeEntryAdmin",
    "CorrectionRequestAdmin",
    "DataRequestAdmin",
    "DataResourceAdmin",
    "GradeChangeAdmin",
    "ObjectionAdmin",
    "PersonalDataFindingAdmin",
    "PublicNoticeAdmin",
    "QualityIssueAdmin",
    "RegistrationAdmin",
    "RegistrationApplicationAdmin",
    "RegistrationPracticeAdmin",
    "ResourceQualityAdmin",
    "RevocationAdmin",
    "SharingDisputeAdmin",
    "SharingDutyAdmin",
    "SharingIncidentAdmin",
    "SharingRequestAdmin",
    "SourceConflictAdmin",
    "SynonymAdmin",
)
