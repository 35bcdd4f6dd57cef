"""Authorised operation in the shared site: descriptions only; what is allowed is for policies and steps."""

from licensing.admin.decisions import CollectiveDecisionAdmin, FilingAdmin
from licensing.admin.evaluations import (
    EvaluationAdmin,
    EvaluationObjectionAdmin,
    EvaluationSchemeAdmin,
)
from licensing.admin.exits import EarlyEndingAdmin, ExitAdmin, ExitTaskAdmin, StopNoticeAdmin
from licensing.admin.licences import LicenceAdmin, LicensedResourceAdmin
from licensing.admin.products import ProductAdmin
from licensing.admin.schemes import SchemeAdmin

__all__ = (
    "CollectiveDecisionAdmin",
    "EarlyEndingAdmin",
    "EvaluationAdmin",
    "EvaluationObjectionAdmin",
    "EvaluationSchemeAdmin",
    "ExitAdmin",
    "ExitTaskAdmin",
    "FilingAdmin",
    "LicenceAdmin",
    "LicensedResourceAdmin",
    "ProductAdmin",
    "SchemeAdmin",
    "StopNoticeAdmin",
)
