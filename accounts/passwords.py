"""Passwords: of several kinds of signs, not used before, and changed in time (等保 8.1.4.1)."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import FormerPassword, User
from governance.models import AuditEvent

LONGEST_AGE = timedelta(days=90)
REMEMBERED = 5
KINDS_NEEDED = 3


class SeveralKinds:
    """At least three of: small letters, capitals, digits, other signs."""

    KINDS = (str.islower, str.isupper, str.isdigit, lambda sign: not sign.isalnum())

    def validate(self, password: str, user: Any = None) -> None:
        """Count the kinds of signs."""
        kinds = sum(any(is_kind(sign) for sign in password) for is_kind in self.KINDS)
        if kinds < KINDS_NEEDED:
            raise ValidationError(self.get_help_text(), code="password_too_plain")

    def get_help_text(self) -> str:
        """The rule in words."""
        return _("密码须包含小写字母、大写字母、数字、其他符号中的至少三类。")


class NotUsedBefore:
    """None of the last five passwords."""

    def validate(self, password: str, user: Any = None) -> None:
        """Compare with the present and the former ones."""
        if user is None or user.pk is None:
            return
        former = user.former_passwords.values_list("password", flat=True)[:REMEMBERED]
        if any(check_password(password, kept) for kept in former):
            raise ValidationError(self.get_help_text(), code="password_used_before")

    def get_help_text(self) -> str:
        """The rule in words."""
        return _("新密码不得与最近%(count)d次用过的密码相同。") % {"count": REMEMBERED}


@transaction.atomic
def change(user: User, password: str, *, at: datetime) -> AuditEvent:
    """Set a person's own new password; it has been validated by the form."""
    user.set_password(password)
    user.password_changed_at = at
    user.version += 1
    user.save(update_fields=["password", "password_changed_at", "version", "updated_at"])
    FormerPassword.objects.create(user=user, password=user.password, set_at=at)
    stale = user.former_passwords.values_list("pk", flat=True)[REMEMBERED:]
    FormerPassword.objects.filter(pk__in=list(stale)).delete()
    return AuditEvent.objects.record("accounts.user.change_password", user, actor=user)


def is_too_old(user: User, *, at: datetime) -> bool:
    """Whether a person has to choose a new password before going on."""
    if not user.has_usable_password():
        return False
    return user.password_changed_at is None or at - user.password_changed_at > LONGEST_AGE
