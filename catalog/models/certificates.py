"""The certificates that were issued: the hash of each edition, by which an uploaded file is recognised."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models.registrations import Registration
from governance.querysets import PolicyQuerySet
from governance.records import GovernedModel


class Certificate(GovernedModel):
    """One edition of a registration's certificate; never changed, never deleted."""

    registration = models.ForeignKey(
        Registration,
        on_delete=models.PROTECT,
        editable=False,
        related_name="certificates",
        verbose_name=_("登记"),
    )
    sha256 = models.CharField(_("凭证文件的 SHA-256"), max_length=64, unique=True, editable=False)
    size = models.PositiveIntegerField(_("大小（字节）"), editable=False)
    issued_on = models.DateField(_("首次出具日期"), editable=False)

    objects: ClassVar[Any] = PolicyQuerySet.as_manager()

    class Meta(GovernedModel.Meta):
        verbose_name = _("登记凭证")
        verbose_name_plural = _("登记凭证")
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="certificate_hash_is_64_hexadecimal_digits",
                violation_error_message=_("登记凭证的摘要值须为64位十六进制数字，请重新出具凭证。"),
            ),
        )

    def __str__(self) -> str:
        return str(_("登记凭证%(hash)s") % {"hash": self.sha256[:12]})
