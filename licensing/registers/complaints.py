"""What the public reads of complaints: numbers by kind, and the anonymous outcomes."""

from typing import Any

from django.db.models import Count, Q

from licensing.models import Complaint

Status = Complaint.Status
Outcome = Complaint.Outcome


def outcomes(user: Any) -> Any:
    """Answered cases, the newest first."""
    return Complaint.objects.permitted(user, "licensing.list_complaint").order_by(
        "-answered_on", "-pk"
    )


def by_kind() -> list[dict[str, Any]]:
    """How many came in, were taken up, answered and found true: numbers only, for everybody."""
    counted = {
        row["kind"]: row
        for row in Complaint.objects.order_by()
        .values("kind")
        .annotate(
            filed=Count("pk"),
            accepted=Count("pk", filter=Q(accepted_on__isnull=False)),
            answered=Count("pk", filter=Q(status__in=(Status.ANSWERED, Status.CLOSED))),
            founded=Count(
                "pk",
                filter=Q(
                    outcome__in=(Outcome.FOUNDED, Outcome.PARTLY),
                    status__in=(Status.ANSWERED, Status.CLOSED),
                ),
            ),
        )
    }
    none = {"filed": 0, "accepted": 0, "answered": 0, "founded": 0}
    return [none | counted.get(kind.value, {}) | {"label": kind.label} for kind in Complaint.Kind]
