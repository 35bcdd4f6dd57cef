"""What is governed: data resources, their registration, notices and objections (clauses 一, 二, 四)."""

from catalog.models.applications import RegistrationApplication
from catalog.models.details import DataItem, Distribution
from catalog.models.evidence import Evidence
from catalog.models.facets import FacetCount, FacetTotal
from catalog.models.grants import DataResourceGroupGrant, DataResourceUserGrant
from catalog.models.lookups import Bigrams
from catalog.models.notices import PublicNotice, SupplementNotice
from catalog.models.objections import Objection
from catalog.models.registrations import NumberSeries, Registration
from catalog.models.resources import DataResource
from catalog.models.searching import ResourceSearch
from catalog.models.synonyms import Synonym

__all__ = (
    "Bigrams",
    "DataItem",
    "DataResource",
    "DataResourceGroupGrant",
    "DataResourceUserGrant",
    "Distribution",
    "Evidence",
    "FacetCount",
    "FacetTotal",
    "NumberSeries",
    "Objection",
    "PublicNotice",
    "Registration",
    "RegistrationApplication",
    "ResourceSearch",
    "SupplementNotice",
    "Synonym",
)
