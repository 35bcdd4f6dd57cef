"""Who may see, give, check and publish evaluations (27号 第九条; §14: third parties only what is assigned)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from governance.actors import Actor
from governance.authorship import edited_by
from governance.policies import NOBODY, Grounds, allow, rule
from licensing.models import (
    Evaluation,
    EvaluationGroupGrant,
    EvaluationKind,
    EvaluationScheme,
    EvaluationUserGrant,
)
from licensing.policies.exits import implementing, operating, regulating
from licensing.policies.grounds import holders_of, staff_of, the_job, through

Status = Evaluation.Status
SELF, AUTHORITY, THIRD = EvaluationKind.SELF, EvaluationKind.AUTHORITY, EvaluationKind.THIRD_PARTY
OWN_WORK = _("本人评分或者提交的评价须由他人核对")
REGULATOR = _("数据主管部门制定本部门的成效评价指标（27号第九条）")
AUDITOR = _("审计机关查阅全部成效评价（审计法第三十四条）")


# Indicator sets


def may_regulate(user: Actor, field: str, within: Q | None = None) -> Grounds:
    """The regulator whose set it is."""
    return staff_of(user, Role.AUTHORITY, field, REGULATOR, within)


@rule("licensing.view_evaluationscheme")
def may_view_schemes(user: Actor) -> Grounds:
    """Everybody knows by what is evaluated, once the set is in use."""
    return may_regulate(user, "regulator") | allow(
        _("启用的评价指标向社会公开"), ~Q(status=EvaluationScheme.Status.DRAFT)
    )


@rule("licensing.add_evaluationscheme", "licensing.change_evaluationscheme")
def may_write_schemes(user: Actor) -> Grounds:
    """Drafts of the regulator's own."""
    return may_regulate(user, "regulator", Q(status=EvaluationScheme.Status.DRAFT))


@rule("licensing.adopt_evaluationscheme")
def may_adopt(user: Actor) -> Grounds:
    """A second person of the regulator."""
    return may_regulate(user, "regulator").unless(
        _("本人编制的指标体系须由他人启用"), Q(created_by=user.pk)
    )


@rule("licensing.retire_evaluationscheme")
def may_retire(user: Actor) -> Grounds:
    """The regulator."""
    return may_regulate(user, "regulator")


@rule("licensing.view_evaluationindicator")
def may_view_indicators(user: Actor) -> Grounds:
    """Who sees the set."""
    return may_regulate(user, "scheme__regulator") | allow(
        _("启用的评价指标向社会公开"), ~Q(scheme__status=EvaluationScheme.Status.DRAFT)
    )


@rule("licensing.add_evaluationindicator", "licensing.change_evaluationindicator")
def may_write_indicators(user: Actor) -> Grounds:
    """They are written with the draft."""
    return through(
        user,
        EvaluationScheme,
        "licensing.change_evaluationscheme",
        "scheme",
        _("可修改所属指标体系"),
    )


# Evaluations


def may_evaluate(user: Actor, within: Q) -> Grounds:
    """The operator itself, the regulator, and the third party to whom the evaluation was assigned by name."""
    return (
        operating(user, "licence", within & Q(kind=SELF))
        | regulating(user, "licence", within & Q(kind=AUTHORITY))
        | assigned(user, "pk", within & Q(kind=THIRD))
    )


def assigned(user: Actor, path: str, within: Q) -> Grounds:
    """A member of a third party, for what the security administrator assigned to him, until its end."""
    if not user.organisation_ids(Role.EVALUATOR):
        return NOBODY
    given = Q(**{f"{path}__in": EvaluationUserGrant.objects.to(user, "change_evaluation")})
    given |= Q(**{f"{path}__in": EvaluationGroupGrant.objects.to(user, "change_evaluation")})
    return allow(_("第三方评估机构办理指派给本人的评价"), given & within)


@rule("licensing.view_evaluation")
def may_view(user: Actor) -> Grounds:
    """Published: everybody; before: who evaluates, the supervisors; the operator what was confirmed about it."""
    told = Q(kind=SELF) | Q(status__in=(Status.CONFIRMED, Status.PUBLISHED))
    handed_in = ~Q(status=Status.DRAFT) | ~Q(kind=SELF)
    return (
        allow(_("评价结果向社会公开（意见第五条）"), Q(status=Status.PUBLISHED))
        | operating(user, "licence", told)
        | implementing(user, "licence", handed_in)
        | regulating(user, "licence", handed_in)
        | assigned(user, "pk", Q(kind=THIRD))
        | holders_of(user, Role.AUDITOR, AUDITOR)
    )


