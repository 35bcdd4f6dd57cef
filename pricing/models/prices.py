"""Prices: what the operator charges within the cap, published as they are set (65号 二、五)."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.querysets import PolicyQuerySet
from governance.records import ProcessModel
from licensing.models import ChargeUnit, Product
from pricing.models.ranges import UNITS, only, tariff_line, validity
from pricing.models.tariffs import CapTariff


class PriceQuerySet(PolicyQuerySet["Price"]):
    def in_force(self, on: date) -> "PriceQuerySet":
        """Published, whatever followed, and valid on the day."""
        return self.filter(status__in=Price.EFFECTIVE, validity__contains=on)

    def on_board(self, on: date) -> "PriceQuerySet":
        """In force for a product that may be sold on the day: the public price board."""
        return self.in_force(on).filter(product__in=Product.objects.on_sale(on))

    def upcoming(self, on: date) -> "PriceQuerySet":
        """Published, and valid from a later day."""
        return self.filter(status=Price.Status.PUBLISHED, starts_on__gt=on)

    def on_line_of(self, tariff: Any) -> "PriceQuerySet":
        """Of the same product and unit."""
        return self.filter(product=tariff.product_id, unit=tariff.unit)

    def during(self, first: date, last: date | None) -> "PriceQuerySet":
        """Effective on some day of the span."""
        until = Q() if last is None else Q(starts_on__lte=last)
        open_or_later = Q(ends_on=None) | Q(ends_on__gte=first)
        return self.filter(until, open_or_later, status__in=Price.EFFECTIVE)

    def with_product(self) -> "PriceQuerySet":
        return self.select_related("product__licence__operator", "cap")


class Price(ProcessModel):
    """What one unit of a product costs, from one day to another."""

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
    unit = models.CharField(_("计费单位"), max_length=16, choices=ChargeUnit)
    stage = models.CharField(_("收费阶段"), max_length=8, choices=Stage, default=Stage.FORMAL)
    amount = models.DecimalField(
        _("具体收费标准（元）"),
        max_digits=14,
        decimal_places=4,
        help_text=_("每一计费单位的收费，不得高于上限；公共治理和公益事业填 0。"),
    )
    starts_on = models.DateField(_("执行起始日"), help_text=_("不得早于公布之日。"))
    ends_on = models.DateField(
        _("执行截止日"), null=True, blank=True, help_text=_("留空表示执行到新的标准为止。")
    )
    validity = validity()
    line = tariff_line()
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

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("具体收费标准")
        ordering = ("product", "unit", "-starts_on")
        permissions = (
            ("publish_price", _("公布收费标准")),
            ("supersede_price", _("截止执行收费标准")),
            ("withdraw_price", _("撤回未执行的收费标准")),
            ("apply_formal_price", _("申请转为正式收费")),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=("draft", "published", "superseded", "withdrawn")),
                name="price_status_is_known",
                violation_error_message=_("收费标准的状态不在规定的范围内，请由流程操作变更状态。"),
            ),
            models.CheckConstraint(
                condition=Q(unit__in=UNITS, stage__in=("trial", "formal")),
                name="price_unit_and_stage_are_listed",
                violation_error_message=_("计费单位或收费阶段不在规定的范围内，请重新选择。"),
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="price_is_not_negative",
                violation_error_message=_("收费标准不得为负，请核对后重新填写。"),
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="price_ends_after_it_starts",
                violation_error_message=_("执行截止日不得早于执行起始日，请核对日期。"),
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
        return f"{self.product} {self.get_unit_display()} {self.starts_on}起收费"

    def get_absolute_url(self) -> str:
        return reverse("admin:pricing_price_change", args=(self.pk,))

    @property
    def is_free(self) -> bool:
        return not self.amount

    @property
    def deadline_region_code(self) -> str:
        """The terms of the region whose data authority supervises the licence."""
        return self.product.licence.regulator.region_id or ""
