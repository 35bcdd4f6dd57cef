"""How an objection to an evaluation is answered."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.transitions import Transition, step
from licensing.models import EvaluationObjection
from licensing.workflow.evaluations import reopen_evaluation

Status = EvaluationObjection.Status
CLAUSE = _("27号 第十四条第九项、第十一项")


@step(
    Transition(
        action="licensing.evaluationobjection.uphold",
        label=_("异议成立"),
        sources=frozenset({Status.RAISED}),
        target=Status.UPHELD,
        permission="licensing.decide_evaluationobjection",
        clause=CLAUSE,
        needs_reason=True,
    )
)
def uphold_objection(
    objection: EvaluationObjection, *, actor: Any, on: date, reason: str
) -> dict[str, object]:
    """The evaluation goes back to be scored again."""
    reopen_evaluation(objection.evaluation, actor=actor, on=on, reason=reason)
    return {"reply": reason.strip(), "decided_by_id": actor.pk, "decided_on": on}


@step(
    Transition(
        action="licensing.evaluationobjection.reject",
        label=_("异议不成立"),
        sources=frozenset({Status.RAISED}),
        target=Status.REJECTED,
        permission="licensing.decide_evaluationobjection",
        clause=CLAUSE,
        needs_reason=True,
    )
)
def reject_objection(
    objection: EvaluationObjection, *, actor: Any, on: date, reason: str
) -> dict[str, object]:
    """The evaluation stands and may be published."""
    return {"reply": reason.strip(), "decided_by_id": actor.pk, "decided_on": on}
