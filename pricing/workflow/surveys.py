"""The cost survey: filled in by one person, checked by another (65号 三(一))."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.transitions import Transition, TransitionError, step
from pricing.guidance import GuidanceError
from pricing.models import CostSurvey
from pricing.wording import sentence

Status = CostSurvey.Status
CLAUSE = _("65号 三（一）")


@step(
    Transition(
        action="pricing.costsurvey.submit",
        label=_("提交复核"),
        sources=CostSurvey.OPEN_TO_EDITS,
        target=Status.SUBMITTED,
        permission="pricing.submit_costsurvey",
        clause=CLAUSE,
    )
)
def submit_survey(survey: CostSurvey, *, actor: Any) -> Mapping[str, Any]:
    """65号 三(一): a survey has cost items, each of which the guidance can take."""
    _require_lines(survey)
    return {"submitted_by": actor, "checked_by": None, "checked_on": None}


@step(
    Transition(
        action="pricing.costsurvey.check",
        label=_("复核通过"),
        sources=frozenset({Status.SUBMITTED}),
        target=Status.CHECKED,
        permission="pricing.check_costsurvey",
        clause=CLAUSE,
    )
)
def check_survey(survey: CostSurvey, *, actor: Any, on: date) -> Mapping[str, Any]:
    """A second person answers for the figures before revenue is computed from them."""
    _require_lines(survey)
    return {"checked_by": actor, "checked_on": on}


@step(
    Transition(
        action="pricing.costsurvey.return",
        label=_("退回修改"),
        sources=frozenset({Status.SUBMITTED}),
        target=Status.RETURNED,
        permission="pricing.return_costsurvey",
        clause=CLAUSE,
        needs_reason=True,
    )
)
def return_survey(survey: CostSurvey) -> Mapping[str, Any]:
    """The second person sends the survey back and says why."""
    return {}


def _require_lines(survey: CostSurvey) -> None:
    try:
        lines = survey.lines()
    except GuidanceError as error:
        raise TransitionError(sentence(error)) from error
    if not lines:
        raise TransitionError(
            _("“%(survey)s”还没有成本项，请先填写成本项再提交。") % {"survey": survey}
        )
