"""Grades: proposed, confirmed by another person, reviewed in time (GB/T 43697; 数安法 第二十一条; I-06, I-30)."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.forms import GradeProposalForm
from catalog.grading import allows_opening, is_lower, suggested
from catalog.models import DataResource, GradeChange
from governance.clock import today
from governance.deadlines import due
from governance.transitions import Transition, TransitionError, step

Status = DataResource.Status
ANSWERED = frozenset({Status.SUBMITTED, *DataResource.STANDING})
PROPOSED = frozenset({GradeChange.Status.PROPOSED})
#: How long a grade stands before somebody looks again.
REVIEW_TERM = "grade.review"


@step(
    Transition(
        action="catalog.dataresource.propose_grade",
        label=_("提出分级调整"),
        sources=ANSWERED,
        target=None,
        permission="catalog.propose_grade_dataresource",
        clause=_("数安法 第二十一条；GB/T 43697"),
        needs_reason=True,
        reason_hint=_("写明数据内容、规模或者用途的哪些变化使原分级不再合适。"),
        keeps_clock=True,
        is_duty=False,
        form=GradeProposalForm,
        is_aside=True,
    )
)
def propose_grade(
    resource: DataResource,
    *,
    actor: Any,
    on: date,
    reason: str,
    grade_after: str,
    factors: list[str] | None = None,
) -> dict[str, object]:
    """Somebody says why the grade is no longer right; nothing changes until another person agrees."""
    _require_possible(resource, grade_after)
    if resource.grade_changes.filter(status=GradeChange.Status.PROPOSED).exists():
        raise TransitionError(
            _("“%(name)s”已有一件分级调整待核定，请先办结。") % {"name": resource}
        )
    change = GradeChange(
        resource=resource,
        grade_before=resource.grade,
        grade_after=grade_after,
        factors=factors or [],
        rationale=reason.strip(),
        proposed_by_id=actor.pk,
        proposed_on=on,
        created_by_id=actor.pk,
        status_since=on,
        **_decision_term(resource, on),
    )
    change.full_clean(validate_constraints=False)
    change.save()
    return {}


@step(
    Transition(
        action="catalog.gradechange.confirm",
        label=_("核定分级调整"),
        sources=PROPOSED,
        target=GradeChange.Status.CONFIRMED,
        permission="catalog.decide_gradechange",
        clause=_("数安法 第二十一条；GB/T 43697"),
        needs_reason=True,
        reason_hint=_("写明核定意见。"),
    )
)
def confirm(change: GradeChange, *, actor: Any, on: date, reason: str) -> dict[str, object]:
    """Another person agrees: the resource has the new grade from now on."""
    set_grade(change.resource, actor=actor, on=on, reason=change.rationale, change=change)
    return _decided(actor, on, reason)


@step(
    Transition(
        action="catalog.gradechange.reject",
        label=_("不予调整分级"),
        sources=PROPOSED,
        target=GradeChange.Status.REJECTED,
        permission="catalog.decide_gradechange",
        clause=_("数安法 第二十一条；GB/T 43697"),
        needs_reason=True,
    )
)
def reject(change: GradeChange, *, actor: Any, on: date, reason: str) -> dict[str, object]:
    """The grade stays as it is, and the proposer learns why."""
    return _decided(actor, on, reason)


@step(
    Transition(
        action="catalog.dataresource.set_grade",
        label=_("改变分级"),
        sources=ANSWERED,
        target=None,
        permission="catalog.set_grade_dataresource",
        clause=_("数安法 第二十一条；GB/T 43697"),
        needs_reason=True,
        keeps_clock=True,
        is_duty=False,
        is_consequence=True,
    )
)
def set_grade(
    resource: DataResource, *, actor: Any, on: date, reason: str, change: GradeChange | None = None
) -> dict[str, object]:
    """What a confirmed change brings about; called by ``confirm``."""
    if change is None or change.resource_id != resource.pk:
        raise TransitionError(
            _("“%(name)s”的分级须先提出调整，再由另一人核定。请在分级调整记录上办理。")
            % {"name": resource}
        )
    _require_possible(resource, change.grade_after)
    return {
        "grade": change.grade_after,
        "grade_factors": change.factors,
        "grade_rationale": reason.strip(),
        **reviewed(resource, grade=change.grade_after, actor=actor, on=on),
    }


def _review_is_due() -> Q:
    return Q(grade_review_by__lt=today())


@step(
    Transition(
        action="catalog.dataresource.review_grade",
        label=_("复核分级（维持不变）"),
        sources=DataResource.STANDING,
        target=None,
        permission="catalog.review_grade_dataresource",
        clause=_("GB/T 43697；网络数据安全管理条例 第三十三条"),
        needs_reason=True,
        reason_hint=_("写明维持原分级的理由；需要改变时请提出分级调整。"),
        keeps_clock=True,
        owed=_review_is_due,
        is_aside=True,
    )
)
def review_grade(resource: DataResource, *, actor: Any, on: date, reason: str) -> dict[str, object]:
    """Somebody looked again and the grade stands for another term."""
    return {
        "grade_rationale": reason.strip(),
        **reviewed(resource, grade=resource.grade, actor=actor, on=on),
    }


def reviewed(resource: DataResource, *, grade: str, actor: Any, on: date) -> dict[str, object]:
    """Who answers for the grade, since when and until when."""
    return {
        "confirmed_grade": grade,
        "grade_reviewed_by_id": actor.pk,
        "grade_reviewed_on": on,
        "grade_review_by": due(REVIEW_TERM, start=on, region_code=resource.deadline_region_code).on,
    }


def suggested_grade(resource: DataResource) -> str:
    """The highest level of the resource's items (就高从严)."""
    return suggested(resource.items.values_list("sensitivity", flat=True))


def require_founded_grade(resource: DataResource) -> None:
    """A grade below the items' or below the one that was confirmed says why; no grade takes the items'."""
    items = suggested_grade(resource)
    resource.grade = resource.grade or items
    if resource.grade_rationale.strip():
        return
    for bound, source in (
        (items, _("数据项的最高级别")),
        ((resource.revision_of or resource).confirmed_grade, _("原核定分级")),
    ):
        if is_lower(resource.grade, bound):
            raise TransitionError(
                _(
                    "“%(name)s”的分级“%(grade)s”低于%(source)s“%(bound)s”。请提高分级，或者在“分级理由”中写明理由后再提交。"
                )
                % {
                    "name": resource,
                    "grade": resource.get_grade_display(),
                    "source": source,
                    "bound": DataResource.Grade(bound).label,
                }
            )


def _decision_term(resource: DataResource, on: date) -> dict[str, Any]:
    return due("grade.decide", start=on, region_code=resource.deadline_region_code).clock


def _require_possible(resource: DataResource, grade: str) -> None:
    words = {"name": resource, "grade": DataResource.Grade(grade).label}
    if grade == resource.grade:
        raise TransitionError(_("“%(name)s”现在就是“%(grade)s”，请另选一级。") % words)
    if not allows_opening(grade, resource.opening):
        raise TransitionError(
            _(
                "“%(name)s”现为%(opening)s，“%(grade)s”不得这样开放。请先修订开放类型并重新发布，再调整分级。"
            )
            % {**words, "opening": resource.get_opening_display()}
        )


def _decided(actor: Any, on: date, reason: str) -> dict[str, object]:
    return {"decided_by_id": actor.pk, "decided_on": on, "decision": reason.strip()}
