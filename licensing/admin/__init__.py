"""Authorised operation in the shared site: descriptions only; what is allowed is for policies and steps."""

from licensing.admin.assessments import IdentifierWordAdmin, RiskAssessmentAdmin
from licensing.admin.decisions import CollectiveDecisionAdmin, FilingAdmin
from licensing.admin.licences import LicenceAdmin, LicensedResourceAdmin
from licensing.admin.linkage import LinkageAnalysisAdmin, LinkageSampleAdmin
from licensing.admin.products import ProductAdmin
from licensing.admin.schemes import SchemeAdmin

__all__ = (
    "CollectiveDecisionAdmin",
    "FilingAdmin",
    "IdentifierWordAdmin",
    "LicenceAdmin",
    "LicensedResourceAdmin",
    "LinkageAnalysisAdmin",
    "LinkageSampleAdmin",
    "ProductAdmin",
    "RiskAssessmentAdmin",
    "SchemeAdmin",
)
