"""A quality issue from the report to the published answer (clause 四: 数据质量可反馈、数据异议可处置)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from catalog.forms import AnswerForm, FindingForm, MarkForm
from catalog.models import DataResource, QualityIssue
from catalog.workflow.intake import digest_of, file_case
from governance.transitions import Transition, step

Status = QualityIssue.Status
CLAUSE = _("意见（四）")
ENDED = frozenset(
    {Status.DECLINED, Status.CORRECTED, Status.REJECTED, Status.UNMARKED, Status.CLOSED}
)
RUNNING = frozenset({Status.FILED, Status.ACCEPTED, Status.MARKED, Status.VERIFIED})


def report(
    resource: DataResource, *, actor: Any, on: date, file: Any = None, **words: str
) -> tuple[QualityIssue, bool]:
    """File an issue with a resource for anybody; the case, and whether it is a new one."""
    issue = QualityIssue(
        resource=resource,
        resource_name=resource.name,
        words_digest=digest_of(words["description"]),
        **words,
    )
    same = QualityIssue.objects.open().filter(resource=resource, words_digest=issue.words_digest)
    return file_case(
        issue, actor=actor, on=on, prefix="质", term="quality.accept", same=same, upload=file
    )


@step(
    Transition(
        action="catalog.qualityissue.accept",
        label=_("受理质量问题"),
        sources=frozenset({Status.FILED}),
        target=Status.ACCEPTED,
        permission="catalog.handle_qualityissue",
        clause=CLAUSE,
        starts_clock="quality.answer",
    )
)
def accept(issue: QualityIssue, *, on: date) -> dict[str, object]:
    """The bureau takes the case up; from now on its words are public (clause 四)."""
    return {"accepted_on": on}


@step(
    Transition(
        action="catalog.qualityissue.decline",
        label=_("不予受理质量问题"),
        sources=frozenset({Status.FILED}),
        target=Status.DECLINED,
        permission="catalog.handle_qualityissue",
        clause=CLAUSE,
        needs_reason=True,
        reason_hint=_("理由在查询页面上公开；提出人写的内容不公开。"),
        is_duty=False,
    )
)
def decline(issue: QualityIssue, *, actor: Any, on: date, reason: str) -> dict[str, object]:
    """What is no issue of this resource at all; its words never become public (clause 四)."""
    return _answered(reason, actor, on)


@step(
    Transition(
        action="catalog.qualityissue.mark",
        label=_("加异议标注"),
        sources=frozenset({Status.ACCEPTED}),
        target=Status.MARKED,
        permission="catalog.handle_qualityissue",
        clause=CLAUSE,
        keeps_clock=True,
        form=MarkForm,
    )
)
def mark(issue: QualityIssue, *, mark_words: str) -> dict[str, object]:
    """Whoever uses the data is warned while the issue is looked into (clause 四)."""
    return {"mark_words": mark_words.strip()}


@step(
    Transition(
        action="catalog.qualityissue.verify",
        label=_("登记核实情况"),
        sources=frozenset({Status.MARKED}),
        target=Status.VERIFIED,
        permission="catalog.handle_qualityissue",
        clause=CLAUSE,
        keeps_clock=True,
        form=FindingForm,
    )
)
def verify(issue: QualityIssue, *, finding: str) -> dict[str, object]:
    """What was found, whichever way it goes (clause 四)."""
    return {"finding": finding.strip()}


@step(
    Transition(
        action="catalog.qualityissue.correct",
        label=_("答复：已更正"),
        sources=frozenset({Status.VERIFIED}),
        target=Status.CORRECTED,
        permission="catalog.handle_qualityissue",
        clause=CLAUSE,
        form=AnswerForm,
    )
)
def correct(issue: QualityIssue, *, actor: Any, on: date, answer: str) -> dict[str, object]:
    """The data were put right; the answer is public (clause 四)."""
    return _answered(answer, actor, on)


@step(
    Transition(
        action="catalog.qualityissue.reject",
        label=_("答复：不予更正"),
        sources=frozenset({Status.VERIFIED}),
        target=Status.REJECTED,
        permission="catalog.handle_qualityissue",
        clause=CLAUSE,
        needs_reason=True,
        reason_hint=_("理由作为答复公开，请不要写个人信息。"),
    )
)
def reject(issue: QualityIssue, *, actor: Any, on: date, reason: str) -> dict[str, object]:
    """The data are right as they are; the reason is public (clause 四)."""
    return _answered(reason, actor, on)


@step(
    Transition(
        action="catalog.qualityissue.unmark",
        label=_("撤除异议标注"),
        sources=frozenset({Status.CORRECTED, Status.REJECTED}),
        target=Status.UNMARKED,
        permission="catalog.handle_qualityissue",
        clause=CLAUSE,
    )
)
def unmark(issue: QualityIssue) -> dict[str, object]:
    """The warning goes from the resource's page (clause 四)."""
    return {}


@step(
    Transition(
        action="catalog.qualityissue.close",
        label=_("办结质量问题"),
        sources=frozenset({Status.UNMARKED}),
        target=Status.CLOSED,
        permission="catalog.handle_qualityissue",
        clause=CLAUSE,
    )
)
def close(issue: QualityIssue) -> dict[str, object]:
    """Nothing is left to do (clause 四)."""
    return {}


@step(
    Transition(
        action="catalog.qualityissue.escalate",
        label=_("督办质量问题"),
        sources=RUNNING,
        target=None,
        permission="catalog.supervise_qualityissue",
        clause=CLAUSE,
        needs_reason=True,
        keeps_clock=True,
        is_duty=False,
    )
)
def escalate(issue: QualityIssue) -> dict[str, object]:
    """The authority steps in, and may carry the case on itself where the bureau does not (clause 四)."""
    return {"is_escalated": True}


@step(
    Transition(
        action="catalog.qualityissue.reopen",
        label=_("重新办理质量问题"),
        sources=ENDED,
        target=Status.ACCEPTED,
        permission="catalog.supervise_qualityissue",
        clause=CLAUSE,
        needs_reason=True,
        starts_clock="quality.answer",
        is_duty=False,
    )
)
def reopen(issue: QualityIssue, *, on: date) -> dict[str, object]:
    """The authority does not let an answer stand: the case begins anew, its first answer stays in the trail."""
    return {
        "accepted_on": on,
        "mark_words": "",
        "finding": "",
        "answer": "",
        "answered_on": None,
        "answered_by_id": None,
    }


def _answered(words: str, actor: Any, on: date) -> dict[str, object]:
    return {"answer": words.strip(), "answered_on": on, "answered_by_id": actor.pk}
