"""Who may give, take and see roles (等保 三员)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import OVERSEERS, Role
from accounts.policies.console import by_console
from governance.actors import Actor
from governance.policies import NOBODY, Grounds, allow, rule


@rule("accounts.appoint_organisation")
def may_appoint(user: Actor) -> Grounds:
    """Roles are given by the security administrator of the body or of one above it."""
    reach = Q(pk__in=user.organisation_ids(Role.SECURITY_ADMIN))
    return allow(_("安全管理员任用所辖单位的人员"), reach) | by_console(user)


@rule("accounts.dismiss_membership")
def may_dismiss(user: Actor) -> Grounds:
    """Roles are taken by the same office, but nobody ends his own."""
    reach = Q(organisation__in=user.organisation_ids(Role.SECURITY_ADMIN))
    return allow(_("安全管理员终止所辖单位的任用"), reach).unless(
        _("不得终止本人的任用"), Q(user=user.pk)
    )


@rule("accounts.view_membership")
def may_view_membership(user: Actor) -> Grounds:
    """One's own; those in the charge of the three administrators and of the auditors."""
    own = allow(_("本人的任用"), Q(user=user.pk)) if user.is_authenticated else NOBODY
    reach = Q(organisation__in=user.organisation_ids(*OVERSEERS))
    return own | allow(_("三员和审计机关查阅所辖单位的任用"), reach)


@rule("accounts.add_membership", "accounts.change_membership")
def may_edit_membership(user: Actor) -> Grounds:
    """Nobody: roles are given and taken only by the steps of appointment and dismissal."""
    return NOBODY
