"""How judges sign that nothing stands between them and a fair judgement, and then score (27号 第四条、第十二条)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.transitions import Transition, TransitionError, step
from licensing.forms.candidates import ScoreForm
from licensing.forms.selections import ConflictForm
from licensing.models import Candidate, Score, Scorer, Selection
from licensing.selecting import duties

Status = Scorer.Status


@step(
    Transition(
        action="licensing.scorer.declare",
        label=_("签署利益冲突声明"),
        sources=frozenset({Status.APPOINTED}),
        target=Status.CLEAR,
        alternatives=frozenset({Status.EXCLUDED}),
        permission="licensing.declare_scorer",
        clause=_("27号 第四条、第十二条"),
        owed=duties.with_opened_applications,
        form=ConflictForm,
    )
)
def declare_interest(
    scorer: Scorer, *, has_conflict: bool, statement: str, signature: str, on: date
) -> dict[str, object]:
    """By his own name, once the candidates are known; a judge with a conflict is excluded."""
    if scorer.selection.status != Selection.Status.EVALUATING:
        raise TransitionError(_("申请还没有开启，开启以后才能对照申请单位签署声明。"))
    if "".join(signature.split()) != "".join(scorer.judge.name.split()):
        raise TransitionError(
            _("签名须是您本人的姓名“%(name)s”，请重新签名。") % {"name": scorer.judge.name}
        )
    signed = {"statement": statement.strip(), "signature": signature.strip(), "signed_on": on}
    employers = scorer.judge.organisation_ids()
    works_there = scorer.selection.candidates.standing().filter(organisation__in=employers)
    if has_conflict:
        return signed | {"status": Status.EXCLUDED}
    if works_there.exists():
        raise TransitionError(_("您任职于申请单位，存在利益冲突，请选择申请回避并写明情况。"))
    return signed


@step(
    Transition(
        action="licensing.scorer.dismiss",
        label=_("更换评审人员"),
        sources=frozenset({Status.APPOINTED, Status.CLEAR}),
        target=Status.DISMISSED,
        permission="licensing.dismiss_scorer",
        clause=_("27号 第四条、第十二条"),
        needs_reason=True,
        is_duty=False,
    )
)
def dismiss_judge(scorer: Scorer) -> None:
    """He cannot go on; the scores that he gave no longer count."""
    if scorer.selection.status not in (Selection.Status.OPEN, Selection.Status.EVALUATING):
        raise TransitionError(_("结果已经公示，不能再更换评审人员。"))


@step(
    Transition(
        action="licensing.candidate.score",
        label=_("评分"),
        sources=frozenset({Candidate.Status.ADMITTED}),
        target=None,
        permission="licensing.score_candidate",
        clause=_("27号 第四条、第十二条"),
        owed=duties.in_evaluation,
        form=ScoreForm,
    )
)
def score_candidate(candidate: Candidate, *, actor: Any, on: date, **given: Any) -> None:
    """All criteria at once; a score stands once given."""
    scorer = (
        Scorer.objects.eligible(candidate.selection).filter(judge=actor, ends_on__gte=on).first()
    )
    if scorer is None:
        raise TransitionError(_("您没有签署无利益冲突的声明，或者聘期已满，不能评分。"))
    for criterion in candidate.selection.criteria.all():
        points = given.get(f"points_{criterion.pk}")
        if points is None or not 0 <= points <= criterion.weight:
            raise TransitionError(
                _("“%(criterion)s”的得分应在 0 与 %(weight)d 之间，请填写或者修改。")
                % {"criterion": criterion.name, "weight": criterion.weight}
            )
        score = Score(
            scorer=scorer, candidate=candidate, criterion=criterion, points=points,
            comment=(given.get(f"comment_{criterion.pk}") or "").strip(), created_by=actor,
        )  # fmt: skip
        score.full_clean()
        score.save(force_insert=True)
