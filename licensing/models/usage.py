"""What operators report of the use of their products, period by period (27号 第十九条至第二十一条; clauses 四, 五)."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.vocabulary import Purpose
from governance import deadlines
from governance.querysets import PolicyQuerySet
from governance.records import GovernedModel, ProcessModel
from licensing.models.licences import Licence
from licensing.models.usage_laws import ENTRY_LAWS, REPORT_LAWS
from licensing.usage import periods


def person(label: Any) -> models.ForeignKey:
    """Who took part in a procedure: set by its steps, never by hand."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=label,
    )


class UsageReportQuerySet(PolicyQuerySet):
    def accepted(self) -> "UsageReportQuerySet":
        """What counts: accepted, and not corrected since."""
        return self.filter(status=UsageReport.Status.ACCEPTED)

    def with_parties(self) -> "UsageReportQuerySet":
        return self.select_related("licence", "licence__operator", "licence__implementing_body")


class UsageReport(ProcessModel):
    """The use of all products of one licence in one period; a correction is a new version beside the old one."""

    inbox_organisation: ClassVar[str] = "licence__operator__name"
    inbox_title: ClassVar[str] = "licence__name"

    class Granularity(models.TextChoices):
        MONTH = "month", _("月报")
        QUARTER = "quarter", _("季报")
        YEAR = "year", _("年报")

    class Status(models.TextChoices):
        DRAFT = "draft", _("填报中")
        SUBMITTED = "submitted", _("待审核")
        RETURNED = "returned", _("已退回")
        ACCEPTED = "accepted", _("已审核")
        CORRECTED = "corrected", _("已被更正")
        ABANDONED = "abandoned", _("已作废")

    OPEN_TO_EDITS = frozenset({Status.DRAFT, Status.RETURNED})

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.DRAFT, editable=False
    )
    licence = models.ForeignKey(
        Licence, models.PROTECT, related_name="usage_reports", verbose_name=_("授权运营协议")
    )
    granularity = models.CharField(
        _("报告类型"), max_length=8, choices=Granularity, default=Granularity.QUARTER
    )
    year = models.PositiveSmallIntegerField(
        _("年度"), validators=(MinValueValidator(2020), MaxValueValidator(2100))
    )
    number = models.PositiveSmallIntegerField(
        _("期次"),
        default=1,
        validators=(MinValueValidator(1), MaxValueValidator(12)),
        help_text=_("月报填月份，季报填第几季度，年报填 1。"),
    )
    starts_on = models.DateField(_("期间起始日"), editable=False)
    ends_on = models.DateField(_("期间截止日"), editable=False)
    is_nil = models.BooleanField(
        _("本期没有使用"), default=False, help_text=_("本期确无调用或交付的，勾选后可以不填明细。")
    )
    revision = models.PositiveSmallIntegerField(_("版次"), default=1, editable=False)
    replaces = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="corrections",
        verbose_name=_("更正的报告"),
    )
    correction_reason = models.TextField(_("更正理由"), blank=True, editable=False)
    owed_on = models.DateField(_("报送期限"), null=True, editable=False)
    submitted_by = person(_("报送人"))
    submitted_on = models.DateField(_("报送日期"), null=True, editable=False)
    accepted_by = person(_("审核人"))
    accepted_on = models.DateField(_("审核日期"), null=True, editable=False)
    return_reason = models.TextField(_("退回理由"), blank=True, editable=False)
    # Entry → what is to be mended there; written when the report is returned.
    marks = models.JSONField(_("退回的行"), default=dict, editable=False)

    objects: ClassVar[Any] = UsageReportQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("使用情况报告")
        ordering = ("-starts_on", "-pk")
        permissions = (
            ("prefill_usagereport", _("预填使用情况报告")),
            ("submit_usagereport", _("报送使用情况报告")),
            ("return_usagereport", _("退回使用情况报告")),
            ("accept_usagereport", _("审核使用情况报告")),
            ("correct_usagereport", _("更正使用情况报告")),
        )
        constraints = REPORT_LAWS
        indexes = (models.Index(fields=("licence", "starts_on"), name="usage_report_by_period"),)

    def __str__(self) -> str:
        version = _("（第 %(n)d 版）") % {"n": self.revision} if self.revision > 1 else ""
        return f"{self.licence.name} {self.period_words}使用情况报告{version}"

    @property
    def period_words(self) -> str:
        """「2026年第2季度」."""
        if self.granularity == self.Granularity.YEAR:
            return str(_("%(year)d年") % {"year": self.year})
        words = (
            _("%(year)d年%(number)d月")
            if self.granularity == self.Granularity.MONTH
            else _("%(year)d年第%(number)d季度")
        )
        return str(words % {"year": self.year, "number": self.number})

    @property
    def deadline_region_code(self) -> str:
        """The region of the licence's regulator: its deadlines apply."""
        return self.licence.deadline_region_code

    @property
    def clock_started_on(self) -> date | None:
        """Of a report that was never sent back the clock runs from the end of the period."""
        return self.status_since if self.status == self.Status.RETURNED else self.ends_on

    @property
    def is_late(self) -> bool | None:
        """Whether it came after its day; unknown until it came, and no question of a correction."""
        if self.submitted_on is None or self.owed_on is None or self.revision > 1:
            return None
        return self.submitted_on > self.owed_on

    def clean(self) -> None:
        """The days of the period, and by when the report is owed."""
        if not self.year or not self.number or not self.licence_id:
            return  # the missing field has its own error
        try:
            first, last = periods.days(self.granularity, self.year, self.number)
        except (ValueError, KeyError) as error:
            raise ValidationError(
                {"number": _("该类报告没有这一期次，请核对后重新填写。")}
            ) from error
        if (first, last) == (self.starts_on, self.ends_on):
            return
        self.starts_on, self.ends_on = first, last
        due = deadlines.due("use.report", start=last, region_code=self.deadline_region_code)
        self.owed_on = due.on
        if self.revision == 1:
            for name, value in due.clock.items():
                setattr(self, name, value)


