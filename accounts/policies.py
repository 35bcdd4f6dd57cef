"""Who may see and do what with accounts, and with the mechanism's own records (§14, 等保 三员)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Role
from governance.actors import Actor
from governance.policies import EVERYBODY, NOBODY, Grounds, allow, rule

EVERY_ROW = Q()
UNAPPOINTED = ~Q(pk__in=Membership.objects.values("user")) & Q(is_service=False)
OVERSEERS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, Role.AUDITOR)


@rule("governance.view_auditevent")
def may_view_trail(user: Actor) -> Grounds:
    """Auditors and the audit administrator read the whole trail; everybody reads what he did himself."""
    own = allow(_("本人的操作记录"), Q(actor=user.pk)) if user.is_authenticated else NOBODY
    if user.holds(Role.AUDITOR, Role.AUDIT_ADMIN):
        return allow(_("审计机关和审计管理员查阅全部审计日志（审计法第三十五条）"), EVERY_ROW) | own
    return own


@rule("governance.export_auditevent")
def may_export_trail(user: Actor) -> Grounds:
    """Export proof: auditors and the audit administrator."""
    if user.holds(Role.AUDITOR, Role.AUDIT_ADMIN):
        return allow(_("审计机关和审计管理员导出审计日志（审计法第三十四条）"), EVERY_ROW)
    return NOBODY


@rule("governance.grant_rights")
def may_grant_rights(user: Actor) -> Grounds:
    """Rights on single records are the security administrator's office."""
    return allow(_("安全管理员授予和收回权限"), EVERY_ROW) if user.holds(Role.SECURITY_ADMIN) else NOBODY


@rule("governance.view_deadlinerule", "governance.view_workday", "governance.view_workdayyear")
def may_view_terms(user: Actor) -> Grounds:
    """Terms and the calendar are public."""
    return EVERYBODY


@rule(
    "governance.add_deadlinerule", "governance.change_deadlinerule",
    "governance.add_workday", "governance.change_workday",
    "governance.add_workdayyear", "governance.change_workdayyear",
)  # fmt: skip
def may_keep_terms(user: Actor) -> Grounds:
    """The data authority keeps the terms and the calendar."""
    return allow(_("数据主管部门维护期限和工作日历"), EVERY_ROW) if user.holds(Role.AUTHORITY) else NOBODY


@rule("accounts.view_organisation", "accounts.view_region")
def may_view_directory(user: Actor) -> Grounds:
    """Who provides, authorises and operates is public, abolished bodies too: old records name them."""
    return EVERYBODY


@rule("accounts.add_organisation")
def may_add_organisation(user: Actor) -> Grounds:
    """The system administrator enters bodies below one that is in his charge."""
    return allow(_("系统管理员登记所辖单位"), Q(parent__in=user.organisation_ids(Role.SYSTEM_ADMIN)))


@rule("accounts.change_organisation", "accounts.move_organisation")
def may_keep_organisation(user: Actor) -> Grounds:
    """The system administrator keeps the bodies in his charge."""
    return allow(_("系统管理员维护所辖单位"), Q(pk__in=user.organisation_ids(Role.SYSTEM_ADMIN)))


@rule("accounts.accept_code_organisation")
def may_accept_code(user: Actor) -> Grounds:
    """A code that fails its check digit is accepted by the data authority, never by who typed it."""
    return allow(
        _("数据主管部门认可所辖单位的代码"), Q(pk__in=user.organisation_ids(Role.AUTHORITY))
    ).unless(_("本人登记的单位不得由本人认可代码"), Q(created_by=user.pk))


@rule("accounts.appoint_organisation")
def may_appoint(user: Actor) -> Grounds:
    """Roles are given by the security administrator of the body or of one above it (三员)."""
    return allow(_("安全管理员任用所辖单位的人员"), Q(pk__in=user.organisation_ids(Role.SECURITY_ADMIN)))


@rule("accounts.dismiss_membership")
def may_dismiss(user: Actor) -> Grounds:
    """Roles are taken by the same office, but nobody ends his own."""
    reach = Q(organisation__in=user.organisation_ids(Role.SECURITY_ADMIN))
    return allow(_("安全管理员终止所辖单位的任用"), reach).unless(_("不得终止本人的任用"), Q(user=user.pk))


@rule("accounts.view_membership")
def may_view_membership(user: Actor) -> Grounds:
    """One's own; those in the charge of the three administrators and of the auditors."""
    own = allow(_("本人的任用"), Q(user=user.pk)) if user.is_authenticated else NOBODY
    return own | allow(_("三员和审计机关查阅所辖单位的任用"), Q(organisation__in=user.organisation_ids(*OVERSEERS)))


@rule("accounts.add_membership", "accounts.change_membership")
def may_edit_membership(user: Actor) -> Grounds:
    """Nobody: roles are given and taken only by the steps of appointment and dismissal."""
    return NOBODY


@rule("accounts.view_user")
def may_view_user(user: Actor) -> Grounds:
    """One's own account; those in the charge of the three administrators and of the auditors; new ones too."""
    own = allow(_("本人的账号"), Q(pk=user.pk)) if user.is_authenticated else NOBODY
    reach = user.organisation_ids(*OVERSEERS)
    if not reach:
        return own
    return own | allow(_("三员和审计机关查阅所辖单位的账号"), _somewhere_in(reach) | UNAPPOINTED)


@rule("accounts.add_user")
def may_add_user(user: Actor) -> Grounds:
    """The system administrator opens accounts; an account without an appointment may do nothing."""
    return allow(_("系统管理员开立账号"), UNAPPOINTED) if user.holds(Role.SYSTEM_ADMIN) else NOBODY


@rule("accounts.change_user")
def may_change_user(user: Actor) -> Grounds:
    """The system administrator keeps accounts that belong to nobody outside his charge."""
    return _in_charge_of(user).unless(_("不得修改本人的账号"), Q(pk=user.pk))


@rule("accounts.invite_user")
def may_invite(user: Actor) -> Grounds:
    """Sign-in links for others, except the other two administrators: a link is a key to what they may do."""
    others = Membership.objects.filter(role__in=(Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)).values("user")
    return (
        _in_charge_of(user)
        .unless(_("不得为本人发送登录链接"), Q(pk=user.pk))
        .unless(_("安全管理员、审计管理员的登录链接只能在服务器上由命令签发"), Q(pk__in=others))
    )


def _in_charge_of(user: Actor) -> Grounds:
    reach = user.organisation_ids(Role.SYSTEM_ADMIN)
    if not reach:
        return NOBODY
    outside = Membership.objects.exclude(organisation__in=reach).values("user")
    within = _somewhere_in(reach) | UNAPPOINTED
    return allow(_("系统管理员管理所辖单位的账号"), within).unless(_("该账号还在其他单位任职"), Q(pk__in=outside))


def _somewhere_in(organisation_ids: list[int]) -> Q:
    return Q(pk__in=Membership.objects.filter(organisation__in=organisation_ids).values("user"))
