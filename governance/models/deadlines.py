"""Statutory terms and the calendar of working days by which they are counted."""

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.querysets import PolicyQuerySet
from governance.records import GovernedModel


class WorkdayYearQuerySet(PolicyQuerySet["WorkdayYear"]):
    """Published years."""

    def fingerprint(self) -> str:
        """A text that changes whenever a year or one of its days does."""
        state = self.aggregate(
            years=models.Count("pk", distinct=True),
            last_year=models.Max("pk"),
            last_entry=models.Max("days__pk"),
            entries=models.Count("days"),
            newest=models.Max("days__updated_at"),
        )
        return "/".join(str(value) for value in state.values())


class DeadlineRule(GovernedModel):
    """One term: how long, counted how, for whom, by which article; a region may have its own."""

    class Unit(models.TextChoices):
        WORKING_DAY = "working_day", _("个工作日")
        DAY = "day", _("个自然日")
        MONTH = "month", _("个月")
        YEAR = "year", _("年")
        DATE = "date", _("每年固定日期")

    key = models.CharField(_("期限代码"), max_length=40)
    region_code = models.CharField(
        _("适用区划代码"), max_length=6, blank=True, help_text=_("留空表示全国适用。")
    )
    name = models.CharField(_("期限名称"), max_length=100)
    number = models.PositiveSmallIntegerField(_("数值"), null=True, blank=True)
    unit = models.CharField(_("单位"), max_length=12, choices=Unit)
    month_day = models.CharField(
        _("固定日期"),
        max_length=5,
        blank=True,
        validators=[RegexValidator(r"^\d\d-\d\d$", _("请按“月-日”填写，例如 03-31。"))],
    )
    starts_at = models.CharField(_("起算点"), max_length=100)
    duty_of = models.CharField(_("责任主体"), max_length=100, blank=True)
    source = models.CharField(_("依据"), max_length=100)
    verified = models.BooleanField(_("已核对原文"), default=False)

    class Meta(GovernedModel.Meta):
        verbose_name = _("法定期限")
        verbose_name_plural = _("法定期限")
        ordering = ("key", "region_code")
        constraints = [
            models.UniqueConstraint(
                fields=["key", "region_code"],
                name="deadlinerule_one_for_each_region",
                violation_error_message=_("该地区已有同一代码的期限，请修改原有期限。"),
            ),
            models.CheckConstraint(
                condition=models.Q(unit="date", number=None) & ~models.Q(month_day="")
                | ~models.Q(unit="date") & models.Q(number__gte=1, month_day=""),
                name="deadlinerule_has_number_or_date",
                violation_error_message=_("请填写期限数值；固定日期的期限只填写“月-日”。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.term}）"

    @property
    def term(self) -> str:
        """The term in words, with a mark where nobody has checked the source yet."""
        words = (
            self.month_day
            if self.unit == self.Unit.DATE
            else f"{self.number} {self.get_unit_display()}"
        )
        return words if self.verified else f"{words}，{_('待核对')}"


class WorkdayYear(GovernedModel):
    """A year whose holidays the State Council has announced, with the notice."""

    year = models.PositiveSmallIntegerField(_("年份"), unique=True)
    source_document = models.CharField(_("放假通知"), max_length=300)

    objects: ClassVar[Any] = WorkdayYearQuerySet.as_manager()

    class Meta(GovernedModel.Meta):
        verbose_name = _("工作日历年度")
        verbose_name_plural = _("工作日历年度")
        ordering = ("-year",)

    def __str__(self) -> str:
        return str(self.year)


class Workday(GovernedModel):
    """A day that differs from the plain week: a holiday, or a weekend day that is worked."""

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", _("放假")
        WORKDAY = "workday", _("调休上班")

    day = models.DateField(_("日期"), unique=True)
    kind = models.CharField(_("类型"), max_length=8, choices=Kind)
    name = models.CharField(_("名称"), max_length=40)
    year = models.ForeignKey(
        WorkdayYear, models.PROTECT, related_name="days", verbose_name=_("年度")
    )

    SATURDAY: ClassVar[int] = 5

    class Meta(GovernedModel.Meta):
        verbose_name = _("放假或调休日")
        verbose_name_plural = _("放假和调休日")
        ordering = ("day",)

    def __str__(self) -> str:
        return f"{self.day} {self.name}"

    def clean(self) -> None:
        """A working day of make-up can only fall on a weekend."""
        if (
            isinstance(self.day, date)
            and self.kind == self.Kind.WORKDAY
            and self.day.weekday() < self.SATURDAY
        ):
            raise ValidationError({"day": _("该日本来就是工作日，不需要登记调休。")})
