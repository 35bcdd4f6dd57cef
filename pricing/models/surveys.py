"""Cost surveys and their items: what may be counted into the allowed revenue (65号 三(一))."""

from decimal import Decimal
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.records import GovernedModel, ProcessModel
from pricing.guidance import CostLine


def person(label: Any) -> models.ForeignKey:
    """Who took part in a procedure: set by its steps, never by hand."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=label,
    )


class CostSurvey(ProcessModel):
    """The survey of one licence's costs in one year; two people answer for it."""

    inbox_title: ClassVar[str] = "licence__name"
    inbox_organisation: ClassVar[str] = "licence__operator__name"

    class Status(models.TextChoices):
        DRAFT = "draft", _("填报中")
        SUBMITTED = "submitted", _("待复核")
        RETURNED = "returned", _("已退回")
        CHECKED = "checked", _("已复核")

    OPEN_TO_EDITS = frozenset({Status.DRAFT, Status.RETURNED})

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.DRAFT, editable=False
    )
    licence = models.ForeignKey(
        "licensing.Licence",
        models.PROTECT,
        related_name="cost_surveys",
        verbose_name=_("授权运营协议"),
    )
    year = models.PositiveSmallIntegerField(
        _("成本调查年度"), help_text=_("准许利润率采用前一年的十年期国债平均收益率。")
    )
    price_authority = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        related_name="cost_surveys",
        verbose_name=_("价格主管部门"),
    )
    statement = models.ForeignKey(
        "governance.Attachment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("单独核算报表"),
    )
    submitted_by = person(_("填报人"))
    checked_by = person(_("复核人"))
    checked_on = models.DateField(_("复核日期"), null=True, editable=False)

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("成本调查")
        ordering = ("-year", "licence")
        permissions = (
            ("submit_costsurvey", _("提交成本调查")),
            ("check_costsurvey", _("复核成本调查")),
            ("return_costsurvey", _("退回成本调查")),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=("draft", "submitted", "returned", "checked")),
                name="cost_survey_status_is_known",
                violation_error_message=_("成本调查的状态不在规定的范围内，请由流程操作变更状态。"),
            ),
            models.UniqueConstraint(
                fields=("licence", "year"),
                name="cost_survey_once_a_year",
                violation_error_message=_("该协议在这一年度已有成本调查，请打开已有记录。"),
            ),
            models.CheckConstraint(
                condition=~Q(status="checked")
                | Q(checked_by__isnull=False, submitted_by__isnull=False, checked_on__isnull=False)
                & ~Q(checked_by=F("submitted_by")),
                name="cost_survey_checked_by_a_second_person",
                violation_error_message=_("成本调查须由填报人以外的人复核，请由另一人办理。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.licence} {self.year} 年成本调查"

    def lines(self) -> list[CostLine]:
        """The items as the guidance takes them, in the order in which they are printed."""
        return [item.line for item in self.items.order_by("category", "pk")]


class CostItem(GovernedModel):
    """One cost: what was reported, what is allowed, and what of it welfare or the state bears."""

    class Category(models.TextChoices):
        """65号 三(一): the five kinds of cost that may be counted."""

        PLATFORM = "1_platform", _("授权运营相关平台建设和运维成本")
        DATA = "2_data", _("数据传输、汇聚、存储、治理等成本")
        PEOPLE = "3_people", _("人力资源成本")
        ACQUISITION = "4_acquisition", _("获取公共数据资源的相关支出")
        PERIOD = "5_period", _("期间费用")

    survey = models.ForeignKey(
        CostSurvey, models.PROTECT, related_name="items", verbose_name=_("成本调查")
    )
    category = models.CharField(_("成本类别"), max_length=16, choices=Category)
    name = models.CharField(_("成本项目"), max_length=120)
    amount = models.DecimalField(_("上报金额（元）"), max_digits=16, decimal_places=2)
    allowed = models.DecimalField(_("核定金额（元）"), max_digits=16, decimal_places=2)
    welfare_share = models.DecimalField(
        _("公益分摊比例"),
        max_digits=7,
        decimal_places=6,
        default=Decimal(0),
        help_text=_("公共治理和公益事业所占的部分，25% 填 0.25。"),
    )
    subsidy = models.DecimalField(
        _("政府补助（元）"),
        max_digits=16,
        decimal_places=2,
        default=Decimal(0),
        help_text=_("只填补助收费部分的金额。"),
    )
    note = models.CharField(_("核减理由或说明"), max_length=300, blank=True)

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("成本项")
        ordering = ("survey", "category", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    category__in=("1_platform", "2_data", "3_people", "4_acquisition", "5_period")
                ),
                name="cost_item_category_is_listed",
                violation_error_message=_("成本类别不在65号通知列明的五类之内，请重新选择。"),
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0, allowed__gte=0, subsidy__gte=0),
                name="cost_item_is_not_negative",
                violation_error_message=_("成本和补助金额不得为负，请核对后重新填写。"),
            ),
            models.CheckConstraint(
                condition=Q(allowed__lte=F("amount")),
                name="cost_item_allows_no_more_than_reported",
                violation_error_message=_("核定金额不得大于上报金额，请核对后重新填写。"),
            ),
            models.CheckConstraint(
                condition=Q(allowed=F("amount")) | ~Q(note=""),
                name="cost_item_cut_has_a_reason",
                violation_error_message=_("核减成本须写明理由，请补充后再保存。"),
            ),
            models.CheckConstraint(
                condition=Q(welfare_share__gte=0, welfare_share__lte=1),
                name="cost_item_welfare_share_is_a_fraction",
                violation_error_message=_("分摊比例应在 0 与 1 之间，25% 请填 0.25。"),
            ),
            models.CheckConstraint(
                condition=Q(subsidy__lte=F("allowed") - F("allowed") * F("welfare_share")),
                name="cost_item_subsidy_within_chargeable_cost",
                violation_error_message=_(
                    "政府补助大于核定成本中的收费部分，请只填写补助收费部分的金额。"
                ),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def line(self) -> CostLine:
        """The item as the guidance takes it."""
        return CostLine(
            self.name,
            allowed=self.allowed,
            welfare_share=self.welfare_share,
            subsidy=self.subsidy,
        )
