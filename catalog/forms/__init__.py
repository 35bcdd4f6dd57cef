"""What people enter at the steps, the same at every door."""

from catalog.forms.issues import AnswerForm, FindingForm, MarkForm, QualityIssueForm
from catalog.forms.objections import ObjectionForm
from catalog.forms.registrations import InternalReviewForm
from catalog.forms.requests import (
    AcceptanceForm,
    AssignmentForm,
    DataRequestForm,
    OpeningForm,
    ReplyForm,
)
from catalog.forms.resources import DeliveryForm

__all__ = (
    "AcceptanceForm",
    "AnswerForm",
    "AssignmentForm",
    "DataRequestForm",
    "DeliveryForm",
    "FindingForm",
    "InternalReviewForm",
    "MarkForm",
    "ObjectionForm",
    "OpeningForm",
    "QualityIssueForm",
    "ReplyForm",
)
