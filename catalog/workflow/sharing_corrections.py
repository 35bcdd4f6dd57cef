"""Correction of shared data: filed, verified, put right or refused (数据校核, 809号 第二十六条)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from catalog.forms.sharing import CorrectedForm
from catalog.models import CorrectionRequest
from catalog.workflow.sharing_rules import require_department
from governance.deadlines import due
from governance.transitions import Transition, TransitionError, step

Status = CorrectionRequest.Status
SUBMITTED = frozenset({Status.SUBMITTED})
CLAUSE = _("809号 第二十六条")


@step(
    Transition(
        action="catalog.correctionrequest.submit",
        label=_("提交校核申请"),
        sources=frozenset({Status.DRAFT}),
        target=Status.SUBMITTED,
        permission="catalog.file_correctionrequest",
        clause=CLAUSE,
        starts_clock="share.correct",
    )
)
def submit(correction: CorrectionRequest, *, actor: Any, on: date) -> dict[str, object]:
    """Any user department says what is wrong; the provider's clock starts."""
    resource = correction.resource
    require_department(correction.applicant)
    if not resource.is_standing:
        raise TransitionError(
            _("“%(name)s”不在已发布的目录中，不能申请校核。") % {"name": resource}
        )
    if resource.provider_id == correction.applicant_id:
        raise TransitionError(
            _("“%(name)s”由本单位提供，请直接更正，不需要申请校核。") % {"name": resource}
        )
    correction.provider = resource.provider
    return {
        "provider_id": resource.provider_id,
        "received_on": on,
        "submitted_by_id": actor.pk,
    }


@step(
    Transition(
        action="catalog.correctionrequest.extend",
        label=_("延长校核期限"),
        sources=SUBMITTED,
        target=None,
        permission="catalog.answer_correctionrequest",
        clause=CLAUSE,
        needs_reason=True,
        keeps_clock=True,
        is_duty=False,
    )
)
def extend(correction: CorrectionRequest, *, on: date, reason: str) -> dict[str, object]:
    """Once, with a reason that the applicant reads, before the term is over."""
    if correction.extended_from is not None:
        raise TransitionError(
            _("“%(name)s”的校核期限已经延长过一次，不得再次延长。") % {"name": correction}
        )
    if correction.due_on is None or correction.is_overdue(on):
        raise TransitionError(
            _("“%(name)s”的校核期限%(day)s已过，不能再延长，请尽快答复。")
            % {"name": correction, "day": correction.due_on or ""}
        )
    region = correction.deadline_region_code
    term = due("share.correct_extend", start=correction.due_on, region_code=region)
    return {
        "extended_from": correction.due_on,
        "extension_reason": reason.strip(),
        **term.clock,
    }


@step(
    Transition(
        action="catalog.correctionrequest.correct",
        label=_("核实并更正"),
        sources=SUBMITTED,
        target=Status.CORRECTED,
        permission="catalog.answer_correctionrequest",
        clause=CLAUSE,
        form=CorrectedForm,
    )
)
def correct(
    correction: CorrectionRequest, *, actor: Any, on: date, answer: str
) -> dict[str, object]:
    """The provider found the error and put it right."""
    return _answered(actor, on, answer)


@step(
    Transition(
        action="catalog.correctionrequest.refuse",
        label=_("不予更正"),
        sources=SUBMITTED,
        target=Status.REFUSED,
        permission="catalog.answer_correctionrequest",
        clause=CLAUSE,
        needs_reason=True,
        is_duty=False,
    )
)
def refuse(
    correction: CorrectionRequest, *, actor: Any, on: date, reason: str
) -> dict[str, object]:
    """The provider found the data right, and says why (I-27)."""
    return _answered(actor, on, reason)


@step(
    Transition(
        action="catalog.correctionrequest.withdraw",
        label=_("撤回校核申请"),
        sources=SUBMITTED,
        target=Status.WITHDRAWN,
        permission="catalog.file_correctionrequest",
        clause=CLAUSE,
        needs_reason=True,
        is_duty=False,
    )
)
def withdraw(correction: CorrectionRequest) -> dict[str, object]:
    """The applicant no longer asks."""
    return {}


def _answered(actor: Any, on: date, words: str) -> dict[str, object]:
    return {"answered_by_id": actor.pk, "answered_on": on, "answer": words.strip()}
