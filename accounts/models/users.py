"""People and service accounts: who acts, with which roles, on a given day."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import PermissionsMixin
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.memberships import Membership
from accounts.models.roles import Role
from governance.clock import today
from governance.models import AuditEvent
from governance.querysets import PolicyQuerySet
from governance.records import GovernedModel

#: The service account under which commands on the server found the portal and break the glass.
CONSOLE = "console"
#: What the trail calls the accounts under which nobody signs in.
SERVICE_NAMES = {
    CONSOLE: "服务器控制台",
    "certificates": "登记凭证",
    "chronicler": "演示数据",
    "import": "目录导入",
    "packager": "审计包",
    "public": "公众",
    "scheduler": "定时任务",
    "worker": "后台任务",
}


class UserManager(BaseUserManager.from_queryset(PolicyQuerySet)):  # type: ignore[misc]
    def service_account(self, username: str) -> "User":
        """The named account under which a job acts; nobody can sign in with it."""
        return self.filter(
            username=username, is_service=True
        ).first() or self._open_service_account(username)

    def _open_service_account(self, username: str) -> "User":
        with transaction.atomic():
            account, is_new = self.get_or_create(
                username=username,
                is_service=True,
                defaults={
                    "name": SERVICE_NAMES.get(username, username),
                    "password": no_password(),
                },
            )
            if is_new:
                AuditEvent.objects.record("accounts.user.add", account, actor=account)
        return account


def no_password() -> str:
    """What stands in place of a password until the person has chosen one."""
    return make_password(None)


class User(AbstractBaseUser, PermissionsMixin, GovernedModel):
    """A person, or the named service account of a job. Rights come from memberships, never from a flag."""

    # Sign-ins are told by the trail; Django's own stamp would write to this guarded table without an event.
    last_login = None
    untold: ClassVar[frozenset[str]] = frozenset({"password"})

    password = models.CharField(_("密码"), max_length=128, default=no_password, editable=False)
    username = models.CharField(
        _("用户名"),
        max_length=150,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("该用户名已被使用，请换一个。")},
    )
    name = models.CharField(_("姓名"), max_length=60, blank=True)
    email = models.EmailField(_("电子邮箱"), blank=True)
    is_active = models.BooleanField(
        _("启用"), default=True, help_text=_("人员离岗后取消勾选，不得删除。")
    )
    is_service = models.BooleanField(_("服务账号"), default=False, editable=False)
    password_changed_at = models.DateTimeField(
        _("密码修改时间"), null=True, blank=True, editable=False
    )

    objects: ClassVar[Any] = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    class Meta(GovernedModel.Meta):
        verbose_name = _("用户")
        verbose_name_plural = _("用户")
        permissions = (
            ("invite_user", _("签发登录链接")),
            ("reset_second_factor_user", _("重设动态验证码")),
        )
        ordering = ("username",)
        constraints = (
            models.CheckConstraint(
                condition=Q(is_superuser=False),
                name="user_is_never_superuser",
                violation_error_message=_("本系统不设超级用户。"),
            ),
        )

    #: The first signs of the key by which a machine acts for this person, for the trail.
    acts_by_key: str = ""

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)

    @property
    def is_staff(self) -> bool:
        """Whoever holds a role today may enter the shared site."""
        return bool(self._roles())

    @property
    def role_label(self) -> str:
        """The roles held today, as the audit trail freezes them."""
        labels = dict(Role.choices)
        held = "、".join(str(labels[role]) for role in Role.values if role in self._roles())
        return f"{held}（接口密钥 {self.acts_by_key}）" if self.acts_by_key else held

    def holds(self, *roles: str) -> bool:
        """Whether one of the roles is held today in any organisation."""
        return not self._roles().keys().isdisjoint(roles)

    def organisation_ids(self, *roles: str) -> list[int]:
        """Where one of the roles (any, if none is named) is held today, bodies below included if covered."""
        held = self._roles()
        wanted = roles or tuple(held)
        return sorted({pk for role in wanted for pk in held.get(role, ())})

    def forget_roles(self) -> None:
        """Ask the database again: an appointment or dismissal took effect."""
        self.__dict__.pop("_held", None)

    def _roles(self) -> dict[str, frozenset[int]]:
        on = today()
        if "_held" not in self.__dict__ or self._held[0] != on:
            self._held: tuple[date, dict[str, frozenset[int]]] = (
                on,
                Membership.objects.in_force(on).roles_of(self.pk),
            )
        return self._held[1]
