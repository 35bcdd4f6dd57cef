"""The mean yield of ten-year treasury bonds, year by year, on which every profit rate rests."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.records import GovernedModel

HUNDRED = Decimal(100)


class TreasuryYield(GovernedModel):
    """The mean of one year; a determination that uses it keeps it from being changed (trigger)."""

    class Rounding(models.IntegerChoices):
        """How many decimals of the percentage the mean was rounded to."""

        TWO = 2, _("百分数保留两位小数")
        FOUR = 4, _("百分数保留四位小数")
        EIGHT = 8, _("百分数保留八位小数")

    year = models.PositiveSmallIntegerField(_("年份"), unique=True)
    mean = models.DecimalField(
        _("十年期国债平均收益率"),
        max_digits=11,
        decimal_places=10,
        help_text=_("按小数填写，例如 2.20% 填 0.022。"),
    )
    observations = models.PositiveSmallIntegerField(
        _("观测值个数"), validators=[MinValueValidator(1)], help_text=_("参与平均的交易日数。")
    )
    source = models.CharField(_("数据来源"), max_length=200)
    rounding = models.PositiveSmallIntegerField(
        _("取舍方式"), choices=Rounding, default=Rounding.EIGHT
    )

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("十年期国债收益率")
        ordering = ("-year",)
        constraints = (
            models.CheckConstraint(
                condition=Q(mean__gte=0, mean__lte=1),
                name="treasury_yield_is_a_fraction",
                violation_error_message=_("收益率应在 0 与 1 之间，2.20% 请填 0.022。"),
            ),
            models.CheckConstraint(
                condition=Q(observations__gte=1),
                name="treasury_yield_was_observed",
                violation_error_message=_("平均收益率至少要有一个观测值，请填写交易日数。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.year} 年 {(self.mean * HUNDRED).normalize():f}%"

    def clean(self) -> None:
        """The figure keeps to the rounding that it claims."""
        if self.mean is None or self.rounding is None:
            return
        if self.mean != round(self.mean, self.rounding + 2):
            raise ValidationError({"mean": _("收益率的位数多于所选的取舍方式，请核对后重新填写。")})
