"""What authorised operation keeps on record (clauses 三, 五, 十二; 27号)."""

from catalog.vocabulary import ProductForm, Purpose
from licensing.models.assessments import RiskAssessment, RiskPoint
from licensing.models.decisions import CollectiveDecision, Filing
from licensing.models.grants import (
    LicenceGroupGrant,
    LicenceUserGrant,
    SchemeGroupGrant,
    SchemeUserGrant,
)
from licensing.models.identifiers import IdentifierWord
from licensing.models.licences import Licence
from licensing.models.linkage import LinkageAnalysis, LinkageProgress, LinkageSample
from licensing.models.products import Product, ProductReview, ProductSource
from licensing.models.schemes import PlannedProduct, Scheme, SchemeResource
from licensing.models.scope import LicensedResource
from licensing.models.terms import Business, ChargeUnit, Mode, Selection

__all__ = (
    "Business",
    "ChargeUnit",
    "CollectiveDecision",
    "Filing",
    "IdentifierWord",
    "Licence",
    "LicenceGroupGrant",
    "LicenceUserGrant",
    "LicensedResource",
    "LinkageAnalysis",
    "LinkageProgress",
    "LinkageSample",
    "Mode",
    "PlannedProduct",
    "Product",
    "ProductForm",
    "ProductReview",
    "ProductSource",
    "Purpose",
    "RiskAssessment",
    "RiskPoint",
    "Scheme",
    "SchemeGroupGrant",
    "SchemeResource",
    "SchemeUserGrant",
    "Selection",
)
