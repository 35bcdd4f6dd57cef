"""Who writes findings, and who puts them right, verifies and enforces (27号 第二十一条; 意见（三）)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from governance.actors import Actor
from governance.policies import NOBODY, Grounds, rule
from licensing.models import Inspection
from licensing.policies.grounds import holders_of, staff_of, through

REPORTED = Q(inspection__status__in=(Inspection.Status.REPORTED, Inspection.Status.CLOSED))


@rule("licensing.view_finding")
def may_view_findings(user: Actor) -> Grounds:
    """Supervisors and auditors; the operator once they are reported."""
    return (
        staff_of(
            user,
            Role.AUTHORITY,
            "inspection__licence__regulator",
            _("监管的数据主管部门查阅检查发现"),
        )
        | staff_of(
            user,
            Role.IMPLEMENTING_BODY,
            "inspection__licence__implementing_body",
            _("实施机构查阅对本单位协议的检查发现"),
        )
        | staff_of(
            user,
            Role.OPERATOR,
            "inspection__licence__operator",
            _("运营机构查阅检查报告"),
            REPORTED,
        )
        | holders_of(user, Role.AUDITOR, _("审计机关查阅全部检查发现（审计法第三十四条）"))
    )


@rule("licensing.add_finding", "licensing.change_finding")
def may_write_findings(user: Actor) -> Grounds:
    """The two inspectors, while the inspection is under way."""
    if user.is_anonymous:
        return NOBODY
    own = Inspection.objects.permitted(user, "licensing.record_inspection")
    under_way = own.filter(status=Inspection.Status.UNDER_WAY)
    label = _("检查人员记录检查发现")
    return staff_of(
        user, Role.AUTHORITY, "inspection__body", label, Q(inspection__in=under_way)
    ) | (
        staff_of(
            user, Role.IMPLEMENTING_BODY, "inspection__body", label, Q(inspection__in=under_way)
        )
    )


def may_inspect(user: Actor) -> Grounds:
    """Whoever conducts the inspection from which the order came."""
    return through(
        user,
        Inspection,
        "licensing.conduct_inspection",
        "finding__inspection",
        _("由开展检查的单位办理整改"),
    )


@rule("licensing.view_rectification")
def may_view(user: Actor) -> Grounds:
    """The operator, its supervisors and auditors."""
    return (
        staff_of(user, Role.OPERATOR, "licence__operator", _("运营机构查阅本单位的整改"))
        | staff_of(user, Role.AUTHORITY, "licence__regulator", _("监管的数据主管部门查阅整改"))
        | staff_of(
            user,
            Role.IMPLEMENTING_BODY,
            "licence__implementing_body",
            _("实施机构查阅本单位协议的整改"),
        )
        | holders_of(user, Role.AUDITOR, _("审计机关查阅全部整改（审计法第三十四条）"))
    )


@rule("licensing.add_rectification", "licensing.change_rectification")
def nobody_writes(user: Actor) -> Grounds:
    """Orders come from the report of an inspection, and move by steps."""
    return NOBODY


@rule("licensing.answer_rectification")
def may_answer(user: Actor) -> Grounds:
    """The operator puts right what was found."""
    return staff_of(user, Role.OPERATOR, "licence__operator", _("运营机构落实整改"))


@rule("licensing.extend_rectification")
def may_extend(user: Actor) -> Grounds:
    """Who ordered may give more time."""
    return may_inspect(user)


@rule("licensing.verify_rectification")
def may_verify(user: Actor) -> Grounds:
    """Who ordered verifies, never the person who handed the result in."""
    return may_inspect(user).unless(_("报送整改结果的人不得自行验收。"), Q(done_by=user.pk))


@rule("licensing.enforce_rectification")
def may_enforce(user: Actor) -> Grounds:
    """What follows from not putting right is the regulator's."""
    return staff_of(
        user,
        Role.AUTHORITY,
        "licence__regulator",
        _("监管的数据主管部门对逾期不整改作出处理（意见第三条）"),
    )
