"""Authorised operation in the shared site: descriptions only; what is allowed is for policies and steps."""

from licensing.admin.decisions import CollectiveDecisionAdmin, FilingAdmin
from licensing.admin.incidents import IncidentAdmin
from licensing.admin.licences import LicenceAdmin, LicensedResourceAdmin
from licensing.admin.products import ProductAdmin
from licensing.admin.schemes import SchemeAdmin
from licensing.admin.usage import UsageBatchAdmin, UsageEntryAdmin, UsageReportAdmin
from licensing.admin.usage_trace import UsageMonthlyAdmin

__all__ = (
    "CollectiveDecisionAdmin",
    "FilingAdmin",
    "IncidentAdmin",
    "LicenceAdmin",
    "LicensedResourceAdmin",
    "ProductAdmin",
    "SchemeAdmin",
    "UsageBatchAdmin",
    "UsageEntryAdmin",
    "UsageMonthlyAdmin",
    "UsageReportAdmin",
)
