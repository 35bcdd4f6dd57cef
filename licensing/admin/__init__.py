"""Authorised operation in the shared site: descriptions only; what is allowed is for policies and steps."""

from licensing.admin.candidates import CandidateAdmin
from licensing.admin.decisions import CollectiveDecisionAdmin, FilingAdmin
from licensing.admin.licences import LicenceAdmin, LicensedResourceAdmin
from licensing.admin.products import ProductAdmin
from licensing.admin.related import RelatedPartyAdmin
from licensing.admin.schemes import SchemeAdmin
from licensing.admin.selections import ScorerAdmin, SelectionAdmin, SelectionChallengeAdmin

__all__ = (
    "CandidateAdmin",
    "CollectiveDecisionAdmin",
    "FilingAdmin",
    "LicenceAdmin",
    "LicensedResourceAdmin",
    "ProductAdmin",
    "RelatedPartyAdmin",
    "SchemeAdmin",
    "ScorerAdmin",
    "SelectionAdmin",
    "SelectionChallengeAdmin",
)
