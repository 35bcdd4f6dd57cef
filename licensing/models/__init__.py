"""What authorised operation keeps on record (clauses 三, 五, 十二; 27号)."""

from catalog.vocabulary import ProductForm, Purpose
from licensing.models.decisions import CollectiveDecision, Filing
from licensing.models.grants import (
    LicenceGroupGrant,
    LicenceUserGrant,
    SchemeGroupGrant,
    SchemeUserGrant,
)
from licensing.models.incidents import Incident, IncidentMeasure, IncidentNotice
from licensing.models.licences import Licence
from licensing.models.metering import (
    UsageBatch,
    UsageDaily,
    UsageMonthly,
    UsageRecord,
    UsageSeal,
)
from licensing.models.products import Product, ProductReview, ProductSource
from licensing.models.schemes import PlannedProduct, Scheme, SchemeResource
from licensing.models.scope import LicensedResource
from licensing.models.terms import Business, ChargeUnit, Mode, Selection
from licensing.models.usage import UsageEntry, UsageReport

__all__ = (
    "Business",
    "ChargeUnit",
    "CollectiveDecision",
    "Filing",
    "Incident",
    "IncidentMeasure",
    "IncidentNotice",
    "Licence",
    "LicenceGroupGrant",
    "LicenceUserGrant",
    "LicensedResource",
    "Mode",
    "PlannedProduct",
    "Product",
    "ProductForm",
    "ProductReview",
    "ProductSource",
    "Purpose",
    "Scheme",
    "SchemeGroupGrant",
    "SchemeResource",
    "SchemeUserGrant",
    "Selection",
    "UsageBatch",
    "UsageDaily",
    "UsageEntry",
    "UsageMonthly",
    "UsageRecord",
    "UsageReport",
    "UsageSeal",
)
