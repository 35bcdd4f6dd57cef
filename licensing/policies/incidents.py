"""Who reports, handles and closes incidents (27号 第十四条第八项、第二十一条; 个人信息保护法 第五十七条)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from governance.actors import Actor
from governance.policies import NOBODY, Grounds, rule
from licensing.models import Incident, Licence
from licensing.policies.grounds import holders_of, staff_of, the_job, through

RUNS = Q(licence__status__in=Licence.PUBLIC)


def may_supervise(user: Actor, within: Q | None = None) -> Grounds:
    """The implementing body and the regulator of the licence."""
    return staff_of(
        user,
        Role.IMPLEMENTING_BODY,
        "licence__implementing_body",
        _("实施机构监督本单位的协议（27号第二十一条）"),
        within,
    ) | staff_of(
        user,
        Role.AUTHORITY,
        "licence__regulator",
        _("监管的数据主管部门处置事件（意见第十三条）"),
        within,
    )


def may_take_part(user: Actor, within: Q | None = None) -> Grounds:
    """Supervisors and the operator itself, which carries the first responsibility."""
    return may_supervise(user, within) | staff_of(
        user,
        Role.OPERATOR,
        "licence__operator",
        _("运营机构承担数据安全主体责任（27号第二十一条）"),
        within,
    )


@rule("licensing.add_incident")
def may_report(user: Actor) -> Grounds:
    """Whoever takes part, and the service account of the portal that finds something itself."""
    return may_take_part(user, RUNS) | the_job(user, _("系统报告所发现的事件"))


@rule("licensing.change_incident")
def nobody_rewrites(user: Actor) -> Grounds:
    """What was reported is handled, never rewritten."""
    return NOBODY


@rule("licensing.view_incident")
def may_view(user: Actor) -> Grounds:
    """Those who take part, and auditors; the public reads numbers only."""
    return may_take_part(user) | holders_of(
        user, Role.AUDITOR, _("审计机关查阅全部事件（审计法第三十四条）")
    )


@rule("licensing.lead_incident")
def may_lead(user: Actor) -> Grounds:
    """Grading is the supervisors'."""
    return may_supervise(user)


@rule("licensing.dismiss_incident")
def may_dismiss(user: Actor) -> Grounds:
    """A false alarm is found by another person than who reported it."""
    return may_supervise(user).unless(
        _("本人报告的事件须由他人认定是否误报。"), Q(created_by=user.pk)
    )


@rule("licensing.handle_incident")
def may_handle(user: Actor) -> Grounds:
    """Measures and reports are recorded by whoever takes them."""
    return may_take_part(user)


@rule("licensing.close_incident")
def may_close(user: Actor) -> Grounds:
    """Supervisors, never the person who says that it is resolved."""
    return may_supervise(user).unless(_("处置人不得办结自己处置的事件。"), Q(resolved_by=user.pk))


@rule("licensing.view_incidentmeasure", "licensing.view_incidentnotice")
def may_view_rows(user: Actor) -> Grounds:
    """With the incident."""
    return through(user, Incident, "licensing.view_incident", "incident", _("可查阅所属事件"))


@rule(
    "licensing.add_incidentmeasure", "licensing.change_incidentmeasure",
    "licensing.add_incidentnotice", "licensing.change_incidentnotice",
)  # fmt: skip
def nobody_writes_rows(user: Actor) -> Grounds:
    """Rows come from the steps alone."""
    return NOBODY
