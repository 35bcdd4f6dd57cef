"""The procedure of an indicator set: adopted by a second person when its weights add up, retired."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from governance.transitions import Transition, TransitionError, step
from licensing import evaluation_marks
from licensing.models import EvaluationScheme

Status = EvaluationScheme.Status
CLAUSE = _("27号 第九条第六项、第十一项")


@step(
    Transition(
        action="licensing.evaluationscheme.adopt",
        label=_("启用"),
        sources=frozenset({Status.DRAFT}),
        target=Status.IN_USE,
        permission="licensing.adopt_evaluationscheme",
        clause=CLAUSE,
    )
)
def adopt_scheme(scheme: EvaluationScheme, *, actor: Any, on: date) -> dict[str, object]:
    """The weights add to a hundred; from here on the set stands."""
    weights = scheme.indicators.aggregate(sum=Sum("weight"))["sum"] or Decimal(0)
    if weights != evaluation_marks.FULL:
        raise TransitionError(
            _("“%(scheme)s”各项指标的权重合计为 %(sum)s，应为 100，请调整权重。")
            % {"scheme": scheme, "sum": weights}
        )
    return {"adopted_by_id": actor.pk, "adopted_on": on}


@step(
    Transition(
        action="licensing.evaluationscheme.retire",
        label=_("停用"),
        sources=frozenset({Status.IN_USE}),
        target=Status.RETIRED,
        permission="licensing.retire_evaluationscheme",
        clause=CLAUSE,
        needs_reason=True,
        is_duty=False,
    )
)
def retire_scheme(scheme: EvaluationScheme) -> None:
    """No new evaluation begins with it; those under way are finished by it."""
