"""The highest allowed revenue of an operator, decided by two organisations (65号 二、三(一))."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.querysets import PolicyQuerySet
from governance.records import ProcessModel
from pricing.guidance import SPREAD_LIMIT
from pricing.models.ranges import ThreeYearsAfter, only, span
from pricing.models.surveys import CostSurvey, person


class AllowedRevenueQuerySet(PolicyQuerySet["AllowedRevenue"]):
    def in_force(self, on: date) -> "AllowedRevenueQuerySet":
        """Decided, and the day lies in their cycle."""
        return self.filter(
            status=AllowedRevenue.Status.IN_FORCE, cycle_start__lte=on, cycle_end__gte=on
        )

    def with_parties(self) -> "AllowedRevenueQuerySet":
        return self.select_related(
            "survey", "licence__operator", "treasury_yield", "price_authority", "data_authority"
        )


class AllowedRevenue(ProcessModel):
    """R = C + C × r + T − deduction for one licence and one cycle, with its whole derivation."""

    inbox_title: ClassVar[str] = "licence__name"
    inbox_organisation: ClassVar[str] = "licence__operator__name"

    class Status(models.TextChoices):
        DRAFT = "draft", _("拟订中")
        PROPOSED = "proposed", _("待价格主管部门签署")
        SIGNED = "signed", _("待数据主管部门会签")
        RETURNED = "returned", _("已退回")
        IN_FORCE = "in_force", _("已核定")

    OPEN_TO_EDITS = frozenset({Status.DRAFT, Status.RETURNED})
    COMPUTED = frozenset({Status.PROPOSED, Status.SIGNED, Status.IN_FORCE})

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.DRAFT, editable=False
    )
    survey = models.ForeignKey(
        CostSurvey, models.PROTECT, related_name="revenues", verbose_name=_("成本调查")
    )
    licence = models.ForeignKey(
        "licensing.Licence",
        models.PROTECT,
        blank=True,
        editable=False,
        related_name="allowed_revenues",
        verbose_name=_("授权运营协议"),
    )
    price_authority = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        blank=True,
        editable=False,
        related_name="priced_revenues",
        verbose_name=_("价格主管部门"),
    )
    data_authority = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        related_name="countersigned_revenues",
        verbose_name=_("会同核定的数据主管部门"),
    )
    cycle_start = models.DateField(_("评估周期起始日"))
    cycle_end = models.DateField(_("评估周期截止日"), help_text=_("评估周期不超过三年。"))
    treasury_yield = models.ForeignKey(
        "pricing.TreasuryYield",
        models.PROTECT,
        related_name="revenues",
        verbose_name=_("十年期国债平均收益率"),
        help_text=_("须为成本调查前一年的收益率。"),
    )
    spread = models.DecimalField(
        _("加点"),
        max_digits=7,
        decimal_places=6,
        help_text=_("按小数填写，最高 6 个百分点，即 0.06。"),
    )
    tax = models.DecimalField(_("税金（元）"), max_digits=16, decimal_places=2)
    tax_note = models.CharField(_("税金说明"), max_length=300, blank=True)
    carry_over_deduction = models.DecimalField(
        _("上一周期超收扣减（元）"), max_digits=16, decimal_places=2, default=0
    )
    carry_over_note = models.CharField(_("扣减说明"), max_length=300, blank=True)

    yield_mean = models.DecimalField(
        _("采用的国债平均收益率"), max_digits=11, decimal_places=10, null=True, editable=False
    )
    profit_rate = models.DecimalField(
        _("准许利润率"), max_digits=11, decimal_places=10, null=True, editable=False
    )
    cost = models.DecimalField(
        _("经营成本（元）"), max_digits=16, decimal_places=2, null=True, editable=False
    )
    profit = models.DecimalField(
        _("准许利润（元）"), max_digits=16, decimal_places=2, null=True, editable=False
    )
    total = models.DecimalField(
        _("最高准许收入（元）"), max_digits=16, decimal_places=2, null=True, editable=False
    )
    derivation = models.JSONField(_("推算过程"), null=True, editable=False)
    proposed_by = person(_("拟订人"))
    price_signed_by = person(_("价格主管部门签署人"))
    price_signed_on = models.DateField(_("价格主管部门签署日期"), null=True, editable=False)
    data_signed_by = person(_("数据主管部门签署人"))
    data_signed_on = models.DateField(_("数据主管部门签署日期"), null=True, editable=False)
    document_no = models.CharField(_("核定文号"), max_length=60, blank=True, editable=False)
    document_on = models.DateField(_("核定文件日期"), null=True, editable=False)

    objects: ClassVar[Any] = AllowedRevenueQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("最高准许收入")
        ordering = ("-cycle_start", "licence")
        permissions = (
            ("propose_allowedrevenue", _("拟订准许收入")),
            ("sign_allowedrevenue", _("价格主管部门签署准许收入")),
            ("countersign_allowedrevenue", _("数据主管部门会签准许收入")),
            ("return_allowedrevenue", _("退回准许收入")),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=("draft", "proposed", "signed", "returned", "in_force")),
                name="allowed_revenue_status_is_known",
                violation_error_message=_("准许收入的状态不在规定的范围内，请由流程操作变更状态。"),
            ),
            models.CheckConstraint(
                condition=Q(spread__gte=0, spread__lte=SPREAD_LIMIT),
                name="allowed_revenue_spread_within_six_points",
                violation_error_message=_(
                    "加点应在 0 与 6 个百分点之间（65号 三），请改为 0.06 以内。"
                ),
            ),
            models.CheckConstraint(
                condition=Q(tax__gte=0, carry_over_deduction__gte=0),
                name="allowed_revenue_terms_are_not_negative",
                violation_error_message=_("税金和扣减金额不得为负，请核对后重新填写。"),
            ),
            models.CheckConstraint(
                condition=Q(cycle_end__gte=F("cycle_start"))
                & Q(cycle_end__lt=ThreeYearsAfter(F("cycle_start"))),
                name="allowed_revenue_cycle_within_three_years",
                violation_error_message=_("评估周期不得超过三年（65号 四），请缩短截止日。"),
            ),
            models.CheckConstraint(
                condition=Q(status__in=("draft", "returned"))
                | Q(
                    profit_rate=F("yield_mean") + F("spread"),
                    total=F("cost") + F("profit") + F("tax") - F("carry_over_deduction"),
                    total__gte=0,
                    derivation__isnull=False,
                    proposed_by__isnull=False,
                ),
                name="allowed_revenue_adds_up",
                violation_error_message=_("准许收入与成本、利润、税金和扣减不符，请重新拟订。"),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("signed", "in_force"))
                | Q(price_signed_by__isnull=False, price_signed_on__isnull=False)
                & ~Q(price_signed_by=F("proposed_by")),
                name="allowed_revenue_signed_by_a_second_person",
                violation_error_message=_("准许收入须由拟订人以外的人签署，请由另一人办理。"),
            ),
            models.CheckConstraint(
                condition=~Q(status="in_force")
                | Q(data_signed_by__isnull=False, data_signed_on__isnull=False)
                & ~Q(data_signed_by=F("price_signed_by"))
                & ~Q(data_signed_by=F("proposed_by"))
                & ~Q(document_no="")
                & Q(document_on__isnull=False),
                name="allowed_revenue_decided_by_two",
                violation_error_message=_(
                    "准许收入须由价格主管部门和数据主管部门的不同人员签署，并写明核定文号和日期。"
                ),
            ),
            models.CheckConstraint(
                condition=~Q(price_authority=F("data_authority")),
                name="allowed_revenue_decided_by_two_organisations",
                violation_error_message=_("价格主管部门与数据主管部门须为两个单位，请更换其一。"),
            ),
            ExclusionConstraint(
                name="allowed_revenue_one_for_each_day",
                expressions=(
                    (only("licence"), "&&"),
                    (span("cycle_start", "cycle_end"), "&&"),
                ),
                condition=Q(status="in_force"),
                violation_error_message=_("该协议在这一评估周期内已有核定的准许收入，请核对周期。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.licence} {self.cycle_start}至{self.cycle_end}准许收入"

    def get_absolute_url(self) -> str:
        return reverse("pricing:determination", args=(self.pk,))

    def clean(self) -> None:
        """Licence and price authority are those of the survey; the cycle runs forward."""
        if self.survey_id is not None:
            self.licence_id = self.survey.licence_id
            self.price_authority_id = self.survey.price_authority_id
        if self.cycle_start and self.cycle_end and self.cycle_end < self.cycle_start:
            # No range can be made of days in the wrong order.
            raise ValidationError({"cycle_end": _("截止日不得早于起始日，请核对评估周期。")})
