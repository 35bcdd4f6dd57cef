"""The procedure of an evaluation: counted, scored, submitted, confirmed by another, published (27号 第十四条第九项)."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from governance import deadlines
from governance.models import Attachment
from governance.transitions import Transition, TransitionError, step
from licensing import duties, evaluation_marks, measures
from licensing.forms.evaluations import FollowUpForm, ObjectionForm, PublishForm, SubmitForm
from licensing.models import (
    Evaluation,
    EvaluationObjection,
    EvaluationScheme,
    EvaluationScore,
    FollowUp,
)

Status = Evaluation.Status
CLAUSE = _("27号 第九条第六项、第十一项，第十四条第九项")


@step(
    Transition(
        action="licensing.evaluation.measure",
        label=_("平台取数"),
        sources=frozenset({Status.DRAFT}),
        target=None,
        permission="licensing.submit_evaluation",
        owed=duties.not_yet_measured,
        clause=CLAUSE,
        keeps_clock=True,
    )
)
def measure_evaluation(evaluation: Evaluation, *, actor: Any, on: date) -> dict[str, object]:
    """A row for every indicator; what the portal knows is counted anew, what people gave stays."""
    if evaluation.scheme.status == EvaluationScheme.Status.DRAFT:
        raise TransitionError(_("指标体系还没有启用，请先启用，再取数。"))
    known = {row.indicator_id: row for row in evaluation.scores.all()}
    for indicator in evaluation.scheme.indicators.all():
        row = known.get(indicator.pk) or EvaluationScore(
            evaluation=evaluation, indicator=indicator, created_by=actor
        )
        if measures.is_automatic(indicator.measure):
            found = measures.measured(
                indicator.measure, evaluation.licence, evaluation.year, indicator.target
            )
            row.is_measured, row.score, row.facts = True, found.score, found.facts
        row.full_clean()
        row.save()
    return {} if evaluation.due_on else clock_of(evaluation)


def clock_of(evaluation: Evaluation) -> dict[str, object]:
    """Evaluations of a year are due in the next one."""
    start = date(evaluation.year + 1, 1, 1)
    region = evaluation.deadline_region_code
    return deadlines.due("lic.evaluation", start=start, region_code=region).clock


@step(
    Transition(
        action="licensing.evaluation.submit",
        label=_("提交评价"),
        sources=frozenset({Status.DRAFT}),
        target=Status.SUBMITTED,
        permission="licensing.submit_evaluation",
        owed=duties.measured_already,
        clause=CLAUSE,
        form=SubmitForm,
    )
)
def submit_evaluation(evaluation: Evaluation, *, summary: str, actor: Any) -> dict[str, object]:
    """Every indicator has its score, those given by hand their note and evidence; the total follows."""
    rows = list(evaluation.scores.select_related("indicator").order_by("indicator"))
    faults = _faults(evaluation, rows)
    if faults:
        raise TransitionError(
            _("评分还不完整，不能提交：%(faults)s。") % {"faults": "；".join(faults)}
        )
    points = evaluation_marks.total(
        (row.indicator.weight, row.score) for row in rows if row.score is not None
    )
    scheme = evaluation.scheme
    word = evaluation_marks.grade(
        points, excellent=scheme.excellent_from, good=scheme.good_from, passing=scheme.pass_from
    )
    return {
        "summary": summary.strip(),
        "total": points,
        "grade": word,
        "submitted_by_id": actor.pk,
    }


def _faults(evaluation: Evaluation, rows: list[EvaluationScore]) -> list[str]:
    if len(rows) < evaluation.scheme.indicators.count() or not rows:
        return [str(_("还没有取数，请先办理“平台取数”"))]
    return [
        str(_("“%(indicator)s”缺少%(what)s") % {"indicator": row.indicator, "what": what})
        for row in rows
        for what in _missing(row)
    ]


def _missing(row: EvaluationScore) -> list[str]:
    by_hand = not row.is_measured
    wanted = (
        (row.score is None, _("得分")),
        (by_hand and not row.note.strip(), _("评分说明")),
        (by_hand and row.evidence_id is None, _("证明材料")),
    )
    return [str(words) for is_missing, words in wanted if is_missing]


@step(
    Transition(
        action="licensing.evaluation.return",
        label=_("退回重评"),
        sources=frozenset({Status.SUBMITTED}),
        target=Status.DRAFT,
        permission="licensing.confirm_evaluation",
        clause=CLAUSE,
        needs_reason=True,
        is_duty=False,
        starts_clock="lic.exit_redo",
    )
)
def return_evaluation(evaluation: Evaluation) -> None:
    """Back to who evaluated."""


@step(
    Transition(
        action="licensing.evaluation.confirm",
        label=_("核对无误"),
        sources=frozenset({Status.SUBMITTED}),
        target=Status.CONFIRMED,
        permission="licensing.confirm_evaluation",
        clause=CLAUSE,
    )
)
def confirm_evaluation(evaluation: Evaluation, *, actor: Any) -> dict[str, object]:
    """Checked against its evidence by another person; the operator may object before it is published."""
    return {"confirmed_by_id": actor.pk}


@step(
    Transition(
        action="licensing.evaluation.object",
        label=_("提出异议"),
        sources=frozenset({Status.CONFIRMED}),
        target=None,
        permission="licensing.object_evaluation",
        clause=CLAUSE,
        is_duty=False,
        keeps_clock=True,
        form=ObjectionForm,
    )
)
def object_to_evaluation(
    evaluation: Evaluation,
    *,
    statement: str,
    evidence: UploadedFile | None = None,
    actor: Any,
    on: date,
) -> None:
    """The operator's word against an evaluation that somebody else gave; it is answered before publication."""
    region = evaluation.deadline_region_code
    clock = deadlines.due("lic.evaluation_objection", start=on, region_code=region).clock
    objection = EvaluationObjection(
        evaluation=evaluation, statement=statement.strip(), created_by=actor, status_since=on,
        evidence=Attachment.objects.keep(evidence, by=actor) if evidence else None, **clock,
    )  # fmt: skip
    objection.full_clean()
    objection.save(force_insert=True)


