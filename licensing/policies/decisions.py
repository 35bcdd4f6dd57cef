"""Who may record, sign and see collective decisions and filings (clause 三; 27号 第十一条、第十三条)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from governance.actors import Actor
from governance.policies import NOBODY, Grounds, rule
from licensing.models import CollectiveDecision, Licence, LicenceChange, Scheme
from licensing.policies.grounds import holders_of, staff_of


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


@rule("licensing.view_collectivedecision", "licensing.view_filing")
def may_view(user: Actor) -> Grounds:
    """Minutes and filings are for those who conduct the matter and for auditors; the register shows the facts of T1."""
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


@rule("licensing.sign_collectivedecision")
def may_sign(user: Actor) -> Grounds:
    """A second person checks the record against the minutes."""
    return may_record(user, of_scheme=Q(), of_licence=Q()).unless(
        _("本人登记的集体决策须由他人核对签署"), Q(created_by=user.pk)
    )


@rule("licensing.add_filing", "licensing.change_filing")
def nobody_writes_filings(user: Actor) -> Grounds:
    """Filings come from the filing steps alone."""
    return NOBODY