class UsageEntry(GovernedModel):
    """One product and purpose within a report."""

    report = models.ForeignKey(
        UsageReport, models.PROTECT, related_name="entries", verbose_name=_("使用情况报告")
    )
    licence = models.ForeignKey(
        Licence, models.PROTECT, editable=False, related_name="+", verbose_name=_("授权运营协议")
    )
    product = models.ForeignKey(
        "licensing.Product", models.PROTECT, related_name="usage_entries", verbose_name=_("产品")
    )
    purpose = models.CharField(_("用途类别"), max_length=16, choices=Purpose)
    deliveries = models.PositiveBigIntegerField(_("调用量／交付量"), default=0)
    volume = models.PositiveBigIntegerField(_("数据量（条）"), default=0)
    users = models.PositiveIntegerField(_("用户数"), default=0)
    free_quantity = models.PositiveBigIntegerField(_("其中免费提供量"), default=0)
    revenue = models.DecimalField(
        _("收入（元）"), max_digits=16, decimal_places=2, default=Decimal(0)
    )
    metered = models.PositiveBigIntegerField(_("计量的调用量"), null=True, editable=False)
    note = models.CharField(
        _("说明"),
        max_length=300,
        blank=True,
        help_text=_("与上期相差很大，或者与计量不一致的，写明原因。"),
    )

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("使用情况明细")
        ordering = ("report", "product", "pk")
        constraints = ENTRY_LAWS

    def __str__(self) -> str:
        return f"{self.product}（{self.get_purpose_display()}）"

    @property
    def difference(self) -> int | None:
        """Reported minus metered; unknown where nothing was metered."""
        return None if self.metered is None else self.deliveries - self.metered

    def clean(self) -> None:
        """The licence is the report's; a product of another one is refused here and by the database (I-09)."""
        if self.report_id is None or self.product_id is None:
            return  # the missing field has its own error
        self.licence_id = self.report.licence_id
        if self.product.licence_id != self.licence_id:
            raise ValidationError(
                {"product": _("该产品不属于本报告所依据的协议，请从本协议的产品中选择。")}
            )
