"""Authorised operation in the shared site: descriptions only; what is allowed is for policies and steps."""

from licensing.admin.complaints import ComplaintAdmin
from licensing.admin.decisions import CollectiveDecisionAdmin, FilingAdmin
from licensing.admin.evaluations import (
    EvaluationAdmin,
    EvaluationObjectionAdmin,
    EvaluationSchemeAdmin,
)
from licensing.admin.exits import EarlyEndingAdmin, ExitAdmin, ExitTaskAdmin, StopNoticeAdmin
from licensing.admin.findings import FindingAdmin, RectificationAdmin
from licensing.admin.incidents import IncidentAdmin
from licensing.admin.inspections import (
    ChecklistTemplateAdmin,
    InspectionAdmin,
    InspectionPlanAdmin,
)
from licensing.admin.licences import LicenceAdmin, LicensedResourceAdmin
from licensing.admin.products import ProductAdmin
from licensing.admin.schemes import SchemeAdmin

__all__ = (
    "ChecklistTemplateAdmin",
    "CollectiveDecisionAdmin",
    "ComplaintAdmin",
    "EarlyEndingAdmin",
    "EvaluationAdmin",
    "EvaluationObjectionAdmin",
    "EvaluationSchemeAdmin",
    "ExitAdmin",
    "ExitTaskAdmin",
    "FilingAdmin",
    "FindingAdmin",
    "IncidentAdmin",
    "InspectionAdmin",
    "InspectionPlanAdmin",
    "LicenceAdmin",
    "LicensedResourceAdmin",
    "ProductAdmin",
    "RectificationAdmin",
    "SchemeAdmin",
    "StopNoticeAdmin",
)
