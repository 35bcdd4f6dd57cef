"""How a portal begins, and how it is saved: what no person in office could do, by command and on record."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import CONSOLE, THREE_ADMINISTRATORS, Membership, Organisation, Role, User
from accounts.workflow import appoint
from governance import edits
from governance.errors import InvalidInput, Refusal
from governance.models import AuditEvent


@transaction.atomic
def found(
    government: Organisation, *, administrators: Mapping[str, User], on: date
) -> Organisation:
    """Store the first body and its three administrators; only as long as nobody holds a role.

    Everybody else is appointed by the security administrator. Raises ``Refusal``.
    """
    if Membership.objects.in_force(on).exists():
        raise Refusal(_("平台已有在任人员，不能再次设立；其他人员由安全管理员任用。"))
    if set(administrators) != THREE_ADMINISTRATORS:
        raise InvalidInput(_("设立平台须同时指定系统管理员、安全管理员和审计管理员。"))
    console = User.objects.service_account(CONSOLE)
    edits.save(government, actor=console)
    for role, user in administrators.items():
        edits.save(user, actor=console)
        appoint(
            government,
            actor=console,
            on=on,
            user=user,
            role=role,
            starts_on=on,
            covers_subtree=True,
        )
    return government


@transaction.atomic
def break_glass(user: User, *, reason: str, on: date) -> AuditEvent:
    """Make a person security administrator of everything until the end of the day, when no other is left.

    The two other administrators stay barred (I-34). Raises ``Refusal``.
    """
    if not reason.strip():
        raise InvalidInput(_("应急任用必须写明理由。"))
    console = User.objects.service_account(CONSOLE)
    for government in Organisation.objects.filter(parent=None, is_active=True):
        appoint(
            government,
            actor=console,
            on=on,
            reason=reason,
            user=user,
            role=Role.SECURITY_ADMIN,
            starts_on=on,
            ends_on=on + timedelta(days=1),
            covers_subtree=True,
        )
    return AuditEvent.objects.record(
        "accounts.user.break_glass", user, actor=console, reason=reason
    )
