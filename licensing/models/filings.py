"""Filings of schemes and agreements with the authority above (I-03; 27号 第十一条、第十三条)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.querysets import PolicyQuerySet
from governance.records import GovernedModel


class Filing(GovernedModel):
    """The record that a scheme or an agreement was filed with the authority above."""

    scheme = models.ForeignKey(
        "licensing.Scheme",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="filings",
        verbose_name=_("实施方案"),
    )
    licence = models.ForeignKey(
        "licensing.Licence",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="filings",
        verbose_name=_("授权运营协议"),
    )
    authority = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="filings", verbose_name=_("备案机关")
    )
    number = models.CharField(_("备案编号"), max_length=60)
    filed_on = models.DateField(_("备案日期"))
    receipt = models.ForeignKey(
        "governance.Attachment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("备案回执"),
    )

    objects: ClassVar[Any] = PolicyQuerySet.as_manager()

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("备案")
        ordering = ("-filed_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(scheme__isnull=False, licence__isnull=True)
                | Q(scheme__isnull=True, licence__isnull=False),
                name="filing_is_about_one_matter",
                violation_error_message=_(
                    "备案只能针对一个实施方案或一份授权运营协议，请选择其一。"
                ),
            ),
            models.UniqueConstraint(
                fields=("authority", "number"),
                name="filing_number_is_unique",
                violation_error_message=_("该备案机关已有相同的备案编号，请核对编号。"),
            ),
        )

    def __str__(self) -> str:
        return self.number
