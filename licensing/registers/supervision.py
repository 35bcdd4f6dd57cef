"""What the public reads of supervision: numbers only (意见（五）（十三）)."""

from datetime import date
from typing import Any

from django.db.models import Count, Q

from licensing.models import Finding, Incident, Inspection, Rectification

REPORTED = (Inspection.Status.REPORTED, Inspection.Status.CLOSED)


def years_numbers(year: int, on: date) -> dict[str, Any]:
    """Inspections, findings and rectifications of a year, and its incidents by severity."""
    inspections = Inspection.objects.filter(begun_on__year=year).aggregate(
        begun=Count("pk"),
        reported=Count("pk", filter=Q(status__in=REPORTED)),
        operators=Count("licence__operator", distinct=True),
    )
    findings = Finding.objects.filter(
        inspection__reported_on__year=year, inspection__status__in=REPORTED
    ).aggregate(
        conforming=Count("pk", filter=Q(result=Finding.Result.CONFORMING)),
        minor=Count("pk", filter=Q(result=Finding.Result.MINOR)),
        major=Count("pk", filter=Q(result=Finding.Result.MAJOR)),
    )
    status = Rectification.Status
    orders = Rectification.objects.filter(ordered_on__year=year).aggregate(
        ordered=Count("pk"),
        verified=Count("pk", filter=Q(status=status.VERIFIED)),
        late=Count("pk", filter=Q(status__in=Rectification.OWED, due_on__lt=on)),
        refused=Count("pk", filter=Q(status=status.REFUSED)),
    )
    return {**inspections, **findings, **orders, "incidents": incidents_by_severity(year)}


def incidents_by_severity(year: int) -> list[dict[str, Any]]:
    """How many there were and how many are over; never what happened to whom."""
    counted = {
        row["severity"]: row
        for row in Incident.objects.true()
        .filter(reported_on__year=year)
        .order_by()
        .values("severity")
        .annotate(number=Count("pk"), over=Count("pk", filter=Q(status=Incident.Status.CLOSED)))
    }
    none = {"number": 0, "over": 0}
    return [
        none | counted.get(severity.value, {}) | {"label": severity.label}
        for severity in Incident.Severity
    ]
