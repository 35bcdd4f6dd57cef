"""Keys by which an operator's machine reports usage: no password, no second person, and nothing but reporting."""

import secrets
from datetime import date, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from accounts.models.organisations import Organisation
from governance.canonical import sha256
from governance.clock import today
from governance.querysets import PolicyQuerySet
from governance.records import ProcessModel

LONGEST_LIFE = timedelta(days=366)
PREFIX_LENGTH = 8
#: What an address, a log or a leaked file is searched for.
MARK = "gsk"

models.CharField.register_lookup(Length)


class AccessKeyQuerySet(PolicyQuerySet):
    def usable(self, on: date) -> "AccessKeyQuerySet":
        """Neither revoked nor past their last day, of people who may still sign in."""
        return self.filter(
            status=AccessKey.Status.ACTIVE, ends_on__gte=on, holder__is_active=True
        ).select_related("holder", "organisation")


class AccessKey(ProcessModel):
    """A key of one person for one operator; only its fingerprint is kept, the key itself is shown once."""

    inbox_title: ClassVar[str] = "name"
    inbox_organisation: ClassVar[str] = "organisation__name"

    class Status(models.TextChoices):
        ACTIVE = "active", _("有效")
        REVOKED = "revoked", _("已吊销")

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.ACTIVE, editable=False
    )
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        editable=False,
        related_name="access_keys",
        verbose_name=_("持有人"),
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="access_keys", verbose_name=_("运营机构")
    )
    name = models.CharField(_("用途说明"), max_length=60, help_text=_("例如：计费系统每日上报。"))
    ends_on = models.DateField(
        _("有效期至"), help_text=_("最长一年。到期或者吊销后，用它发出的请求立即被拒绝。")
    )
    prefix = models.CharField(_("密钥开头"), max_length=12, unique=True, editable=False)
    digest = models.CharField(_("密钥指纹"), max_length=64, editable=False)

    objects: ClassVar[Any] = AccessKeyQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("接口密钥")
        ordering = ("-pk",)
        permissions = (("revoke_accesskey", _("吊销接口密钥")),)
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=("active", "revoked")),
                name="access_key_status_is_known",
                violation_error_message=_("密钥的状态不在规定的范围内，请由流程操作变更状态。"),
            ),
            models.CheckConstraint(
                condition=Q(prefix__length=PREFIX_LENGTH, digest__length=64),
                name="access_key_keeps_a_fingerprint_only",
                violation_error_message=_("密钥须由系统生成，请重新新建。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}（{self.prefix}…）"

    def clean(self) -> None:
        """A key ends, and within a year."""
        if self.ends_on and not today() <= self.ends_on <= today() + LONGEST_LIFE:
            raise ValidationError(
                {
                    "ends_on": _("有效期应在今天至 %(last)s 之间，请重新填写。")
                    % {"last": today() + LONGEST_LIFE}
                }
            )

    def issue(self, holder: Any) -> str:
        """Give the unsaved row its key and return it: nobody can show it a second time."""
        self.holder = holder
        self.prefix = secrets.token_hex(PREFIX_LENGTH // 2)
        secret = secrets.token_urlsafe(32)
        self.digest = sha256(secret)
        return f"{MARK}_{self.prefix}_{secret}"


class AccessKeyUse(models.Model):
    """The day on which a key was last used; beside the governed row, because reading tells no event."""

    key = models.OneToOneField(AccessKey, models.CASCADE, primary_key=True, related_name="use")
    last_used_on = models.DateField(_("最近使用日期"))

    class Meta:
        verbose_name = verbose_name_plural = _("接口密钥的使用")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.key}：{self.last_used_on}"
