"""Who may see and keep organisations and regions (§14)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from accounts.policies.console import by_console
from governance.actors import Actor
from governance.policies import EVERYBODY, Grounds, allow, rule


@rule("accounts.view_organisation", "accounts.view_region")
def may_view_directory(user: Actor) -> Grounds:
    """Who provides, authorises and operates is public, abolished bodies too: old records name them."""
    return EVERYBODY


@rule("accounts.add_organisation")
def may_add_organisation(user: Actor) -> Grounds:
    """The system administrator enters bodies below one that is in his charge."""
    below = Q(parent__in=user.organisation_ids(Role.SYSTEM_ADMIN))
    return allow(_("系统管理员登记所辖单位"), below) | by_console(user)


@rule("accounts.change_organisation", "accounts.move_organisation")
def may_keep_organisation(user: Actor) -> Grounds:
    """The system administrator keeps the bodies in his charge."""
    return allow(_("系统管理员维护所辖单位"), Q(pk__in=user.organisation_ids(Role.SYSTEM_ADMIN)))


@rule("accounts.accept_code_organisation")
def may_accept_code(user: Actor) -> Grounds:
    """A code that fails its check digit is accepted by the data authority, never by who entered the body."""
    reach = Q(pk__in=user.organisation_ids(Role.AUTHORITY))
    return allow(_("数据主管部门认可所辖单位的代码"), reach).unless(
        _("本人登记的单位不得由本人认可代码"), Q(created_by=user.pk)
    )
