"""Incidents in the use of shared data: heard, verified, handled (809号 第二十五条)."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.forms.sharing import MeasureForm, StatementForm
from catalog.models import SharingIncident
from catalog.workflow.sharing_use import stop, suspend
from governance.deadlines import due
from governance.transitions import Transition, TransitionError, step

Status = SharingIncident.Status
Measure = SharingIncident.Measure
REPORTED = frozenset({Status.REPORTED})


def nothing_said() -> Q:
    """The department concerned has not been heard yet."""
    return Q(statement="")


@step(
    Transition(
        action="catalog.sharingincident.state_case",
        label=_("说明使用情况"),
        sources=REPORTED,
        target=None,
        permission="catalog.answer_sharingincident",
        clause=_("809号 第二十五条"),
        keeps_clock=True,
        owed=nothing_said,
        form=StatementForm,
    )
)
def state_case(incident: SharingIncident, *, on: date, statement: str) -> dict[str, object]:
    """Whoever is reported is heard."""
    return {"statement": statement.strip(), "stated_on": on}


@step(
    Transition(
        action="catalog.sharingincident.verify",
        label=_("核实属实"),
        sources=REPORTED,
        target=Status.VERIFIED,
        permission="catalog.verify_sharingincident",
        clause=_("809号 第二十五条"),
        needs_reason=True,
        starts_clock="share.handle",
    )
)
def verify(incident: SharingIncident, *, actor: Any, on: date, reason: str) -> dict[str, object]:
    """The authority finds it true, after the department was heard or let its time pass."""
    last = due(
        "share.statement",
        start=incident.status_since or on,
        region_code=incident.deadline_region_code,
    )
    if not incident.statement and on <= last.on:
        raise TransitionError(
            _("使用单位尚未说明情况，说明期限为%(day)s。请待其说明或者期限届满后再核实。")
            % {"day": last.on}
        )
    return _found(actor, on, reason)


@step(
    Transition(
        action="catalog.sharingincident.dismiss",
        label=_("核实不属实"),
        sources=REPORTED,
        target=Status.DISMISSED,
        permission="catalog.verify_sharingincident",
        clause=_("809号 第二十五条"),
        needs_reason=True,
        is_duty=False,
    )
)
def dismiss(incident: SharingIncident, *, actor: Any, on: date, reason: str) -> dict[str, object]:
    """The authority finds it untrue."""
    return _found(actor, on, reason)


@step(
    Transition(
        action="catalog.sharingincident.handle",
        label=_("作出处理"),
        sources=frozenset({Status.VERIFIED}),
        target=Status.HANDLED,
        permission="catalog.handle_sharingincident",
        clause=_("809号 第二十五条"),
        needs_reason=True,
        form=MeasureForm,
    )
)
def handle(
    incident: SharingIncident, *, actor: Any, on: date, reason: str, measure: str
) -> dict[str, object]:
    """Put right, suspended or stopped; the request follows in the same transaction."""
    carried_out = {Measure.SUSPEND: suspend, Measure.STOP: stop}.get(Measure(measure))
    if carried_out is not None:
        carried_out(incident.request, actor=actor, on=on, reason=reason, incident=incident)
    return {"measure": measure, "handled_on": on, "handling": reason.strip()}


def _found(actor: Any, on: date, reason: str) -> dict[str, object]:
    return {"verified_by_id": actor.pk, "verified_on": on, "finding": reason.strip()}
