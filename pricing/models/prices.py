"""Prices: what the operator charges within the cap, published as they are set (65号 二、五)."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from licensing.models import Product
from pricing.models.caps import CapTariff
from pricing.models.ranges import only
from pricing.models.tariffs import Tariff, TariffQuerySet


class PriceQuerySet(TariffQuerySet):
    def on_board(self, on: date) -> TariffQuerySet:
        """In force for a product that may be sold on the day: the public price board."""
        return self.in_force(on).filter(product__in=Product.objects.on_sale(on))


class Price(Tariff):
    """What one unit of a product costs."""

    inbox_title: ClassVar[str] = "product__name"
    inbox_organisation: ClassVar[str] = "product__licence__operator__name"

    class Status(models.TextChoices):
        DRAFT = "draft", _("拟订中")
        PUBLISHED = "published", _("已公布")
        SUPERSEDED = "superseded", _("已定截止日")
        WITHDRAWN = "withdrawn", _("未执行即撤回")

    class Stage(models.TextChoices):
        TRIAL = "trial", _("试行")
        FORMAL = "formal", _("正式")

    EFFECTIVE = frozenset({Status.PUBLISHED, Status.SUPERSEDED})
    PUBLIC = EFFECTIVE | {Status.WITHDRAWN}

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.DRAFT, editable=False
    )
    product = models.ForeignKey(
        Product, models.PROTECT, related_name="prices", verbose_name=_("公共数据产品和服务")
    )
    stage = models.CharField(_("收费阶段"), max_length=8, choices=Stage, default=Stage.FORMAL)
    amount = models.DecimalField(
        _("具体收费标准（元）"),
        max_digits=14,
        decimal_places=4,
        help_text=_("每一计费单位的收费，不得高于上限；公共治理和公益事业填 0。"),
    )
    cap = models.ForeignKey(
        CapTariff,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="prices",
        verbose_name=_("起始日执行的上限收费标准"),
    )
    published_on = models.DateField(_("公布日期"), null=True, editable=False)
    formal_application_no = models.CharField(
        _("转正式收费申请文号"), max_length=60, blank=True, editable=False
    )
    formal_applied_on = models.DateField(_("转正式收费申请日期"), null=True, editable=False)

    objects: ClassVar[Any] = PriceQuerySet.as_manager()

    class Meta(Tariff.Meta):
        verbose_name = verbose_name_plural = _("具体收费标准")
        permissions = (
            ("publish_price", _("公布收费标准")),
            ("supersede_price", _("截止执行收费标准")),
            ("withdraw_price", _("撤回未执行的收费标准")),
            ("apply_formal_price", _("申请转为正式收费")),
        )
        constraints: ClassVar[Any] = (
            *Tariff.Meta.constraints,
            models.CheckConstraint(
                condition=Q(status__in=("draft", "published", "superseded", "withdrawn")),
                name="price_status_is_known",
                violation_error_message=_("收费标准的状态不在规定的范围内，请由流程操作变更状态。"),
            ),
            models.CheckConstraint(
                condition=Q(stage__in=("trial", "formal")),
                name="price_stage_is_listed",
                violation_error_message=_("收费阶段只能是试行或正式，请重新选择。"),
            ),
            models.CheckConstraint(
                condition=Q(status="draft")
                | Q(published_on__isnull=False, starts_on__gte=F("published_on")),
                name="price_never_applies_before_its_publication",
                violation_error_message=_("收费标准不得早于公布之日执行，请改为公布当日或以后。"),
            ),
            ExclusionConstraint(
                name="price_one_for_each_day",
                expressions=((only("line"), "&&"), ("validity", "&&")),
                condition=Q(status__in=("published", "superseded")),
                violation_error_message=_(
                    "同一产品、同一计费单位在这段时间已有收费标准，请核对执行日期。"
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.product}（{self.get_unit_display()}）{self.starts_on}起收费"
