"""Who wrote a record, as the trail tells: whoever edited it does not judge it (clause 十三)."""

from typing import Any

from django.db.models import CharField, Exists, Model, OuterRef, Q
from django.db.models.functions import Cast

from governance.models import AuditEvent


def edited_by(user: Any, model: type[Model]) -> Q:
    """Rows of ``model`` to which the person made an edit of his own; one look into an index for each row."""
    label = model._meta.label_lower
    edits = AuditEvent.objects.filter(
        subject_type=label,
        subject_id=Cast(OuterRef("pk"), CharField()),
        actor=user.pk,
        outcome=AuditEvent.Outcome.DONE,
        action__in=(f"{label}.add", f"{label}.change"),
    )
    return Q(Exists(edits))
