"""Authorised operation in the shared site: descriptions only; what is allowed is for policies and steps."""

from licensing.admin.decisions import CollectiveDecisionAdmin, FilingAdmin
from licensing.admin.deliveries import CapabilityAdmin, DeliveryAdmin, RedevelopmentAdmin
from licensing.admin.licences import LicenceAdmin, LicensedResourceAdmin
from licensing.admin.products import ProductAdmin, ProductReviewAdmin
from licensing.admin.schemes import SchemeAdmin

__all__ = (
    "CapabilityAdmin",
    "CollectiveDecisionAdmin",
    "DeliveryAdmin",
    "FilingAdmin",
    "LicenceAdmin",
    "LicensedResourceAdmin",
    "ProductAdmin",
    "ProductReviewAdmin",
    "RedevelopmentAdmin",
    "SchemeAdmin",
)
