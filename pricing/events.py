"""An accepted usage report is weighed against the prices; an overcharge goes on record as an incident (65号 五)."""

from datetime import date
from typing import Any

from django.dispatch import receiver

from licensing.models import Incident, UsageReport
from licensing.workflow.incidents import report_incident
from licensing.workflow.usage import report_accepted
from pricing.overcharges import overcharges


@receiver(report_accepted, dispatch_uid="pricing.overcharges")
def weigh(report: UsageReport, *, actor: Any, on: date, **_kwargs: Any) -> list[Incident]:
    """One incident for each row; the same words again are the same incident."""
    return [
        report_incident(
            licence=report.licence,
            product=each.entry.product,
            kind=Incident.Kind.OVERCHARGE,
            found_by=Incident.Source.SYSTEM,
            what=f"{report}：{each.sentence}",
            actor=actor,
            on=on,
        )
        for each in overcharges(report)
    ]
