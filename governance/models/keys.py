"""Idempotency keys: the same request sent twice is carried out once."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class IdempotencyKey(models.Model):
    """A caller's key, what was asked with it, and the event that answered."""

    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("操作人")
    )
    key = models.CharField(_("幂等键"), max_length=100)
    fingerprint = models.CharField(_("请求指纹"), max_length=64)
    event = models.ForeignKey(
        "governance.AuditEvent",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("审计记录"),
    )
    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("幂等键")
        verbose_name_plural = _("幂等键")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["actor", "key"], name="idempotencykey_once_per_actor")
        ]

    def __str__(self) -> str:
        return self.key
