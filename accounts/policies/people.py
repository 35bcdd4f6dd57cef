"""Who may see, open and keep accounts (等保 8.1.4.1, 三员)."""

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import OVERSEERS, Membership, Role
from accounts.policies.console import BY_CONSOLE, by_console, is_console
from governance.actors import Actor
from governance.policies import NOBODY, Grounds, allow, rule

PERSON = Q(is_service=False)
UNAPPOINTED = PERSON & ~Q(pk__in=Membership.objects.values("user"))
KEY_HOLDERS = (Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)


@rule("accounts.view_user")
def may_view_user(user: Actor) -> Grounds:
    """One's own account; those in the charge of the three administrators and of the auditors; new ones."""
    own = allow(_("本人的账号"), Q(pk=user.pk)) if user.is_authenticated else NOBODY
    reach = user.organisation_ids(*OVERSEERS)
    if not reach:
        return own
    return own | allow(_("三员和审计机关查阅所辖单位的账号"), _somewhere_in(reach) | UNAPPOINTED)


@rule("accounts.add_user")
def may_add_user(user: Actor) -> Grounds:
    """The system administrator opens accounts; an account without an appointment may do nothing."""
    opened = (
        allow(_("系统管理员开立账号"), UNAPPOINTED) if user.holds(Role.SYSTEM_ADMIN) else NOBODY
    )
    return opened | by_console(user)


@rule("accounts.change_user")
def may_change_user(user: Actor) -> Grounds:
    """The system administrator keeps accounts that belong to nobody outside his charge."""
    charge = _in_charge_of(user, Role.SYSTEM_ADMIN, _("系统管理员管理所辖单位的账号"))
    return charge.unless(_("不得修改本人的账号"), Q(pk=user.pk))


@rule("accounts.invite_user")
def may_invite(user: Actor) -> Grounds:
    """Sign-in links for others, except the other two administrators: a link is a key to what they may do."""
    if is_console(user):
        return BY_CONSOLE
    others = Membership.objects.filter(role__in=KEY_HOLDERS).values("user")
    return (
        _in_charge_of(user, Role.SYSTEM_ADMIN, _("系统管理员管理所辖单位的账号"))
        .unless(_("不得为本人签发登录链接"), Q(pk=user.pk))
        .unless(_("安全管理员和审计管理员的登录链接只能在服务器上由命令签发"), Q(pk__in=others))
    )


@rule("accounts.reset_second_factor_user")
def may_reset_second_factor(user: Actor) -> Grounds:
    """By the security administrator: with the link of the system administrator it takes two to enter for another."""
    charge = _in_charge_of(user, Role.SECURITY_ADMIN, _("安全管理员重设所辖单位人员的动态验证码"))
    return charge.unless(_("不得重设本人的动态验证码"), Q(pk=user.pk)) | by_console(user)


@rule("accounts.explain_user")
def may_ask_about_rights(user: Actor) -> Grounds:
    """What somebody may do, and by which clause: asked by those who answer for rights or examine them (A6)."""
    reach = user.organisation_ids(Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, Role.AUDITOR)
    words = _("安全管理员、审计管理员和审计机关查询所辖单位人员的权限")
    return allow(words, _somewhere_in(reach)) if reach else NOBODY


def _in_charge_of(user: Actor, office: str, words: Promise) -> Grounds:
    reach = user.organisation_ids(office)
    if not reach:
        return NOBODY
    outside = Membership.objects.exclude(organisation__in=reach).values("user")
    within = _somewhere_in(reach) | UNAPPOINTED
    return allow(words, within).unless(_("该账号还在其他单位任职"), Q(pk__in=outside))


def _somewhere_in(organisation_ids: list[int]) -> Q:
    return PERSON & Q(
        pk__in=Membership.objects.filter(organisation__in=organisation_ids).values("user")
    )
