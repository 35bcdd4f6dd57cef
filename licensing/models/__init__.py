"""What authorised operation keeps on record (clauses 三, 五, 十二; 27号)."""

from catalog.vocabulary import ProductForm, Purpose
from licensing.models.checklists import ChecklistPoint, ChecklistTemplate
from licensing.models.complaints import Complaint, ComplaintReporter
from licensing.models.decisions import CollectiveDecision, Filing
from licensing.models.endings import EarlyEnding, EndingGround, EndingKind
from licensing.models.evaluation_objections import EvaluationObjection
from licensing.models.evaluation_schemes import EvaluationIndicator, EvaluationScheme, Measure
from licensing.models.evaluations import (
    Evaluation,
    EvaluationGrade,
    EvaluationGroupGrant,
    EvaluationKind,
    EvaluationScore,
    EvaluationUserGrant,
    FollowUp,
)
from licensing.models.exit_tasks import ExitTask, Side, TaskKind
from licensing.models.exits import EndKind, Exit, Initiator, StopNotice
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
    "EarlyEnding",
    "EndKind",
    "EndingGround",
    "EndingKind",
    "Evaluation",
    "EvaluationGrade",
    "EvaluationGroupGrant",
    "EvaluationIndicator",
    "EvaluationKind",
    "EvaluationObjection",
    "EvaluationScheme",
    "EvaluationScore",
    "EvaluationUserGrant",
    "Exit",
    "ExitTask",
    "Filing",
    "Finding",
    "FollowUp",
    "Incident",
    "IncidentMeasure",
    "IncidentNotice",
    "Initiator",
    "Inspection",
    "InspectionPlan",
    "InspectionVisit",
    "Licence",
    "LicenceGroupGrant",
    "LicenceUserGrant",
    "LicensedResource",
    "Measure",
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
    "Side",
    "StopNotice",
    "TaskKind",
)
