"""What people enter at the steps, the same at every door."""

from catalog.forms.conflicts import (
    KeptResourceForm,
    SourceForm,
)
from catalog.forms.grading import (
    GradeProposalForm,
)
from catalog.forms.objections import (
    ObjectionForm,
)
from catalog.forms.registrations import (
    InternalReviewForm,
)
from catalog.forms.resources import (
    DeliveryForm,
    ReleaseForm,
    RevisionForm,
)

__all__ = (
    "DeliveryForm",
    "GradeProposalForm",
    "InternalReviewForm",
    "KeptResourceForm",
    "ObjectionForm",
    "ReleaseForm",
    "RevisionForm",
    "SourceForm",
)
