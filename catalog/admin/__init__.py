"""The catalogue in the shared site."""

from catalog.admin.codes import (
    CodeEntryAdmin,
)
from catalog.admin.duties import (
    GradeChangeAdmin,
    PersonalDataFindingAdmin,
    SourceConflictAdmin,
)
from catalog.admin.registrations import (
    ObjectionAdmin,
    PublicNoticeAdmin,
    RegistrationAdmin,
    RegistrationApplicationAdmin,
)
from catalog.admin.resources import (
    DataResourceAdmin,
)
from catalog.admin.synonyms import (
    SynonymAdmin,
)

__all__ = (
    "CodeEntryAdmin",
    "DataResourceAdmin",
    "GradeChangeAdmin",
    "ObjectionAdmin",
    "PersonalDataFindingAdmin",
    "PublicNoticeAdmin",
    "RegistrationAdmin",
    "RegistrationApplicationAdmin",
    "SourceConflictAdmin",
    "SynonymAdmin",
)
