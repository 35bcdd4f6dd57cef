"""The result of a selection: who was scored by whom, and in which order they stand."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from licensing.conditions import Words
from licensing.models import Candidate, Score, Scorer, Selection
from licensing.selecting.scoring import Criterion, Entrant, Placed, ranking


def ready_for_result(selection: Selection) -> list[Words]:
    """Everybody examined, enough of them admitted, enough judges, every score given."""
    open_ones = selection.candidates.filter(
        status__in=(Candidate.Status.SUBMITTED, Candidate.Status.RETURNED)
    )
    faults: list[Words] = [
        _("“%(name)s”的条件还没有审查，请先审查。") % {"name": each.name} for each in open_ones
    ]
    admitted = selection.candidates.admitted().count()
    if admitted < selection.needed_candidates:
        faults.append(
            _("符合条件的申请单位只有 %(n)d 家，少于 %(needed)d 家，不能公示结果，请宣布遴选失败。")
            % {"n": admitted, "needed": selection.needed_candidates}
        )
    judges = Scorer.objects.eligible(selection)
    if len(judges) < selection.needed_judges:
        faults.append(
            _("无利益冲突的评审人员只有 %(n)d 人，少于 %(needed)d 人，请补聘。")
            % {"n": len(judges), "needed": selection.needed_judges}
        )
    return faults + [
        _("评审人员“%(judge)s”还有 %(n)d 家没有评分，请先完成评分。")
        % {"judge": judge.judge, "n": missing}
        for judge in judges.select_related("judge")
        if (missing := admitted - _scored_by(judge))
    ]


def _scored_by(judge: Scorer) -> int:
    admitted = judge.scores.filter(candidate__status=Candidate.Status.ADMITTED)
    return admitted.values("candidate").distinct().count()


def placed(selection: Selection) -> list[Placed]:
    """The admitted candidates in order, by the scores of this round's judges."""
    points: Any = defaultdict(lambda: defaultdict(dict))
    scores = Score.objects.filter(scorer__in=Scorer.objects.eligible(selection))
    for each in scores:
        points[each.candidate_id][each.scorer_id][each.criterion_id] = Decimal(each.points)
    entrants = [
        Entrant(each.pk, each.received_at, points[each.pk])
        for each in selection.candidates.admitted()
    ]
    criteria = [Criterion(each.pk, each.weight) for each in selection.criteria.all()]
    heaviest_first = selection.tie_rule == Selection.TieRule.HEAVIEST
    return ranking(entrants, criteria, heaviest_first=heaviest_first)
