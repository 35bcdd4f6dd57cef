"""Notices of the registry: what is missing, and what the public may object to (26号 第十条、第十二条)."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.models.applications import RegistrationApplication
from catalog.querysets import PublicNoticeQuerySet
from governance.records import GovernedModel


class SupplementNotice(GovernedModel):
    """Everything that is missing, told at once (I-26)."""

    application = models.ForeignKey(
        RegistrationApplication,
        on_delete=models.PROTECT,
        related_name="supplement_notices",
        verbose_name=_("登记申请"),
    )
    submission = models.PositiveSmallIntegerField(_("第几次提交"))
    items = models.JSONField(
        _("应补正的内容"),
        help_text=_("逐项列出：字段、字段名称、哪里不符合要求；不对应字段的，字段为空。"),
    )
    given_on = models.DateField(_("告知日期"))

    class Meta(GovernedModel.Meta):
        verbose_name = _("补正通知")
        verbose_name_plural = _("补正通知")
        ordering = ("application", "submission")
        constraints = (
            models.UniqueConstraint(
                fields=("application", "submission"),
                name="supplementnotice_is_given_once_per_submission",
                violation_error_message=_("这次提交已经告知过补正内容，不得再次告知。"),
            ),
            models.CheckConstraint(
                condition=~Q(items=[]),
                name="supplementnotice_names_what_is_missing",
                violation_error_message=_("补正通知须一次列明全部应补正的内容。"),
            ),
        )

    def __str__(self) -> str:
        return str(_("第%(n)s次提交的补正通知") % {"n": self.submission})

    @property
    def lines(self) -> list[str]:
        """Every item as one sentence, with the name of its field before it."""
        return [
            f"{item['label']}：{item['words']}" if item["field"] else item["words"]
            for item in self.items
        ]

    @property
    def by_field(self) -> dict[str, str]:
        """What is wrong, by the field where it is to be mended."""
        return {item["field"]: item["words"] for item in self.items if item["field"]}

    @property
    def remarks(self) -> list[str]:
        """What belongs to no single field."""
        return [item["words"] for item in self.items if not item["field"]]


class PublicNotice(GovernedModel):
    """The four public columns of an application, shown for ten full working days (I-22)."""

    application = models.OneToOneField(
        RegistrationApplication,
        on_delete=models.PROTECT,
        related_name="notice",
        verbose_name=_("登记申请"),
    )
    registrant_name = models.CharField(_("登记主体名称"), max_length=200)
    kind_name = models.CharField(_("登记类型"), max_length=40)
    data_name = models.CharField(_("登记数据名称"), max_length=200)
    data_abstract = models.TextField(_("数据内容简介"))
    starts_on = models.DateField(_("公示开始日期"))
    ends_on = models.DateField(_("公示截止日期"))
    is_provisional = models.BooleanField(_("截止日期为暂定"), default=False)

    objects: ClassVar[Any] = PublicNoticeQuerySet.as_manager()

    class Meta(GovernedModel.Meta):
        verbose_name = _("登记公示")
        verbose_name_plural = _("登记公示")
        ordering = ("-starts_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on") + timedelta(days=10)),
                name="publicnotice_lasts_at_least_ten_days",
                violation_error_message=_("公示期不得少于10个工作日。"),
            ),
        )

    def __str__(self) -> str:
        return self.data_name

    def get_absolute_url(self) -> str:
        return reverse("catalog:notice", args=[self.pk])

    def is_running(self, on: date) -> bool:
        """Whether the public may object on a day."""
        return self.starts_on <= on <= self.ends_on
