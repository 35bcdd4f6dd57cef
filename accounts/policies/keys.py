"""Who holds, sees and revokes keys of the machine interface."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import OVERSEERS, Role
from governance.actors import Actor
from governance.policies import NOBODY, Grounds, allow, rule

OWN = _("本人的接口密钥")


@rule("accounts.view_accesskey")
def may_view_key(user: Actor) -> Grounds:
    """One's own; those of the bodies in the charge of the three administrators and of auditors."""
    own = allow(OWN, Q(holder=user.pk)) if user.is_authenticated else NOBODY
    reach = Q(organisation__in=user.organisation_ids(*OVERSEERS))
    return own | allow(_("三员和审计机关查阅所辖单位的接口密钥"), reach)


@rule("accounts.add_accesskey")
def may_add_key(user: Actor) -> Grounds:
    """Whoever reports for an operator, for himself."""
    own = Q(holder=user.pk, organisation__in=user.organisation_ids(Role.OPERATOR))
    return (
        allow(_("运营机构的经办人为本单位新建接口密钥"), own) if user.is_authenticated else NOBODY
    )


@rule("accounts.change_accesskey")
def may_change_key(user: Actor) -> Grounds:
    """A key stays as it was made: who needs another makes another."""
    return NOBODY


@rule("accounts.revoke_accesskey")
def may_revoke_key(user: Actor) -> Grounds:
    """The holder at once; the security administrator of the body."""
    own = allow(OWN, Q(holder=user.pk)) if user.is_authenticated else NOBODY
    reach = Q(organisation__in=user.organisation_ids(Role.SECURITY_ADMIN))
    return own | allow(_("安全管理员吊销所辖单位的接口密钥"), reach)
