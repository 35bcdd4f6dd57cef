"""What the public learns of objections: that there were some, and how each was decided, without names (I-23)."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from catalog.models import Objection, PublicNotice
from governance.presentation import badge, tone_of


@dataclass(frozen=True)
class ToldObjection:
    """One objection as everybody may read of it."""

    raised_on: date
    state: str
    decided_on: date | None
    decision: str


def objections_told(notice: PublicNotice) -> list[ToldObjection]:
    """The objections to a notice by the day on which they were raised."""
    raised = notice.objections.order_by("raised_on", "pk")
    return [
        ToldObjection(
            raised_on=each.raised_on,
            state=badge(each.get_status_display(), tone_of(each)),
            decided_on=each.decided_on,
            decision=without_names(each.decision, each),
        )
        for each in raised
    ]


def without_names(text: str, objection: Objection) -> str:
    """The reasons of a decision without who objected and how he is reached."""
    for secret in (objection.real_name, objection.contact):
        if secret.strip():
            text = text.replace(secret.strip(), str(_("异议人")))
    return text
