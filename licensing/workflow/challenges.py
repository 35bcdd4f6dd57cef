"""How a challenge to a result is answered, by somebody other than who announced it (27号 第四条、第十二条)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.transitions import Transition, step
from licensing.models import Selection, SelectionChallenge
from licensing.workflow.results import annul_result, resume_result

Status = SelectionChallenge.Status
RAISED = frozenset({Status.RAISED})


def _answered(actor: Any, on: date, reason: str) -> dict[str, object]:
    return {"answer": reason.strip(), "answered_on": on, "answered_by_id": actor.pk}


@step(
    Transition(
        action="licensing.selectionchallenge.uphold",
        label=_("质疑成立，重新评审"),
        sources=RAISED,
        target=Status.UPHELD,
        permission="licensing.answer_selectionchallenge",
        clause=_("27号 第四条、第十二条"),
        needs_reason=True,
    )
)
def uphold_challenge(
    challenge: SelectionChallenge, *, actor: Any, on: date, reason: str
) -> dict[str, object]:
    """The result does not stand: the candidates are judged anew, by newly appointed judges."""
    if challenge.selection.status == Selection.Status.CHALLENGED:
        annul_result(challenge.selection, actor=actor, on=on, reason=reason, challenge=challenge)
    return _answered(actor, on, reason)


@step(
    Transition(
        action="licensing.selectionchallenge.dismiss",
        label=_("质疑不成立，维持结果"),
        sources=RAISED,
        target=Status.DISMISSED,
        permission="licensing.answer_selectionchallenge",
        clause=_("27号 第四条、第十二条"),
        needs_reason=True,
    )
)
def dismiss_challenge(
    challenge: SelectionChallenge, *, actor: Any, on: date, reason: str
) -> dict[str, object]:
    """The result stands; the selection goes on once no other challenge is open."""
    selection = challenge.selection
    others = selection.challenges.open().exclude(pk=challenge.pk)
    if selection.status == Selection.Status.CHALLENGED and not others.exists():
        resume_result(selection, actor=actor, on=on, reason=reason, challenge=challenge)
    return _answered(actor, on, reason)
