"""What authorised operation keeps on record (clauses 三, 五, 十二; 27号)."""

from catalog.vocabulary import ProductForm, Purpose
from licensing.models.checklists import ChecklistPoint, ChecklistTemplate
from licensing.models.complaints import Complaint, ComplaintReporter
from licensing.models.decisions import CollectiveDecision, Filing
from licensing.models.findings import Finding, Rectification
from licensing.models.grants import (
    LicenceGroupGrant,
    LicenceUserGrant,
    SchemeGroupGrant,
    SchemeUserGrant,
)
from licensing.models.incidents import Incident, IncidentMeasure, IncidentNotice
from licensing.models.inspections import Inspection, InspectionPlan, InspectionVisit
from licensing.models.licences import Licence
from licensing.models.products import Product, ProductReview, ProductSource
from licensing.models.schemes import PlannedProduct, Scheme, SchemeResource
from licensing.models.scope import LicensedResource
from licensing.models.terms import Business, ChargeUnit, Mode, Selection

__all__ = (
    "Business",
    "ChargeUnit",
    "ChecklistPoint",
    "ChecklistTemplate",
    "CollectiveDecision",
    "Complaint",
    "ComplaintReporter",
    "Filing",
    "Finding",
    "Incident",
    "IncidentMeasure",
    "IncidentNotice",
    "Inspection",
    "InspectionPlan",
    "InspectionVisit",
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
    "Rectification",
    "Scheme",
    "SchemeGroupGrant",
    "SchemeResource",
    "SchemeUserGrant",
    "Selection",
)
