"""The procedure of a risk assessment: written, submitted, confirmed by another person, replaced by the next one."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from catalog.models import DataResource
from governance import deadlines, edits
from governance.errors import TransitionError
from governance.transitions import Transition, step
from licensing import conditions, risk
from licensing.linkage.holdings import scope_of
from licensing.models import Licence, LicensedResource, RiskAssessment, RiskPoint

Status = RiskAssessment.Status
YEARLY = "risk.yearly"


def owing_next_year() -> Q:
    """Confirmed ones of running licences over important data that nobody has begun to renew (第三十三条)."""
    important = LicensedResource.objects.filter(
        licence=OuterRef("licence"), resource__grade=DataResource.Grade.IMPORTANT
    )
    begun = RiskAssessment.objects.filter(
        predecessor=OuterRef("pk"), status__in=(Status.DRAFT, Status.SUBMITTED)
    )
    return (
        Q(licence__status__in=Licence.RUNNING, due_on__isnull=False)
        & Q(Exists(important))
        & ~Q(Exists(begun))
    )


@step(
    Transition(
        action="licensing.riskassessment.submit",
        label=_("提交确认"),
        sources=frozenset({Status.DRAFT}),
        target=Status.SUBMITTED,
        permission="licensing.submit_riskassessment",
        clause=_("网络数据安全管理条例 第三十一条；个人信息保护法 第五十五条、第五十六条"),
    )
)
def submit_assessment(assessment: RiskAssessment, *, actor: Any, on: date) -> dict[str, object]:
    """Every point is judged; the scope and the analysis of the day are what it speaks of."""
    conditions.require(faults(assessment, on=on))
    return {
        "submitted_by": actor,
        "resource_ids": scope_of(assessment.licence),
        "analysis": risk.newest_analysis(assessment.licence),
    }


def faults(assessment: RiskAssessment, *, on: date) -> list[conditions.Words]:
    """What an assessment still lacks."""
    licence = assessment.licence
    found: list[conditions.Words] = []
    if licence.status in Licence.ENDED:
        found.append(_("“%(licence)s”已经结束，不再需要风险评估。") % {"licence": licence})
    if assessment.assessed_on > on:
        found.append(_("评估日期不能晚于今天，请改正日期。"))
    if not scope_of(licence):
        found.append(_("“%(licence)s”尚未列入数据资源，请先填写资源范围。") % {"licence": licence})
    return found + _missing(assessment) + _contradiction(assessment)


def _missing(assessment: RiskAssessment) -> list[conditions.Words]:
    asked = list(RiskPoint.ALWAYS)
    if risk.processes_personal_data(assessment.licence):
        asked.append(RiskPoint.Point.PERSONAL)
    judged = set(assessment.points.values_list("point", flat=True))
    names = [str(each.label) for each in asked if each not in judged]
    if not names:
        return []
    return [_("以下评估要点尚未填写：%(names)s。请补充后再提交。") % {"names": "、".join(names)}]


def _contradiction(assessment: RiskAssessment) -> list[conditions.Words]:
    is_grave = assessment.points.filter(level=RiskPoint.Level.HIGH).exists()
    if not is_grave or assessment.conclusion != RiskAssessment.Conclusion.ALLOWED:
        return []
    return [_("有评估要点为高风险，结论不能是“可以”，请改为采取措施后可以或不得。")]


@step(
    Transition(
        action="licensing.riskassessment.return",
        label=_("退回修改"),
        sources=frozenset({Status.SUBMITTED}),
        target=Status.DRAFT,
        permission="licensing.return_riskassessment",
        clause=_("网络数据安全管理条例 第三十一条"),
        needs_reason=True,
        is_duty=False,
    )
)
def return_assessment(assessment: RiskAssessment) -> dict[str, object]:
    """Something is missing or doubtful."""
    return {"submitted_by": None, "resource_ids": [], "analysis": None}


@step(
    Transition(
        action="licensing.riskassessment.confirm",
        label=_("确认评估"),
        sources=frozenset({Status.SUBMITTED}),
        target=Status.CONFIRMED,
        permission="licensing.confirm_riskassessment",
        clause=_("网络数据安全管理条例 第三十一条、第三十三条"),
        starts_clock=YEARLY,
    )
)
def confirm_assessment(assessment: RiskAssessment, *, actor: Any, on: date) -> dict[str, object]:
    """Another person stands for it; it holds for a year and takes the place of the one before."""
    licence = assessment.licence
    newest = risk.newest_analysis(licence)
    if set(scope_of(licence)) - set(assessment.resource_ids):
        raise TransitionError(_("提交之后资源范围又有增加，请退回修改，重新评估后再提交。"))
    if newest is not None and newest.pk != assessment.analysis_id:
        raise TransitionError(
            _("提交之后又完成了汇聚关联分析，请退回修改，按新的结果评估后再提交。")
        )
    for earlier in licence.risk_assessments.confirmed():
        supersede_assessment(earlier, actor=actor, on=on)
    term = deadlines.due(YEARLY, start=on, region_code=assessment.deadline_region_code)
    return {"confirmed_by": actor, "valid_until": term.on}


@step(
    Transition(
        action="licensing.riskassessment.supersede",
        label=_("由新的评估替代"),
        sources=frozenset({Status.CONFIRMED}),
        target=Status.SUPERSEDED,
        permission="licensing.supersede_riskassessment",
        clause=_("网络数据安全管理条例 第三十三条"),
        is_duty=False,
        is_consequence=True,
    )
)
def supersede_assessment(assessment: RiskAssessment) -> None:
    """A newer one stands from here on."""


@step(
    Transition(
        action="licensing.riskassessment.renew",
        label=_("开展年度评估"),
        sources=frozenset({Status.CONFIRMED}),
        target=None,
        permission="licensing.renew_riskassessment",
        clause=_("网络数据安全管理条例 第三十三条"),
        owed=owing_next_year,
        keeps_clock=True,
    )
)
def renew_assessment(assessment: RiskAssessment, *, actor: Any, on: date) -> None:
    """The next year's draft, with last year's findings to be gone through again."""
    if assessment.successors.filter(status__in=(Status.DRAFT, Status.SUBMITTED)).exists():
        raise TransitionError(_("新的风险评估已经在编制，请打开那一份继续办理。"))
    follower = RiskAssessment(
        licence=assessment.licence,
        kind=RiskAssessment.Kind.YEARLY,
        assessor=assessment.assessor,
        assessed_on=on,
        conclusion=assessment.conclusion,
        measures=assessment.measures,
        predecessor=assessment,
    )
    edits.save(follower, actor=actor, relations=lambda: _copy_points(assessment, follower, actor))


def _copy_points(assessment: RiskAssessment, follower: RiskAssessment, actor: Any) -> None:
    for each in assessment.points.all():
        RiskPoint.objects.create(
            assessment=follower,
            point=each.point,
            finding=each.finding,
            level=each.level,
            measures=each.measures,
            created_by=actor,
        )
