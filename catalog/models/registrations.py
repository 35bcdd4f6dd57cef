"""The registration: number, validity and the frozen content of the application (26号 第十三条至第十五条)."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.models.applications import RegistrationApplication
from catalog.querysets import RegistrationQuerySet
from governance.records import ProcessModel


class NumberSeries(models.Model):
    """The last number given under a prefix in a year; its row is the lock that keeps numbers without gaps."""

    prefix = models.CharField(_("前缀"), max_length=12)
    year = models.PositiveSmallIntegerField(_("年度"))
    last = models.PositiveIntegerField(_("最后序号"), default=0)

    class Meta:
        verbose_name = _("登记编号序列")
        verbose_name_plural = _("登记编号序列")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("prefix", "year"),
                name="numberseries_is_one_per_prefix_and_year",
                violation_error_message=_("该前缀和年度的编号序列已存在。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}"


class Registration(ProcessModel):
    """What a coded application brought into being; the number is local and never looks like a national code."""

    inbox_title: ClassVar[str] = "resource__name"
    inbox_organisation: ClassVar[str] = "registrant__name"

    class Status(models.TextChoices):
        ACTIVE = "active", _("有效")
        SUPERSEDED = "superseded", _("已被变更替代")
        EXPIRED = "expired", _("已期满")
        CANCELLED = "cancelled", _("已注销")
        REVOKED = "revoked", _("已撤销")

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.ACTIVE, editable=False
    )
    number = models.CharField(_("登记编号"), max_length=40, unique=True, editable=False)
    national_code = models.CharField(
        _("国家统一登记编码"), max_length=80, null=True, blank=True, unique=True,
        help_text=_("由国家平台赋予，照原样保存。"),
    )  # fmt: skip
    application = models.OneToOneField(
        RegistrationApplication,
        on_delete=models.PROTECT,
        editable=False,
        related_name="registration",
        verbose_name=_("登记申请"),
    )
    resource = models.ForeignKey(
        "catalog.DataResource",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="registrations",
        verbose_name=_("公共数据资源"),
    )
    registrant = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        editable=False,
        related_name="registrations",
        verbose_name=_("登记主体"),
    )
    registry = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        editable=False,
        related_name="kept_registrations",
        verbose_name=_("登记机构"),
    )
    data_name = models.CharField(_("登记数据名称"), max_length=200, editable=False)
    notice_ended_on = models.DateField(_("公示截止日期"), editable=False)
    coded_on = models.DateField(_("赋码日期"), editable=False)
    valid_from = models.DateField(_("有效期起"), editable=False)
    valid_to = models.DateField(_("有效期止"), editable=False)
    content = models.JSONField(
        _("登记内容"), editable=False, help_text=_("赋码时固定的七部分内容。")
    )
    content_digest = models.CharField(_("登记内容的摘要值"), max_length=64, editable=False)

    objects: ClassVar[Any] = RegistrationQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = _("登记")
        verbose_name_plural = _("登记")
        ordering = ("-coded_on", "-pk")
        permissions = (("expire_registration", _("办理登记期满")),)
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to__gt=F("valid_from")),
                name="registration_ends_after_it_starts",
                violation_error_message=_("登记的有效期止须晚于有效期起。"),
            ),
            models.CheckConstraint(
                condition=Q(coded_on__gt=F("notice_ended_on")),
                name="registration_is_coded_after_its_notice",
                violation_error_message=_("公示期满之前不得赋码，请在公示截止次日以后办理。"),
            ),
            models.UniqueConstraint(
                fields=("resource",),
                condition=Q(status="active"),
                name="registration_is_the_only_active_one_of_its_resource",
                violation_error_message=_("这一资源已有有效的登记，请办理变更登记，不要重复登记。"),
            ),
        )

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("catalog:registration", args=[self.number])

    def is_in_force(self, on: date) -> bool:
        """Valid on a day: the dates decide."""
        return self.status == self.Status.ACTIVE and self.valid_from <= on <= self.valid_to
