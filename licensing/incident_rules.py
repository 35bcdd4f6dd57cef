"""What the steps of an incident ask: days in order, something done, everybody told who must be (PIPL 57)."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.transitions import TransitionError
from licensing.conditions import Words
from licensing.models import Incident, IncidentMeasure, IncidentNotice

Recipient = IncidentNotice.Recipient


def without_measures() -> Q:
    """Incidents against which nothing has been done yet."""
    return ~Q(pk__in=IncidentMeasure.objects.values("incident"))


def with_measures() -> Q:
    """Incidents against which something was done."""
    return Q(pk__in=IncidentMeasure.objects.values("incident"))


def require_day(incident: Incident, day: date, on: date) -> None:
    """Between the finding and today."""
    if not incident.found_on <= day <= on:
        raise TransitionError(
            _("日期应在发现事件之日 %(first)s 至 %(last)s 之间，请核对后重新填写。")
            % {"first": incident.found_on, "last": on}
        )


def nothing_done(incident: Incident) -> list[Words]:
    """No measure is on record yet."""
    if incident.measures.exists():
        return []
    return [_("“%(incident)s”还没有登记处置措施，请先登记。") % {"incident": incident}]


def nobody_told(incident: Incident, because: str) -> list[Words]:
    """Grave incidents go up; persons are told unless no harm is left (PIPL 57)."""
    told = set(incident.notices.values_list("recipient", flat=True))
    owed = (
        {Recipient.AUTHORITY, Recipient.CYBERSPACE}
        if incident.severity in Incident.GRAVE
        else set()
    )
    faults: list[Words] = [
        _("%(severity)s事件须报告%(recipient)s，请先登记报告情况。")
        % {"severity": incident.get_severity_display(), "recipient": each.label}
        for each in Recipient
        if each in owed - told
    ]
    if incident.touches_persons and Recipient.PERSONS not in told and not because:
        faults.append(_("事件涉及个人信息，请先登记对个人的通知，或者写明不通知个人的理由。"))
    return faults