@step(
    Transition(
        action="licensing.evaluation.reopen",
        label=_("异议成立，重新评价"),
        sources=frozenset({Status.CONFIRMED}),
        target=Status.DRAFT,
        permission="licensing.reopen_evaluation",
        clause=CLAUSE,
        needs_reason=True,
        is_duty=False,
        is_consequence=True,
        starts_clock="lic.exit_redo",
    )
)
def reopen_evaluation(evaluation: Evaluation) -> None:
    """An objection was upheld: the evaluation is scored again."""


@step(
    Transition(
        action="licensing.evaluation.publish",
        label=_("公布"),
        sources=frozenset({Status.CONFIRMED}),
        target=Status.PUBLISHED,
        permission="licensing.publish_evaluation",
        owed=duties.without_open_objection,
        clause=CLAUSE,
        form=PublishForm,
    )
)
def publish_evaluation(
    evaluation: Evaluation, *, differences: str = "", on: date
) -> dict[str, object]:
    """For everybody to read, and fixed; where the year's evaluations lie far apart, it says why."""
    apart = far_apart(evaluation)
    if apart and not differences.strip():
        raise TransitionError(
            _("本评价与%(others)s的总分相差10分以上，请写明差异的原因，再公布。")
            % {"others": "、".join(str(other.get_kind_display()) for other in apart)}
        )
    return {"differences": differences.strip(), "published_on": on}


@publish_evaluation.waits_for
def _every_objection_answered(evaluation: Evaluation, *, on: date) -> None:
    if evaluation.objections.filter(status=EvaluationObjection.Status.RAISED).exists():
        raise TransitionError(_("运营机构的异议还没有答复，不能公布，请先答复异议。"))


def far_apart(evaluation: Evaluation) -> list[Evaluation]:
    """The other evaluations of the year, as far as they are known, whose totals lie far from this one's."""
    others = Evaluation.objects.filter(
        licence=evaluation.licence_id, year=evaluation.year,
        status__in=(Status.CONFIRMED, Status.PUBLISHED),
    ).exclude(pk=evaluation.pk)  # fmt: skip
    return [
        other
        for other in others.order_by("kind")
        if evaluation_marks.is_far_apart(other.total, evaluation.total)
    ]


@step(
    Transition(
        action="licensing.evaluation.follow_up",
        label=_("决定后续处理"),
        sources=frozenset({Status.PUBLISHED}),
        target=None,
        permission="licensing.follow_evaluation",
        owed=duties.failed_without_consequence,
        clause=CLAUSE,
        needs_reason=True,
        form=FollowUpForm,
    )
)
def follow_up_evaluation(evaluation: Evaluation, *, follow_up: str, on: date) -> dict[str, object]:
    """Whoever did not pass is put right, suspended, not renewed or ended: the supervisors say which, and why."""
    if evaluation.grade != Evaluation.Grade.FAIL:
        raise TransitionError(_("本评价的等次不是不合格，无需决定后续处理。"))
    if evaluation.follow_up:
        raise TransitionError(_("本评价已经决定后续处理，请查看历史。"))
    return {"follow_up": FollowUp(follow_up), "followed_up_on": on}
