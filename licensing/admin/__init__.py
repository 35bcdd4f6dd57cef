"""Authorised operation in the shared site: descriptions only; what is allowed is for policies and steps."""

from licensing.admin.assessments import (
    IdentifierWordAdmin,
    RiskAssessmentAdmin,
)
from licensing.admin.candidates import (
    CandidateAdmin,
)
from licensing.admin.changes import (
    LicenceChangeAdmin,
)
from licensing.admin.complaints import (
    ComplaintAdmin,
)
from licensing.admin.decisions import (
    CollectiveDecisionAdmin,
    QuorumRuleAdmin,
)
from licensing.admin.deliveries import (
    CapabilityAdmin,
    DeliveryAdmin,
    RedevelopmentAdmin,
)
from licensing.admin.evaluations import (
    EvaluationAdmin,
    EvaluationObjectionAdmin,
    EvaluationSchemeAdmin,
)
from licensing.admin.exits import (
    EarlyEndingAdmin,
    ExitAdmin,
    ExitTaskAdmin,
    StopNoticeAdmin,
)
from licensing.admin.filings import (
    FilingAdmin,
)
from licensing.admin.findings import (
    FindingAdmin,
    RectificationAdmin,
)
from licensing.admin.incidents import (
    IncidentAdmin,
)
from licensing.admin.inspections import (
    ChecklistTemplateAdmin,
    InspectionAdmin,
    InspectionPlanAdmin,
)
from licensing.admin.licences import (
    LicenceAdmin,
    LicensedResourceAdmin,
)
from licensing.admin.linkage import (
    LinkageAnalysisAdmin,
    LinkageSampleAdmin,
)
from licensing.admin.products import (
    ProductAdmin,
    ProductReviewAdmin,
)
from licensing.admin.related import (
    RelatedPartyAdmin,
)
from licensing.admin.schemes import (
    SchemeAdmin,
)
from licensing.admin.selections import (
    ScorerAdmin,
    SelectionAdmin,
    SelectionChallengeAdmin,
)
from licensing.admin.usage import (
    UsageBatchAdmin,
    UsageEntryAdmin,
    UsageReportAdmin,
)
from licensing.admin.usage_trace import (
    UsageMonthlyAdmin,
)

__all__ = (
    "CandidateAdmin",
    "CapabilityAdmin",
    "ChecklistTemplateAdmin",
    "CollectiveDecisionAdmin",
    "ComplaintAdmin",
    "DeliveryAdmin",
    "EarlyEndingAdmin",
    "EvaluationAdmin",
    "EvaluationObjectionAdmin",
    "EvaluationSchemeAdmin",
    "ExitAdmin",
    "ExitTaskAdmin",
    "FilingAdmin",
    "FindingAdmin",
    "IdentifierWordAdmin",
    "IncidentAdmin",
    "InspectionAdmin",
    "InspectionPlanAdmin",
    "LicenceAdmin",
    "LicenceChangeAdmin",
    "LicensedResourceAdmin",
    "LinkageAnalysisAdmin",
    "LinkageSampleAdmin",
    "ProductAdmin",
    "ProductReviewAdmin",
    "QuorumRuleAdmin",
    "RectificationAdmin",
    "RedevelopmentAdmin",
    "RelatedPartyAdmin",
    "RiskAssessmentAdmin",
    "SchemeAdmin",
    "ScorerAdmin",
    "SelectionAdmin",
    "SelectionChallengeAdmin",
    "StopNoticeAdmin",
    "UsageBatchAdmin",
    "UsageEntryAdmin",
    "UsageMonthlyAdmin",
    "UsageReportAdmin",
)
