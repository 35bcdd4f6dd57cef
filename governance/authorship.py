"""Who wrote a record and when, as the trail tells: whoever edited it does not judge it (clause 十三)."""

from datetime import datetime
from typing import Any

from django.db.models import CharField, Exists, Model, OuterRef, Q
from django.db.models.functions import Cast

from governance.models import AuditEvent


def edited_by(user: Any, model: type[Model]) -> Q:
    """Rows of ``model`` to which the person made an edit of his own; one look into an index for each row."""
    edits = _edits(model).filter(subject_id=Cast(OuterRef("pk"), CharField()), actor=user.pk)
    return Q(Exists(edits))


def edited_since(record: Model, moment: datetime) -> bool:
    """Whether anybody edited the record later than ``moment``."""
    return _edits(type(record)).filter(subject_id=str(record.pk), at__gt=moment).exists()


def _edits(model: type[Model]) -> Any:
    label = model._meta.label_lower
    return AuditEvent.objects.filter(
        subject_type=label,
        outcome=AuditEvent.Outcome.DONE,
        action__in=(f"{label}.add", f"{label}.change"),
    )
