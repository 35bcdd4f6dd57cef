"""Revocation by the registry of its own accord: verify, then another person decides (26号 第二十条)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from catalog.models import Revocation
from catalog.workflow import standing
from governance.transitions import Transition, step

Status = Revocation.Status


@step(
    Transition(
        action="catalog.revocation.verify",
        label=_("核实属实"),
        sources=frozenset({Status.OPENED}),
        target=Status.VERIFIED,
        permission="catalog.verify_revocation",
        clause=_("26号 第二十条"),
        needs_reason=True,
        reason_hint=_("写明核实的经过和结果；由另一人决定是否撤销。"),
    )
)
def verify(revocation: Revocation, *, actor: Any, on: date, reason: str) -> dict[str, object]:
    """What was found is true; somebody else decides what follows from it."""
    return {"verified_by_id": actor.pk, "verified_on": on, "findings": reason.strip()}


@step(
    Transition(
        action="catalog.revocation.revoke",
        label=_("撤销登记"),
        sources=frozenset({Status.VERIFIED}),
        target=Status.REVOKED,
        permission="catalog.decide_revocation",
        clause=_("26号 第二十条"),
        needs_reason=True,
    )
)
def revoke(revocation: Revocation, *, actor: Any, on: date, reason: str) -> dict[str, object]:
    """The registration and the renewal that waits for its turn are revoked."""
    told = f"{revocation.get_ground_display()}：{reason.strip()}"
    standing.end_all(revocation.registration, standing.revoke, actor=actor, on=on, reason=told)
    return {"decided_by_id": actor.pk, "decided_on": on, "decision": reason.strip()}


@step(
    Transition(
        action="catalog.revocation.drop",
        label=_("不予撤销"),
        sources=frozenset({Status.OPENED, Status.VERIFIED}),
        target=Status.DROPPED,
        permission="catalog.drop_revocation",
        clause=_("26号 第二十条"),
        needs_reason=True,
        is_duty=False,
    )
)
def drop(revocation: Revocation, *, actor: Any, on: date, reason: str) -> dict[str, object]:
    """What was found does not hold, or does not call for revocation; the registration stands."""
    return {"decided_by_id": actor.pk, "decided_on": on, "decision": reason.strip()}
