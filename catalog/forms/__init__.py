"""What people enter at the steps, the same at every door."""

from catalog.forms.conflicts import KeptResourceForm, SourceForm
from catalog.forms.grading import GradeProposalForm
from catalog.forms.issues import AnswerForm, FindingForm, MarkForm, QualityIssueForm
from catalog.forms.objections import ObjectionForm
from catalog.forms.registrations import (
    CancellationForm,
    ChangeForm,
    InternalReviewForm,
    RenewalForm,
    SupplementForm,
)
from catalog.forms.requests import (
    AcceptanceForm,
    AssignmentForm,
    DataRequestForm,
    OpeningForm,
    ReplyForm,
)
from catalog.forms.resources import DeliveryForm, ReleaseForm, RevisionForm

__all__ = (
    "AcceptanceForm",
    "AnswerForm",
    "AssignmentForm",
    "CancellationForm",
    "ChangeForm",
    "DataRequestForm",
    "DeliveryForm",
    "FindingForm",
    "GradeProposalForm",
    "InternalReviewForm",
    "KeptResourceForm",
    "MarkForm",
    "ObjectionForm",
    "OpeningForm",
    "QualityIssueForm",
    "ReleaseForm",
    "RenewalForm",
    "ReplyForm",
    "RevisionForm",
    "SourceForm",
    "SupplementForm",
)