@rule("licensing.add_evaluation")
def may_add(user: Actor) -> Grounds:
    """The operator begins its own, the regulator its own and those of third parties; each year the job does."""
    fresh = Q(status=Status.DRAFT)
    return (
        operating(user, "licence", fresh & Q(kind=SELF))
        | regulating(user, "licence", fresh & ~Q(kind=SELF))
        | the_job(user, _("系统生成年度评价任务"))
    )


@rule("licensing.change_evaluation")
def may_change(user: Actor) -> Grounds:
    """While it is being scored."""
    return may_evaluate(user, Q(status=Status.DRAFT))


@rule("licensing.submit_evaluation")
def may_submit(user: Actor) -> Grounds:
    """Who evaluates."""
    return may_evaluate(user, Q())


@rule("licensing.confirm_evaluation")
def may_confirm(user: Actor) -> Grounds:
    """The regulator, but never who scored or submitted."""
    return regulating(user, "licence").unless(
        OWN_WORK, Q(submitted_by=user.pk) | edited_by(user, Evaluation)
    )


@rule("licensing.publish_evaluation")
def may_publish(user: Actor) -> Grounds:
    """The regulator."""
    return regulating(user, "licence")


@rule("licensing.object_evaluation")
def may_object(user: Actor) -> Grounds:
    """The operator, to what others say about it."""
    told = Q(status__in=(Status.CONFIRMED, Status.PUBLISHED))
    return operating(user, "licence", told & ~Q(kind=SELF))


@rule("licensing.reopen_evaluation")
def may_reopen(user: Actor) -> Grounds:
    """The regulator that upholds an objection."""
    return regulating(user, "licence")


@rule("licensing.follow_evaluation")
def may_follow(user: Actor) -> Grounds:
    """Those who supervise the licence."""
    return implementing(user, "licence") | regulating(user, "licence")


@rule("licensing.view_evaluationscore")
def may_view_scores(user: Actor) -> Grounds:
    """Who sees the evaluation."""
    return through(user, Evaluation, "licensing.view_evaluation", "evaluation", _("可查阅所属评价"))


@rule("licensing.inspect_evaluationscore")
def may_inspect_scores(user: Actor) -> Grounds:
    """Evidence is for the evaluated, the evaluating and the supervisors, not for the public."""
    told = Q(evaluation__kind=SELF) | Q(evaluation__status__in=(Status.CONFIRMED, Status.PUBLISHED))
    return (
        operating(user, "evaluation__licence", told)
        | implementing(user, "evaluation__licence")
        | regulating(user, "evaluation__licence")
        | assigned(user, "evaluation", Q(evaluation__kind=THIRD))
        | holders_of(user, Role.AUDITOR, AUDITOR)
    )


@rule("licensing.add_evaluationscore")
def nobody_adds_scores(user: Actor) -> Grounds:
    """Rows come from the counting."""
    return NOBODY


@rule("licensing.change_evaluationscore")
def may_score(user: Actor) -> Grounds:
    """By hand only what the portal does not count itself, while the evaluation is being scored."""
    return through(
        user, Evaluation, "licensing.change_evaluation", "evaluation", _("可修改所属评价")
    ).unless(_("平台取数的得分不能手工修改"), Q(is_measured=True))


# Objections


@rule("licensing.view_evaluationobjection")
def may_view_objections(user: Actor) -> Grounds:
    """The operator, the supervisors, the third party concerned, auditors."""
    return (
        operating(user, "evaluation__licence")
        | implementing(user, "evaluation__licence")
        | regulating(user, "evaluation__licence")
        | assigned(user, "evaluation", Q(evaluation__kind=THIRD))
        | holders_of(user, Role.AUDITOR, AUDITOR)
    )


@rule("licensing.add_evaluationobjection", "licensing.change_evaluationobjection")
def nobody_writes_objections(user: Actor) -> Grounds:
    """They come from the step on the evaluation."""
    return NOBODY


@rule("licensing.decide_evaluationobjection")
def may_decide(user: Actor) -> Grounds:
    """The regulator, but never who submitted or confirmed the evaluation."""
    return regulating(user, "evaluation__licence").unless(
        _("本人提交或者核对的评价，其异议须由他人答复"),
        Q(evaluation__submitted_by=user.pk) | Q(evaluation__confirmed_by=user.pk),
    )
