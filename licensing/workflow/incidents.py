"""Incidents from the report to the close: measures, reports upward, root cause (27号 第十四条第八项、第二十一条)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from catalog.clocks import running
from catalog.models import DataResource
from catalog.workflow.intake import digest_of, file_case
from governance.transitions import Transition, step
from licensing import conditions, incident_rules
from licensing.forms.incidents import (
    MeasureForm,
    NoticeForm,
    ResolutionForm,
    SeverityForm,
    TakeUpForm,
)
from licensing.models import Incident, IncidentMeasure, IncidentNotice, Licence, Product

Status = Incident.Status
Severity = Incident.Severity
CLAUSE = _("27号 第十四条第八项、第二十一条")
HANDLING = frozenset({Status.HANDLING})
#: By how grave it is, how soon it is to be handled.
HANDLE_TERMS = {
    Severity.EXTRAORDINARY: "inc.handle_extraordinary",
    Severity.MAJOR: "inc.handle_major",
    Severity.SERIOUS: "inc.handle_serious",
    Severity.ORDINARY: "inc.handle",
}


def report_incident(
    *,
    licence: Licence,
    kind: str,
    what: str,
    actor: Any,
    on: date,
    product: Product | None = None,
    resource: DataResource | None = None,
    **more: Any,
) -> Incident:
    """Put an incident on record; call it outside the transaction of what was refused, or the refusal takes it back.

    The same matter in the same words is the incident that is open already. ``more`` may hold ``severity``,
    ``effect``, ``found_on``, ``found_by`` and ``touches_persons``.
    """
    incident = Incident(
        licence=licence, kind=kind, what=what.strip(), product=product, resource=resource,
        words_digest=digest_of(what), reported_on=on,
        **{"found_on": on, "found_by": source_of(actor, licence)} | more,
    )  # fmt: skip
    same = Incident.objects.open().filter(
        licence=licence, kind=kind, product=product, resource=resource, words_digest=incident.words_digest
    )  # fmt: skip
    reported: Incident = file_case(
        incident, actor=actor, on=on, prefix="事件", term="inc.report", same=same
    )[0]
    return reported


def source_of(actor: Any, licence: Licence) -> str:
    """How an incident came to light, by who reports it."""
    if getattr(actor, "is_service", False):
        return Incident.Source.SYSTEM
    if licence.operator_id in actor.organisation_ids(Role.OPERATOR):
        return Incident.Source.OPERATOR
    return Incident.Source.SUPERVISOR


@step(
    Transition(
        action="licensing.incident.take_up",
        label=_("启动处置"),
        sources=frozenset({Status.REPORTED}),
        target=Status.HANDLING,
        permission="licensing.lead_incident",
        clause=CLAUSE,
        keeps_clock=True,
        form=TakeUpForm,
    )
)
def take_up(
    incident: Incident, *, severity: str, effect: str, on: date, touches_persons: bool = False
) -> dict[str, object]:
    """A supervisor grades the incident; its term follows from how grave it is."""
    return {
        "severity": severity,
        "effect": effect.strip(),
        "touches_persons": touches_persons,
        "handling_since": on,
        **term(incident, severity, on),
    }


@step(
    Transition(
        action="licensing.incident.regrade",
        label=_("调整事件级别"),
        sources=HANDLING,
        target=None,
        permission="licensing.lead_incident",
        clause=CLAUSE,
        needs_reason=True,
        keeps_clock=True,
        is_duty=False,
        form=SeverityForm,
    )
)
def regrade(incident: Incident, *, severity: str, on: date) -> dict[str, object]:
    """Graver or less grave than it looked; the term counts from when the handling began."""
    return {"severity": severity, **term(incident, severity, incident.handling_since or on)}


def term(incident: Incident, severity: str, start: date) -> dict[str, object]:
    """The clock that runs for an incident of this severity."""
    return running(
        HANDLE_TERMS[Severity(severity)], start=start, region_code=incident.deadline_region_code
    )


@step(
    Transition(
        action="licensing.incident.measure",
        label=_("登记处置措施"),
        sources=HANDLING,
        target=None,
        permission="licensing.handle_incident",
        clause=CLAUSE,
        keeps_clock=True,
        owed=incident_rules.without_measures,
        form=MeasureForm,
    )
)
def measure(
    incident: Incident, *, kind: str, what: str, taken_on: date, actor: Any, on: date
) -> None:
    """What was done; a row that nobody changes afterwards."""
    incident_rules.require_day(incident, taken_on, on)
    row = IncidentMeasure(
        incident=incident, kind=kind, what=what.strip(), taken_on=taken_on, created_by=actor
    )
    row.full_clean()
    row.save(force_insert=True)


@step(
    Transition(
        action="licensing.incident.notify",
        label=_("登记报告和通知"),
        sources=HANDLING,
        target=None,
        permission="licensing.handle_incident",
        clause=_("网络数据安全管理条例 第十一条；个人信息保护法 第五十七条"),
        keeps_clock=True,
        is_duty=False,
        form=NoticeForm,
    )
)
def notify(
    incident: Incident, *, recipient: str, name: str, way: str, told_on: date, actor: Any, on: date
) -> None:
    """Who was told: authority, provider, cyberspace administration, the persons affected."""
    incident_rules.require_day(incident, told_on, on)
    row = IncidentNotice(
        incident=incident, recipient=recipient, name=name.strip(), way=way.strip(), told_on=told_on,
        created_by=actor,
    )  # fmt: skip
    row.full_clean()
    row.save(force_insert=True)


@step(
    Transition(
        action="licensing.incident.resolve",
        label=_("登记处置完成"),
        sources=HANDLING,
        target=Status.RESOLVED,
        permission="licensing.handle_incident",
        clause=_("27号 第二十一条；个人信息保护法 第五十七条"),
        starts_clock="inc.close",
        owed=incident_rules.with_measures,
        form=ResolutionForm,
    )
)
def resolve(
    incident: Incident,
    *,
    cause: str,
    prevention: str,
    actor: Any,
    on: date,
    not_told_because: str = "",
) -> dict[str, object]:
    """The root cause is known and everybody was told who had to be."""
    conditions.require(
        [
            *incident_rules.nothing_done(incident),
            *incident_rules.nobody_told(incident, not_told_because.strip()),
        ]
    )
    return {
        "cause": cause.strip(),
        "prevention": prevention.strip(),
        "not_told_because": not_told_because.strip(),
        "resolved_by_id": actor.pk,
        "resolved_on": on,
    }


@step(
    Transition(
        action="licensing.incident.return",
        label=_("退回继续处置"),
        sources=frozenset({Status.RESOLVED}),
        target=Status.HANDLING,
        permission="licensing.close_incident",
        clause=CLAUSE,
        needs_reason=True,
        keeps_clock=True,
        is_duty=False,
    )
)
def return_incident(incident: Incident, *, on: date) -> dict[str, object]:
    """The handling was not enough; it goes on under a new term."""
    return {
        "handling_since": on,
        "resolved_by_id": None,
        "resolved_on": None,
        **term(incident, incident.severity, on),
    }


@step(
    Transition(
        action="licensing.incident.close",
        label=_("办结事件"),
        sources=frozenset({Status.RESOLVED}),
        target=Status.CLOSED,
        permission="licensing.close_incident",
        clause=CLAUSE,
        needs_reason=True,
        reason_hint=_("写明办结意见：措施是否有效，是否还需要中止授权或者监督检查。"),
    )
)
def close_incident(incident: Incident, *, actor: Any, on: date, reason: str) -> dict[str, object]:
    """Another person than the one who resolved it is satisfied."""
    return _ended(actor, on, reason)


@step(
    Transition(
        action="licensing.incident.dismiss",
        label=_("认定误报"),
        sources=frozenset({Status.REPORTED, Status.HANDLING}),
        target=Status.DISMISSED,
        permission="licensing.dismiss_incident",
        clause=CLAUSE,
        needs_reason=True,
        is_duty=False,
    )
)
def dismiss_incident(incident: Incident, *, actor: Any, on: date, reason: str) -> dict[str, object]:
    """There was nothing in it, and why."""
    return _ended(actor, on, reason)


def _ended(actor: Any, on: date, reason: str) -> dict[str, object]:
    return {"closed_by_id": actor.pk, "closed_on": on, "conclusion": reason.strip()}
