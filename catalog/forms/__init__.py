"""What people enter at the steps, the same at every door."""

from catalog.forms.objections import ObjectionForm
from catalog.forms.registrations import InternalReviewForm
from catalog.forms.resources import DeliveryForm, ReleaseForm, RevisionForm

__all__ = ("DeliveryForm", "InternalReviewForm", "ObjectionForm", "ReleaseForm", "RevisionForm")
