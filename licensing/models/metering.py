"""Metered use: sealed records in monthly partitions, and the rollups that every chart reads (27号 第二十一条)."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.vocabulary import Purpose
from governance.querysets import PolicyQuerySet
from governance.records import GovernedModel
from licensing.models.licences import Licence

LONGEST_KEY = 100


class UsageBatch(GovernedModel):
    """One delivery of metered records: all of it was taken in, or nothing."""

    licence = models.ForeignKey(
        Licence, models.PROTECT, related_name="usage_batches", verbose_name=_("授权运营协议")
    )
    key = models.CharField(_("幂等键"), max_length=LONGEST_KEY)
    digest = models.CharField(_("内容摘要值"), max_length=64)
    size = models.PositiveBigIntegerField(_("字节数"))
    rows = models.PositiveBigIntegerField(_("记录数"))
    refused = models.PositiveBigIntegerField(_("超范围记录数"))
    first_at = models.DateTimeField(_("最早记录时间"))
    last_at = models.DateTimeField(_("最晚记录时间"))

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("计量批次")
        ordering = ("-pk",)
        permissions = (("ingest_usagebatch", _("报送计量记录")),)
        constraints = (
            models.UniqueConstraint(
                fields=("licence", "key"),
                name="usage_batch_key_is_used_once",
                violation_error_message=_("这个幂等键已用于另一批计量记录，请换一个新的键。"),
            ),
            models.CheckConstraint(
                condition=models.Q(
                    refused__lte=models.F("rows"), last_at__gte=models.F("first_at")
                ),
                name="usage_batch_counts_agree",
                violation_error_message=_("计量批次的记录数不一致，请重新报送。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.licence} {_('计量批次')} {self.key}"


class UsageRecord(models.Model):
    """One metered use; its table is partitioned by month, append-only, and written by the ingest alone."""

    class Outcome(models.TextChoices):
        OK = "ok", _("成功")
        FAILED = "failed", _("失败")

    class Refused(models.TextChoices):
        LICENCE = "licence", _("授权当时不在有效期内")
        PRODUCT = "product", _("产品当时不在售")
        PURPOSE = "purpose", _("用途与产品登记的用途不符")
        SOURCE = "source", _("使用了产品数据来源以外的资源")

    id = models.BigAutoField(primary_key=True)
    batch_id = models.BigIntegerField(_("计量批次"))
    licence_id = models.BigIntegerField(_("授权运营协议"))
    product_id = models.BigIntegerField(_("产品"))
    resources = ArrayField(models.BigIntegerField(), verbose_name=_("授权资源"))
    purpose = models.CharField(_("用途类别"), max_length=16, choices=Purpose)
    customer = models.CharField(_("用户或交付编号"), max_length=64)
    at = models.DateTimeField(_("时间"))
    quantity = models.BigIntegerField(_("数量"))
    size = models.BigIntegerField(_("字节数"))
    outcome = models.CharField(_("结果"), max_length=8, choices=Outcome)
    refused = models.CharField(_("超范围原因"), max_length=8, choices=Refused, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("计量记录")
        default_permissions: ClassVar[tuple[str, ...]] = ()
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.product_id} {self.at:%Y-%m-%d %H:%M}"


class Rollup(models.Model):
    """Sums over a span of time, kept by the ingest in its own transaction."""

    licence = models.ForeignKey(
        Licence, models.PROTECT, related_name="+", verbose_name=_("授权运营协议")
    )
    product = models.ForeignKey(
        "licensing.Product", models.PROTECT, related_name="+", verbose_name=_("产品")
    )
    purpose = models.CharField(_("用途类别"), max_length=16, choices=Purpose)
    records = models.BigIntegerField(_("记录数"))
    quantity = models.BigIntegerField(_("调用量／交付量"))
    size = models.BigIntegerField(_("字节数"))
    failed = models.BigIntegerField(_("失败记录数"))
    refused = models.BigIntegerField(_("超范围记录数"))

    class Meta:
        abstract = True
        default_permissions: ClassVar[tuple[str, ...]] = ()


class UsageDaily(Rollup):
    """The use of one product for one purpose on one day of China."""

    day = models.DateField(_("日期"))

    class Meta(Rollup.Meta):
        verbose_name = verbose_name_plural = _("每日使用量")
        ordering = ("day", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("product", "purpose", "day"),
                name="usage_is_summed_once_a_day",
                violation_error_message=_("该产品当日的使用量已有汇总，请刷新后重试。"),
            ),
        )
        indexes = (models.Index(fields=("licence", "day"), name="usage_daily_by_licence"),)

    def __str__(self) -> str:
        return f"{self.product} {self.day}"


class UsageMonthly(Rollup):
    """The use of one product for one purpose in one month of China: where officials trace who used what for what."""

    is_governed: ClassVar[bool] = True

    month = models.DateField(_("月份"))

    objects: ClassVar[Any] = PolicyQuerySet.as_manager()

    class Meta(Rollup.Meta):
        verbose_name = verbose_name_plural = _("使用追溯")
        default_permissions: ClassVar[tuple[str, ...]] = ("view",)
        ordering = ("month", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("product", "purpose", "month"),
                name="usage_is_summed_once_a_month",
                violation_error_message=_("该产品当月的使用量已有汇总，请刷新后重试。"),
            ),
        )
        indexes = (models.Index(fields=("licence", "month"), name="usage_monthly_by_licence"),)

    def __str__(self) -> str:
        return f"{self.product} {self.month:%Y-%m}"


class UsageSeal(models.Model):
    """A block of metered records and its hash, chained to the block before: what was taken in stays as it was."""

    number = models.BigIntegerField(_("区块号"), primary_key=True)
    batch = models.ForeignKey(
        UsageBatch, models.PROTECT, related_name="seals", verbose_name=_("计量批次")
    )
    block = models.PositiveIntegerField(_("批次内序号"))
    rows = models.PositiveIntegerField(_("记录数"))
    digest = models.CharField(_("区块摘要值"), max_length=64)
    chained = models.CharField(_("链上摘要值"), max_length=64)
    sealed_at = models.DateTimeField(_("封存时间"), auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = _("计量封存")
        default_permissions: ClassVar[tuple[str, ...]] = ()
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(
                fields=("batch", "block"),
                name="usage_block_is_sealed_once",
                violation_error_message=_("该区块已经封存，请勿重复封存。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.chained[:12]}"
