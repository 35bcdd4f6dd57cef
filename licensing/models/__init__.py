"""What authorised operation keeps on record (clauses 三, 五, 十二; 27号)."""

from catalog.vocabulary import ProductForm, Purpose
from licensing.models.candidates import Candidate, CandidateCondition
from licensing.models.challenges import SelectionChallenge
from licensing.models.decisions import CollectiveDecision, Filing
from licensing.models.grants import (
    LicenceGroupGrant,
    LicenceUserGrant,
    SchemeGroupGrant,
    SchemeUserGrant,
)
from licensing.models.judging import Score, Scorer
from licensing.models.licences import Licence
from licensing.models.products import Product, ProductReview, ProductSource
from licensing.models.related import RelatedParty
from licensing.models.schemes import PlannedProduct, Scheme, SchemeResource
from licensing.models.scope import LicensedResource
from licensing.models.selections import ScoringCriterion, Selection, SelectionCondition
from licensing.models.terms import Business, ChargeUnit, Mode, SelectionMethod

__all__ = (
    "Business",
    "Candidate",
    "CandidateCondition",
    "ChargeUnit",
    "CollectiveDecision",
    "Filing",
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
    "RelatedParty",
    "Scheme",
    "SchemeGroupGrant",
    "SchemeResource",
    "SchemeUserGrant",
    "Score",
    "Scorer",
    "ScoringCriterion",
    "Selection",
    "SelectionChallenge",
    "SelectionCondition",
    "SelectionMethod",
)
