"""What authorised operation keeps on record (clauses 三, 五, 十二; 27号)."""

from catalog.vocabulary import (
    ProductForm,
    Purpose,
)
from licensing.models.assessments import (
    RiskAssessment,
    RiskPoint,
)
from licensing.models.candidates import (
    Candidate,
    CandidateCondition,
)
from licensing.models.capabilities import (
    Capability,
)
from licensing.models.challenges import (
    SelectionChallenge,
)
from licensing.models.changes import (
    LicenceChange,
    LicenceChangeItem,
)
from licensing.models.checklists import (
    ChecklistPoint,
    ChecklistTemplate,
)
from licensing.models.complaints import (
    Complaint,
    ComplaintReporter,
)
from licensing.models.decisions import (
    CollectiveDecision,
)
from licensing.models.deliveries import (
    Delivery,
    PartyKind,
    Redevelopment,
)
from licensing.models.endings import (
    EarlyEnding,
    EndingGround,
    EndingKind,
)
from licensing.models.evaluation_objections import (
    EvaluationObjection,
)
from licensing.models.evaluation_schemes import (
    EvaluationIndicator,
    EvaluationScheme,
    Measure,
)
from licensing.models.evaluations import (
    Evaluation,
    EvaluationGrade,
    EvaluationGroupGrant,
    EvaluationKind,
    EvaluationScore,
    EvaluationUserGrant,
    FollowUp,
)
from licensing.models.exit_tasks import (
    ExitTask,
    Side,
    TaskKind,
)
from licensing.models.exits import (
    EndKind,
    Exit,
    Initiator,
    StopNotice,
)
from licensing.models.filings import (
    Filing,
)
from licensing.models.findings import (
    Finding,
    Rectification,
)
from licensing.models.grants import (
    LicenceGroupGrant,
    LicenceUserGrant,
    SchemeGroupGrant,
    SchemeUserGrant,
)
from licensing.models.holds import (
    ScopeHold,
)
from licensing.models.identifiers import (
    IdentifierWord,
)
from licensing.models.incidents import (
    Incident,
    IncidentMeasure,
    IncidentNotice,
)
from licensing.models.inspections import (
    Inspection,
    InspectionPlan,
    InspectionVisit,
)
from licensing.models.judging import (
    Score,
    Scorer,
)
from licensing.models.licences import (
    Licence,
)
from licensing.models.linkage import (
    LinkageAnalysis,
    LinkageProgress,
    LinkageSample,
)
from licensing.models.members import (
    DecisionMember,
)
from licensing.models.metering import (
    UsageBatch,
    UsageDaily,
    UsageMonthly,
    UsageRecord,
    UsageSeal,
)
from licensing.models.product_editions import (
    ProductEdition,
)
from licensing.models.product_reviews import (
    ProductReview,
    ReviewPoint,
)
from licensing.models.products import (
    Product,
    ProductSource,
)
from licensing.models.quorum_rules import (
    QuorumRule,
)
from licensing.models.related import (
    RelatedParty,
)
from licensing.models.scheme_parts import (
    PlannedProduct,
    SchemeAnnex,
    SchemeResource,
)
from licensing.models.scheme_versions import (
    SchemeVersion,
)
from licensing.models.schemes import (
    Scheme,
)
from licensing.models.scope import (
    LicensedResource,
)
from licensing.models.selections import (
    ScoringCriterion,
    Selection,
    SelectionCondition,
)
from licensing.models.terms import (
    Business,
    ChargeUnit,
    MeetingType,
    Mode,
    SelectionMethod,
    Undertaking,
)
from licensing.models.usage import (
    UsageEntry,
    UsageReport,
)
from licensing.models.versions import (
    LicenceVersion,
)

__all__ = (
    "Business",
    "Candidate",
    "CandidateCondition",
    "Capability",
    "ChargeUnit",
    "ChecklistPoint",
    "ChecklistTemplate",
    "CollectiveDecision",
    "Complaint",
    "ComplaintReporter",
    "DecisionMember",
    "Delivery",
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
    "IdentifierWord",
    "Incident",
    "IncidentMeasure",
    "IncidentNotice",
    "Initiator",
    "Inspection",
    "InspectionPlan",
    "InspectionVisit",
    "Licence",
    "LicenceChange",
    "LicenceChangeItem",
    "LicenceGroupGrant",
    "LicenceUserGrant",
    "LicenceVersion",
    "LicensedResource",
    "LinkageAnalysis",
    "LinkageProgress",
    "LinkageSample",
    "Measure",
    "MeetingType",
    "Mode",
    "PartyKind",
    "PlannedProduct",
    "Product",
    "ProductEdition",
    "ProductForm",
    "ProductReview",
    "ProductSource",
    "Purpose",
    "QuorumRule",
    "Rectification",
    "Redevelopment",
    "RelatedParty",
    "ReviewPoint",
    "RiskAssessment",
    "RiskPoint",
    "Scheme",
    "SchemeAnnex",
    "SchemeGroupGrant",
    "SchemeResource",
    "SchemeUserGrant",
    "SchemeVersion",
    "ScopeHold",
    "Score",
    "Scorer",
    "ScoringCriterion",
    "Selection",
    "SelectionChallenge",
    "SelectionCondition",
    "SelectionMethod",
    "Side",
    "StopNotice",
    "TaskKind",
    "Undertaking",
    "UsageBatch",
    "UsageDaily",
    "UsageEntry",
    "UsageMonthly",
    "UsageRecord",
    "UsageReport",
    "UsageSeal",
)
