"""Cap tariffs: what the authorising body lets a unit cost at most (65号 二、三(二))."""

from decimal import Decimal
from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pricing.models.ranges import only
from pricing.models.tariffs import Tariff, TariffQuerySet


class CapTariff(Tariff):
    """The most that one unit of a product may cost."""

    inbox_title: ClassVar[str] = "product__name"
    inbox_organisation: ClassVar[str] = "product__licence__operator__name"

    class Status(models.TextChoices):
        DRAFT = "draft", _("拟订中")
        SET = "set", _("已制定，待书面报告")
        REPORTED = "reported", _("已书面报告")
        SUPERSEDED = "superseded", _("已定截止日")

    EFFECTIVE = frozenset({Status.SET, Status.REPORTED, Status.SUPERSEDED})
    TONES: ClassVar[dict[str, str]] = {Status.SET: "go", Status.REPORTED: "ok"}

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.DRAFT, editable=False
    )
    product = models.ForeignKey(
        "licensing.Product",
        models.PROTECT,
        related_name="cap_tariffs",
        verbose_name=_("公共数据产品和服务"),
    )
    amount = models.DecimalField(
        _("上限收费标准（元）"),
        max_digits=14,
        decimal_places=4,
        help_text=_("每一计费单位的最高收费，最小到 0.0001 元；公共治理和公益事业填 0。"),
    )
    forecast = models.DecimalField(
        _("预计年用量"),
        max_digits=16,
        decimal_places=4,
        default=Decimal(0),
        help_text=_("按本计费单位；分档的，填第一档内的用量，其余填在各档。"),
    )
    document_no = models.CharField(_("依据文号"), max_length=60)
    supervision_phone = models.CharField(_("监督电话"), max_length=40)
    revenue = models.ForeignKey(
        "pricing.AllowedRevenue",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="cap_tariffs",
        verbose_name=_("所依据的最高准许收入"),
    )
    set_on = models.DateField(_("制定日期"), null=True, editable=False)
    report_no = models.CharField(_("书面报告文号"), max_length=60, blank=True, editable=False)
    reported_on = models.DateField(_("书面报告日期"), null=True, editable=False)

    objects: ClassVar[Any] = TariffQuerySet.as_manager()

    class Meta(Tariff.Meta):
        verbose_name = verbose_name_plural = _("上限收费标准")
        permissions = (
            ("set_captariff", _("制定上限收费标准")),
            ("report_captariff", _("书面报告上限收费标准")),
            ("supersede_captariff", _("截止执行上限收费标准")),
        )
        constraints: ClassVar[Any] = (
            *Tariff.Meta.constraints,
            models.CheckConstraint(
                condition=Q(forecast__gte=0),
                name="cap_tariff_forecast_is_not_negative",
                violation_error_message=_("预计用量不得为负，请核对后重新填写。"),
            ),
            models.CheckConstraint(
                condition=Q(status__in=("draft", "set", "reported", "superseded")),
                name="cap_tariff_status_is_known",
                violation_error_message=_(
                    "上限收费标准的状态不在规定的范围内，请由流程操作变更状态。"
                ),
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(set_on__isnull=False, starts_on__gte=F("set_on")),
                name="cap_tariff_never_applies_before_it_is_set",
                violation_error_message=_(
                    "上限收费标准不得早于制定之日执行，请改为制定当日或以后。"
                ),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("reported", "superseded"))
                | ~Q(report_no="") & Q(reported_on__isnull=False),
                name="cap_tariff_reported_in_writing",
                violation_error_message=_("书面报告须写明文号和日期（65号 二），请补充后再办理。"),
            ),
            ExclusionConstraint(
                name="cap_tariff_one_for_each_day",
                expressions=((only("line"), "&&"), ("validity", "&&")),
                condition=Q(status__in=("set", "reported", "superseded")),
                violation_error_message=_(
                    "同一产品、同一计费单位在这段时间已有上限收费标准，请核对执行日期。"
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.product}（{self.get_unit_display()}）{self.starts_on}起上限"

    @property
    def expected(self) -> Decimal:
        """What a year's forecast use would bring in if all of it were charged at the cap."""
        further = sum((tier.rate * tier.forecast for tier in self.tiers.all()), Decimal(0))
        return self.amount * self.forecast + further

    @property
    def has_forecast(self) -> bool:
        """Some use is expected in some slice."""
        return bool(self.forecast) or any(tier.forecast for tier in self.tiers.all())
