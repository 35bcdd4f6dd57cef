"""What signing in keeps: one-time links, and the passwords that may not come back."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SignInLink(models.Model):
    """A link that signs a person in once; only its hash is kept."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="sign_in_links",
        verbose_name=_("用户"),
    )
    token_sha256 = models.CharField(_("链接的哈希"), max_length=64, unique=True)
    asks_for_password = models.BooleanField(_("登录后须设置密码"), default=False)
    expires_at = models.DateTimeField(_("失效时间"))
    used_at = models.DateTimeField(_("使用时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("一次性登录链接")
        verbose_name_plural = _("一次性登录链接")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.user)

    def opens(self, at: datetime) -> bool:
        """Whether the link still signs its person in."""
        person = self.user
        return (
            self.used_at is None
            and at < self.expires_at
            and person.is_active
            and not person.is_service
        )


class FormerPassword(models.Model):
    """The hash of a password that was used before."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="former_passwords",
        verbose_name=_("用户"),
    )
    password = models.CharField(_("密码的哈希"), max_length=128)
    set_at = models.DateTimeField(_("设置时间"))

    class Meta:
        verbose_name = _("曾用密码")
        verbose_name_plural = _("曾用密码")
        default_permissions = ()
        ordering = ("-set_at",)

    def __str__(self) -> str:
        return str(self.user)
