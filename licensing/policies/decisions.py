"""Who may record, sign and see collective decisions and filings (clause 三; 27号 第十一条、第十三条)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from governance.actors import Actor
from governance.authorship import edited_by
from governance.policies import NOBODY, Grounds, rule
from licensing.models import CollectiveDecision, Licence, LicenceChange, Scheme
from licensing.policies.grounds import holders_of, staff_of, through


def may_record(user: Actor, *, of_scheme: Q, of_licence: Q) -> Grounds:
    """The authority records what was decided on schemes, the implementing body what it decided on agreements."""
    return staff_of(
        user,
        Role.AUTHORITY,
        "scheme__authority",
        _("牵头的数据主管部门登记方案审议结果（27号第十一条）"),
        of_scheme,
    ) | staff_of(
        user,
        Role.IMPLEMENTING_BODY,
        "licence__implementing_body",
        _("实施机构登记本单位的协议决策（27号第十三条）"),
        of_licence,
    )


def may_follow(user: Actor) -> Grounds:
    """Those who conduct the matter, those who supervise it, and auditors."""
    return (
        may_record(user, of_scheme=Q(), of_licence=Q())
        | staff_of(
            user, Role.AUTHORITY, "licence__regulator", _("监管的数据主管部门查阅协议决策和备案")
        )
        | staff_of(
            user,
            Role.IMPLEMENTING_BODY,
            "scheme__implementing_body",
            _("实施机构查阅本单位方案的决策和备案"),
        )
        | holders_of(user, Role.AUDITOR, _("审计机关查阅全部决策和备案（审计法第三十四条）"))
    )


@rule("licensing.view_collectivedecision")
def may_view(user: Actor) -> Grounds:
    """Minutes are for those who conduct the matter and for auditors; the register shows the facts of T1."""
    return may_follow(user)


@rule("licensing.view_filing")
def may_view_filing(user: Actor) -> Grounds:
    """The same people, and the authority that keeps the filing."""
    return may_follow(user) | staff_of(
        user, Role.AUTHORITY, "authority", _("备案机关查阅报本机关的备案（27号第十一条、第十三条）")
    )


@rule("licensing.add_collectivedecision", "licensing.change_collectivedecision")
def may_write(user: Actor) -> Grounds:
    """Only unsigned ones, and only while the matter waits for a decision."""
    unsigned = Q(status=CollectiveDecision.Status.DRAFT)
    changing = LicenceChange.objects.filter(status=LicenceChange.Status.DRAFT)
    waiting = Q(licence__in=changing.values("licence"))
    return may_record(
        user,
        of_scheme=unsigned & Q(scheme__status=Scheme.Status.DELIBERATION),
        of_licence=unsigned & (Q(licence__status=Licence.Status.DRAFT) | waiting),
    )


@rule("licensing.strike_collectivedecision")
def may_strike(user: Actor) -> Grounds:
    """Whoever records such decisions; the step itself is open only before the signature."""
    return may_record(user, of_scheme=Q(), of_licence=Q())


@rule("licensing.sign_collectivedecision")
def may_sign(user: Actor) -> Grounds:
    """A second person, who did not edit the record, checks it against the minutes."""
    return may_record(user, of_scheme=Q(), of_licence=Q()).unless(
        _("本人登记或者修改的集体决策须由他人核对签署"),
        Q(created_by=user.pk) | edited_by(user, CollectiveDecision),
    )


@rule("licensing.add_filing", "licensing.change_filing")
def nobody_writes_filings(user: Actor) -> Grounds:
    """Filings come from the filing steps alone."""
    return NOBODY


@rule("licensing.view_decisionmember")
def may_view_members(user: Actor) -> Grounds:
    """Who sees the record of a decision sees who took part and how they voted."""
    label = _("可查阅所属集体决策")
    return through(user, CollectiveDecision, "licensing.view_collectivedecision", "decision", label)


@rule("licensing.add_decisionmember", "licensing.change_decisionmember")
def may_write_members(user: Actor) -> Grounds:
    """Who may change an unsigned decision may change its members."""
    label = _("可修改所属集体决策")
    return through(
        user, CollectiveDecision, "licensing.change_collectivedecision", "decision", label
    )


@rule("licensing.view_quorumrule")
def may_view_rules(user: Actor) -> Grounds:
    """Whoever records, signs or audits decisions knows the rule."""
    label = _("登记、签署和审计集体决策的人员查阅表决规则")
    return (
        holders_of(user, Role.AUTHORITY, label)
        | holders_of(user, Role.IMPLEMENTING_BODY, label)
        | holders_of(user, Role.AUDITOR, label)
    )


@rule("licensing.add_quorumrule", "licensing.change_quorumrule")
def may_set_rules(user: Actor) -> Grounds:
    """The data authority, for the bodies in its reach; the common rule is nobody's to lower for himself."""
    return staff_of(
        user, Role.AUTHORITY, "organisation", _("数据主管部门登记所辖单位的议事规则（意见第三条）")
    )
