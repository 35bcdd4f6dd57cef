"""What people enter at the steps, the same at every door."""

from catalog.forms.objections import ObjectionForm
from catalog.forms.registrations import (
    CancellationForm,
    ChangeForm,
    InternalReviewForm,
    RenewalForm,
    SupplementForm,
)
from catalog.forms.resources import DeliveryForm

__all__ = (
    "CancellationForm",
    "ChangeForm",
    "DeliveryForm",
    "InternalReviewForm",
    "ObjectionForm",
    "RenewalForm",
    "SupplementForm",
)
