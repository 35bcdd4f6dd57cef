"""Incidents, inspections and complaints in each of their states, brought there by the steps themselves."""

from datetime import date
from typing import Any

from licensing.models import Incident, Licence
from licensing.workflow import incidents
from tests.factories.licensing import licence_in_force
from tests.factories.schemes import START, Parties, parties

WHAT = "接口日志显示，运营机构把停车数据用于授权用途以外的保险定价。"
INCIDENT_PATHS: dict[str, tuple[str, ...]] = {
    "reported": (),
    "dismissed": ("dismiss_incident",),
    "handling": ("take_up",),
    "resolved": ("take_up", "measure", "resolve"),
    "closed": ("take_up", "measure", "resolve", "close_incident"),
}


def incident_arguments(verb: str, on: date = START) -> dict[str, Any]:
    """What a step of an incident is told."""
    return {
        "take_up": {"severity": "ordinary", "effect": "涉及一个产品，没有流出。"},
        "regrade": {"severity": "serious"},
        "measure": {"kind": "stop", "what": "停用接口密钥。", "taken_on": on},
        "notify": {"recipient": "provider", "name": "数据提供单位", "way": "书面", "told_on": on},
        "resolve": {"cause": "密钥没有按用途分开。", "prevention": "一个用途一个密钥。"},
    }.get(verb, {})


def incident(
    status: str = "reported",
    *,
    by: Parties | None = None,
    licence: Licence | None = None,
    on: date = START,
    **over: Any,
) -> Incident:
    """An incident under a licence in force, reported by the implementing body, in any state."""
    by = by or parties()
    licence = licence or licence_in_force(by=by, on=on)
    given = {"kind": "out_of_scope", "what": WHAT, "actor": by.drafter} | over
    found = incidents.report_incident(licence=licence, on=on, **given)
    people = {"measure": by.seller, "resolve": by.seller, "close_incident": by.supervisor}
    for verb in INCIDENT_PATHS[status]:
        step = getattr(incidents, verb)
        step(
            found,
            actor=people.get(verb, by.second_supervisor),
            on=on,
            reason="经核实。",
            **incident_arguments(verb, on),
        )
    return found
