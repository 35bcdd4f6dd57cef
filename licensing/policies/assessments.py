"""Who assesses risk, who confirms it, who may read it (网络数据安全管理条例 第三十一条、第三十三条)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from governance.actors import Actor
from governance.authorship import edited_by
from governance.policies import Grounds, rule
from licensing.models import Licence, RiskAssessment
from licensing.policies.grounds import EVERY_ROW, holders_of, staff_of, through

Status = RiskAssessment.Status
BODY, REGULATOR = "licence__implementing_body", "licence__regulator"


def may_assess(user: Actor, within: Q | None = None, path: str = "") -> Grounds:
    """The implementing body, about its own licences."""
    label = _("实施机构评估本单位协议的风险（网络数据安全管理条例第三十一条）")
    return staff_of(user, Role.IMPLEMENTING_BODY, path + BODY, label, within)


def may_oversee(user: Actor, within: Q | None = None, path: str = "") -> Grounds:
    """The data authority that supervises the licence."""
    label = _("监管的数据主管部门核查风险评估和汇聚关联分析（27号第二十一条）")
    return staff_of(user, Role.AUTHORITY, path + REGULATOR, label, within)


def may_audit(user: Actor) -> Grounds:
    """Auditors read everything."""
    label = _("审计机关查阅全部风险评估（审计法第三十四条）")
    return holders_of(user, Role.AUDITOR, label, EVERY_ROW)


@rule("licensing.view_riskassessment")
def may_view(user: Actor) -> Grounds:
    """Those who assess, supervise and audit; the operator reads what was confirmed, to carry the measures out."""
    confirmed = Q(status__in=(Status.CONFIRMED, Status.SUPERSEDED))
    operator = _("运营机构查阅本单位协议经确认的风险评估")
    return (
        may_assess(user)
        | may_oversee(user)
        | may_audit(user)
        | staff_of(user, Role.OPERATOR, "licence__operator", operator, confirmed)
    )


@rule("licensing.add_riskassessment", "licensing.change_riskassessment")
def may_write(user: Actor) -> Grounds:
    """Drafts about licences that have not ended."""
    open_ones = Q(status=Status.DRAFT) & ~Q(licence__status__in=Licence.ENDED)
    return may_assess(user, open_ones)


@rule("licensing.submit_riskassessment", "licensing.renew_riskassessment")
def may_submit(user: Actor) -> Grounds:
    """The implementing body."""
    return may_assess(user)


@rule("licensing.return_riskassessment", "licensing.confirm_riskassessment")
def may_confirm(user: Actor) -> Grounds:
    """A colleague or the regulator, but never who wrote, edited or submitted it."""
    own = Q(created_by=user.pk) | Q(submitted_by=user.pk) | edited_by(user, RiskAssessment)
    return (may_assess(user) | may_oversee(user)).unless(
        _("本人编制、修改或者提交的风险评估须由他人确认"), own
    )


@rule("licensing.supersede_riskassessment")
def may_supersede(user: Actor) -> Grounds:
    """Whoever may confirm the newer one."""
    return may_assess(user) | may_oversee(user)


@rule("licensing.view_riskpoint")
def may_view_points(user: Actor) -> Grounds:
    """The points are read with their assessment."""
    label = _("可查阅所属风险评估")
    return through(user, RiskAssessment, "licensing.view_riskassessment", "assessment", label)


@rule("licensing.add_riskpoint", "licensing.change_riskpoint")
def may_write_points(user: Actor) -> Grounds:
    """The points are written with the draft."""
    label = _("可修改所属风险评估")
    return through(user, RiskAssessment, "licensing.change_riskassessment", "assessment", label)
