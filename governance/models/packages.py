"""Packages of the audit trail that auditors ask for: made in the background, kept with their hash (审计法 34)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.models.attachments import Attachment
from governance.records import ProcessModel


class AuditPackage(ProcessModel):
    """The events of a period as a file with a manifest of hashes."""

    inbox_title: ClassVar[str] = "purpose"

    class Status(models.TextChoices):
        REQUESTED = "requested", _("正在生成")
        READY = "ready", _("可以下载")
        FAILED = "failed", _("生成失败")

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.REQUESTED, editable=False
    )
    starts_on = models.DateField(_("起始日期"))
    ends_on = models.DateField(_("截止日期"), help_text=_("含当日。"))
    purpose = models.CharField(
        _("用途"), max_length=200, help_text=_("例如：2026 年度公共数据专项审计。")
    )
    total = models.PositiveIntegerField(_("总条数"), default=0, editable=False)
    file = models.ForeignKey(
        Attachment,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("审计包"),
    )
    failure = models.TextField(_("失败原因"), blank=True, editable=False)

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("审计包")
        ordering = ("-id",)
        permissions = (("make_auditpackage", _("生成审计包")),)
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="auditpackage_ends_after_it_starts",
                violation_error_message=_("截止日期不得早于起始日期，请核对日期。"),
            ),
            models.CheckConstraint(
                condition=~Q(status="ready") | Q(file__isnull=False),
                name="auditpackage_ready_has_its_file",
                violation_error_message=_("审计包生成后才能标记为可以下载。"),
            ),
        )

    def __str__(self) -> str:
        return f"{_('审计包')} {self.starts_on} – {self.ends_on}"


class PackageProgress(models.Model):
    """How far the worker has come; bookkeeping of the machine, evidence of nothing."""

    package = models.OneToOneField(
        AuditPackage,
        models.CASCADE,
        primary_key=True,
        related_name="progress",
        verbose_name=_("审计包"),
    )
    written = models.PositiveIntegerField(_("已写入条数"), default=0)
    total = models.PositiveIntegerField(_("总条数"), default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("审计包进度")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.written} / {self.total}"
