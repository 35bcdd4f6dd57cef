"""Inspections of operators: planned, by a reproducible sample, for cause, or as internal audit (27号 第二十一条)."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.presentation import Tone
from governance.querysets import PolicyQuerySet
from governance.records import GovernedModel, ProcessModel


class InspectionPlan(ProcessModel):
    """The plan of a year, whose sample is drawn with a printed seed."""

    inbox_title: ClassVar[str] = "name"
    inbox_organisation: ClassVar[str] = "authority__name"

    class Status(models.TextChoices):
        DRAFT = "draft", _("拟订中")
        DRAWN = "drawn", _("已抽取")
        CLOSED = "closed", _("已完成")

    OPEN = frozenset({Status.DRAFT, Status.DRAWN})
    TONES: ClassVar[dict[str, Tone]] = {Status.DRAWN: Tone.GO, Status.CLOSED: Tone.OK}

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.DRAFT, editable=False
    )
    authority = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        related_name="inspection_plans",
        verbose_name=_("制定单位"),
    )
    name = models.CharField(_("计划名称"), max_length=120)
    year = models.PositiveSmallIntegerField(_("年度"))
    scope = models.TextField(_("检查范围和重点"))
    template = models.ForeignKey(
        "licensing.ChecklistTemplate",
        models.PROTECT,
        related_name="plans",
        verbose_name=_("检查清单"),
    )
    sample_size = models.PositiveSmallIntegerField(_("抽取数量"))
    planned_on = models.DateField(_("计划检查日期"))
    seed = models.CharField(_("随机种子"), max_length=40, blank=True, editable=False)
    drawn_from = ArrayField(
        models.CharField(max_length=80),
        verbose_name=_("抽取范围（协议编号）"),
        default=list,
        editable=False,
    )
    drawn_on = models.DateField(_("抽取日期"), null=True, editable=False)

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("检查计划")
        ordering = ("-year", "-pk")
        permissions = (
            ("draw_inspectionplan", _("抽取检查对象")),
            ("close_inspectionplan", _("完成检查计划")),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "name"),
                name="inspectionplan_name_is_unique_for_its_authority",
                violation_error_message=_("本单位已有同名的检查计划，请换一个名称。"),
            ),
            models.CheckConstraint(
                condition=Q(sample_size__gte=1),
                name="inspectionplan_draws_at_least_one",
                violation_error_message=_("抽取数量至少为 1，请重新填写。"),
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | (~Q(seed="") & Q(drawn_on__isnull=False)),
                name="inspectionplan_drawn_with_a_seed",
                violation_error_message=_("抽取检查对象须记录随机种子和抽取日期。"),
            ),
        )

    def __str__(self) -> str:
        return self.name


class Inspection(ProcessModel):
    """One inspection of one operator under one licence, by two people, closed by a third."""

    inbox_title: ClassVar[str] = "licence__name"
    inbox_organisation: ClassVar[str] = "licence__operator__name"

    class Kind(models.TextChoices):
        PLANNED = "planned", _("计划检查")
        RANDOM = "random", _("随机抽查")
        CAUSE = "cause", _("有因检查")
        AUDIT = "audit", _("内控审计")

    class Status(models.TextChoices):
        PLANNED = "planned", _("待检查")
        UNDER_WAY = "under_way", _("检查中")
        REPORTED = "reported", _("已出具检查报告")
        CLOSED = "closed", _("已办结")
        CANCELLED = "cancelled", _("已取消")

    OPEN = frozenset({Status.PLANNED, Status.UNDER_WAY, Status.REPORTED})
    TONES: ClassVar[dict[str, Tone]] = {
        Status.UNDER_WAY: Tone.GO,
        Status.REPORTED: Tone.WARN,
        Status.CLOSED: Tone.OK,
    }

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.PLANNED, editable=False
    )
    number = models.CharField(_("检查编号"), max_length=40, blank=True, editable=False)
    kind = models.CharField(_("检查类型"), max_length=16, choices=Kind)
    plan = models.ForeignKey(
        InspectionPlan,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="inspections",
        verbose_name=_("检查计划"),
    )
    licence = models.ForeignKey(
        "licensing.Licence",
        models.PROTECT,
        related_name="inspections",
        verbose_name=_("授权运营协议"),
    )
    body = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        related_name="inspections",
        verbose_name=_("检查单位"),
    )
    template = models.ForeignKey(
        "licensing.ChecklistTemplate",
        models.PROTECT,
        related_name="inspections",
        verbose_name=_("检查清单"),
    )
    ground = models.TextField(_("检查缘由"), blank=True, help_text=_("有因检查须写明线索来源。"))
    planned_on = models.DateField(_("计划检查日期"))
    lead = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("检查人员（主办）"),
    )
    second = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("检查人员（协办）"),
    )
    begun_on = models.DateField(_("开始检查日期"), null=True, editable=False)
    summary = models.TextField(_("检查报告摘要"), blank=True)
    reported_on = models.DateField(_("检查报告日期"), null=True, editable=False)
    operator_view = models.TextField(_("运营机构的意见"), blank=True, editable=False)
    viewed_on = models.DateField(_("提出意见日期"), null=True, editable=False)
    closed_by = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("办结人"),
    )
    closed_on = models.DateField(_("办结日期"), null=True, editable=False)

    objects: ClassVar[Any] = PolicyQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("监督检查")
        ordering = ("-planned_on", "-pk")
        permissions = (
            ("conduct_inspection", _("开展监督检查")),
            ("join_inspection", _("参加监督检查")),
            ("record_inspection", _("记录监督检查")),
            ("answer_inspection", _("对检查报告提出意见")),
            ("close_inspection", _("办结监督检查")),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("number",),
                condition=~Q(number=""),
                name="inspection_number_is_unique",
                violation_error_message=_("检查编号已被使用，请重新开始检查以取得新编号。"),
            ),
            models.CheckConstraint(
                condition=~Q(kind="cause") | ~Q(ground=""),
                name="inspection_for_cause_says_which",
                violation_error_message=_("有因检查须写明检查缘由，请补充后再保存。"),
            ),
            models.CheckConstraint(
                condition=Q(second=None) | ~Q(second=F("lead")),
                name="inspection_is_done_by_two_people",
                violation_error_message=_("监督检查须由两名不同的人员进行，请由另一人协办。"),
            ),
            models.CheckConstraint(
                condition=Q(status__in=("planned", "cancelled"))
                | (~Q(number="") & Q(lead__isnull=False, begun_on__isnull=False)),
                name="inspection_begun_by_somebody",
                violation_error_message=_("开始检查须记录编号、检查人员和日期。"),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("reported", "closed"))
                | (Q(second__isnull=False, reported_on__isnull=False) & ~Q(summary="")),
                name="inspection_reported_by_two_with_a_summary",
                violation_error_message=_("检查报告须由两名检查人员出具并写明摘要。"),
            ),
            models.CheckConstraint(
                condition=Q(closed_by=None) | (~Q(closed_by=F("lead")) & ~Q(closed_by=F("second"))),
                name="inspection_is_closed_by_another_person",
                violation_error_message=_("检查人员不得办结自己的检查，请由另一人办结。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.get_kind_display()}（{self.planned_on}）".strip()

    def get_absolute_url(self) -> str:
        return reverse("admin:licensing_inspection_change", args=(self.pk,))

    @property
    def deadline_region_code(self) -> str:
        """The region of the licence's regulator."""
        return self.licence.deadline_region_code

    def clean(self) -> None:
        """Who inspects: the regulator or the implementing body; internal audit is the latter's (27号 第二十一条)."""
        if self.licence_id is None or self.body_id is None:
            return  # the missing field has its own error
        licence = self.licence
        allowed = {licence.implementing_body_id}
        if self.kind != self.Kind.AUDIT:
            allowed.add(licence.regulator_id)
        if self.body_id not in allowed:
            raise ValidationError(
                {
                    "body": _(
                        "检查单位应是协议的监管部门或者实施机构，内控审计由实施机构开展，请更换检查单位。"
                    )
                }
            )


class InspectionVisit(GovernedModel):
    """When the inspectors were where, and what they saw; once recorded it stands."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="visits", verbose_name=_("监督检查")
    )
    visited_on = models.DateField(_("检查日期"))
    place = models.CharField(_("检查地点或者方式"), max_length=120)
    met = models.CharField(_("在场人员"), max_length=250)
    seen = models.TextField(_("检查情况"))

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("检查记录")
        ordering = ("inspection", "visited_on", "pk")

    def __str__(self) -> str:
        return f"{self.visited_on} {self.place}"
