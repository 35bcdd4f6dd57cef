"""The slices of a progressive tariff, and for whom a cap is lowered (65号 三(二); provincial practice)."""

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.records import GovernedModel
from pricing.wording import grouped


class TariffTier(GovernedModel):
    """Use beyond a quantity costs another rate, up to the next tier; the last one is open.

    A tier has no end of its own: it ends where the next begins, so that a ladder has neither
    gaps nor overlaps, whoever writes it. The first slice, from nothing, is the tariff's amount.
    """

    above = models.DecimalField(
        _("超过用量"),
        max_digits=16,
        decimal_places=4,
        help_text=_("用量超过这个数的部分适用本档，直到下一档；不超过最低一档的适用标准金额。"),
    )
    rate = models.DecimalField(_("本档单价（元）"), max_digits=14, decimal_places=4)

    class Meta(GovernedModel.Meta):
        abstract = True
        constraints: ClassVar[Any] = (
            models.CheckConstraint(
                condition=Q(above__gt=0),
                name="%(class)s_begins_above_nothing",
                violation_error_message=_("分档的起点须大于 0，零起的一档填在标准金额里。"),
            ),
            models.CheckConstraint(
                condition=Q(rate__gte=0),
                name="%(class)s_is_not_negative",
                violation_error_message=_("分档单价不得为负，请核对后重新填写。"),
            ),
        )

    def __str__(self) -> str:
        words = {"above": grouped(self.above, least=0), "rate": grouped(self.rate, least=2)}
        return str(_("超过 %(above)s 的部分 %(rate)s 元") % words)


class CapTier(TariffTier):
    """A slice of a cap, with the use that is expected in it."""

    cap = models.ForeignKey(
        "pricing.CapTariff", models.PROTECT, related_name="tiers", verbose_name=_("上限收费标准")
    )
    forecast = models.DecimalField(
        _("本档预计年用量"), max_digits=16, decimal_places=4, default=Decimal(0)
    )

    class Meta(TariffTier.Meta):
        verbose_name = verbose_name_plural = _("上限分档")
        ordering = ("cap", "above")
        constraints: ClassVar[Any] = (
            *TariffTier.Meta.constraints,
            models.UniqueConstraint(
                fields=("cap", "above"),
                name="cap_tier_begins_once",
                violation_error_message=_("同一上限有两档从同一用量起算，请合并或者改正起点。"),
            ),
            models.CheckConstraint(
                condition=Q(forecast__gte=0),
                name="cap_tier_forecast_is_not_negative",
                violation_error_message=_("预计用量不得为负，请核对后重新填写。"),
            ),
        )


class PriceTier(TariffTier):
    """A slice of a price."""

    price = models.ForeignKey(
        "pricing.Price", models.PROTECT, related_name="tiers", verbose_name=_("具体收费标准")
    )

    class Meta(TariffTier.Meta):
        verbose_name = verbose_name_plural = _("收费分档")
        ordering = ("price", "above")
        constraints: ClassVar[Any] = (
            *TariffTier.Meta.constraints,
            models.UniqueConstraint(
                fields=("price", "above"),
                name="price_tier_begins_once",
                violation_error_message=_("同一收费有两档从同一用量起算，请合并或者改正起点。"),
            ),
        )


class CapRelief(GovernedModel):
    """Users who pay a part of the tariff, or nothing: set with the cap, binding for the price."""

    cap = models.ForeignKey(
        "pricing.CapTariff", models.PROTECT, related_name="reliefs", verbose_name=_("上限收费标准")
    )
    whom = models.CharField(
        _("减免对象"), max_length=120, help_text=_("例如：小微企业，高校和科研机构。")
    )
    share = models.DecimalField(
        _("付费比例"),
        max_digits=5,
        decimal_places=4,
        help_text=_("按小数填写：八折填 0.8，免收填 0。"),
    )
    basis = models.CharField(_("减免依据"), max_length=200)

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("收费减免")
        ordering = ("cap", "whom")
        constraints: ClassVar[Any] = (
            models.UniqueConstraint(
                fields=("cap", "whom"),
                name="cap_relief_once_for_each_group",
                violation_error_message=_("这一减免对象已经列明，请核对后重新填写。"),
            ),
            models.CheckConstraint(
                condition=Q(share__gte=0, share__lt=1),
                name="cap_relief_share_is_a_fraction",
                violation_error_message=_("付费比例应小于 1，八折填 0.8，免收填 0。"),
            ),
        )

    def __str__(self) -> str:
        if not self.share:
            return str(_("%(whom)s：免收") % {"whom": self.whom})
        part = f"{grouped(self.share * 100, least=0)}%"
        return str(_("%(whom)s：按 %(part)s 收取") % {"whom": self.whom, "part": part})
