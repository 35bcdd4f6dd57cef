"""Putting right: plan, one extension, result with evidence, verification; what follows from refusing (意见（三）)."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.clocks import running
from governance.clock import today
from governance.models import Attachment
from governance.transitions import Transition, TransitionError, step
from licensing.forms.inspections import DoneForm, PlanForm
from licensing.models import Rectification

Status = Rectification.Status
CLAUSE = _("意见 第三条、第十三条；27号 第二十一条")
OWED = Rectification.OWED


@step(
    Transition(
        action="licensing.rectification.plan",
        label=_("报送整改方案"),
        sources=frozenset({Status.ORDERED}),
        target=Status.PLANNED,
        permission="licensing.answer_rectification",
        clause=CLAUSE,
        keeps_clock=True,
        form=PlanForm,
    )
)
def plan_rectification(order: Rectification, *, plan: str, on: date) -> dict[str, object]:
    """How and until when the operator will put it right; the term goes on."""
    return {"plan": plan.strip(), "planned_on": on}


@step(
    Transition(
        action="licensing.rectification.extend",
        label=_("准予延期"),
        sources=OWED,
        target=None,
        permission="licensing.extend_rectification",
        clause=CLAUSE,
        needs_reason=True,
        keeps_clock=True,
        is_duty=False,
    )
)
def extend_rectification(order: Rectification, *, on: date, reason: str) -> dict[str, object]:
    """Once, and before the term has passed."""
    if order.extended_from is not None:
        raise TransitionError(_("整改期限只能延长一次，本项已经延长过。"))
    if order.due_on is None or order.is_overdue(on):
        raise TransitionError(_("整改期限已经届满，不能再延长，请按逾期处理。"))
    clock = running("rect.extend", start=order.due_on, region_code=order.deadline_region_code)
    return {"extended_from": order.due_on, "extension_reason": reason.strip(), **clock}


@step(
    Transition(
        action="licensing.rectification.complete",
        label=_("报送整改结果"),
        sources=OWED,
        target=Status.DONE,
        permission="licensing.answer_rectification",
        clause=CLAUSE,
        starts_clock="rect.verify",
        form=DoneForm,
    )
)
def complete_rectification(
    order: Rectification, *, done: str, evidence: UploadedFile, actor: Any, on: date
) -> dict[str, object]:
    """What was done, with its evidence."""
    return {
        "done": done.strip(),
        "evidence": Attachment.objects.keep(evidence, by=actor),
        "done_on": on,
        "done_by_id": actor.pk,
    }


@step(
    Transition(
        action="licensing.rectification.verify",
        label=_("验收通过"),
        sources=frozenset({Status.DONE}),
        target=Status.VERIFIED,
        permission="licensing.verify_rectification",
        clause=CLAUSE,
        needs_reason=True,
        reason_hint=_("写明怎样核对、结果如何。"),
    )
)
def verify_rectification(
    order: Rectification, *, actor: Any, on: date, reason: str
) -> dict[str, object]:
    """Another person has looked and is satisfied."""
    return _decided(actor, on, reason)


@step(
    Transition(
        action="licensing.rectification.return",
        label=_("验收不通过，继续整改"),
        sources=frozenset({Status.DONE}),
        target=Status.PLANNED,
        permission="licensing.verify_rectification",
        clause=CLAUSE,
        needs_reason=True,
        starts_clock="rect.again",
        is_duty=False,
    )
)
def return_rectification(order: Rectification) -> dict[str, object]:
    """Not put right yet, and why; a new term begins."""
    return {"done_on": None, "done_by_id": None}


def overdue() -> Q:
    """Orders whose term has passed, on which nothing was handed in."""
    return Q(due_on__lt=today())


def overdue_without_suggestion() -> Q:
    """Overdue, and the suspension not suggested yet."""
    return overdue() & Q(suspension_suggested_on=None)


@step(
    Transition(
        action="licensing.rectification.suggest_suspension",
        label=_("建议中止授权"),
        sources=OWED,
        target=None,
        permission="licensing.enforce_rectification",
        clause=CLAUSE,
        needs_reason=True,
        keeps_clock=True,
        owed=overdue_without_suggestion,
    )
)
def suggest_suspension(order: Rectification, *, on: date) -> dict[str, object]:
    """The term has passed: the regulator proposes to suspend the licence."""
    return {"suspension_suggested_on": on}


@step(
    Transition(
        action="licensing.rectification.find_refusal",
        label=_("认定拒不整改"),
        sources=OWED,
        target=Status.REFUSED,
        permission="licensing.enforce_rectification",
        clause=CLAUSE,
        needs_reason=True,
        owed=overdue,
    )
)
def find_refusal(order: Rectification, *, actor: Any, on: date, reason: str) -> dict[str, object]:
    """Overdue and unwilling: a ground on which the licence may be revoked."""
    return _decided(actor, on, reason)


@suggest_suspension.waits_for
@find_refusal.waits_for
def _its_term_is_over(order: Rectification, *, on: date) -> None:
    if not order.is_overdue(on):
        raise TransitionError(
            _("整改期限为 %(day)s，尚未届满，请待期满后再处理。") % {"day": order.due_on}
        )


def _decided(actor: Any, on: date, reason: str) -> dict[str, object]:
    return {"decided_by_id": actor.pk, "decided_on": on, "decision": reason.strip()}
