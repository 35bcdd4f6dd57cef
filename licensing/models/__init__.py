"""What authorised operation keeps on record (clauses 三, 五, 十二; 27号)."""

from catalog.vocabulary import ProductForm, Purpose
from licensing.models.capabilities import Capability
from licensing.models.decisions import CollectiveDecision, Filing
from licensing.models.deliveries import Delivery, PartyKind, Redevelopment
from licensing.models.grants import (
    LicenceGroupGrant,
    LicenceUserGrant,
    SchemeGroupGrant,
    SchemeUserGrant,
)
from licensing.models.licences import Licence
from licensing.models.product_editions import ProductEdition
from licensing.models.product_reviews import ProductReview, ReviewPoint
from licensing.models.products import Product, ProductSource
from licensing.models.schemes import PlannedProduct, Scheme, SchemeResource
from licensing.models.scope import LicensedResource
from licensing.models.terms import Business, ChargeUnit, Mode, Selection

__all__ = (
    "Business",
    "Capability",
    "ChargeUnit",
    "CollectiveDecision",
    "Delivery",
    "Filing",
    "Licence",
    "LicenceGroupGrant",
    "LicenceUserGrant",
    "LicensedResource",
    "Mode",
    "PartyKind",
    "PlannedProduct",
    "Product",
    "ProductEdition",
    "ProductForm",
    "ProductReview",
    "ProductSource",
    "Purpose",
    "Redevelopment",
    "ReviewPoint",
    "Scheme",
    "SchemeGroupGrant",
    "SchemeResource",
    "SchemeUserGrant",
    "Selection",
)
