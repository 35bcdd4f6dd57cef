"""Exports that take a while: ordered by a person, written by a worker, handed out to that person alone."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.models.attachments import Attachment
from governance.querysets import PolicyQuerySet
from governance.records import GovernedModel


class ExportFile(GovernedModel):
    """The rows that were asked for, and the file once it is there."""

    class Status(models.TextChoices):
        ORDERED = "ordered", _("正在生成")
        READY = "ready", _("可以下载")
        FAILED = "failed", _("未能生成")

    #: The trail tells how many rows, not every key.
    untold: ClassVar[frozenset[str]] = frozenset({"row_keys"})

    title = models.CharField(_("内容"), max_length=100, editable=False)
    model_label = models.CharField(_("对象类型"), max_length=100, editable=False)
    filters = models.TextField(_("筛选条件"), blank=True, editable=False)
    row_keys = ArrayField(models.BigIntegerField(), verbose_name=_("所选的行"), editable=False)
    row_count = models.PositiveIntegerField(_("行数"), editable=False)
    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.ORDERED, editable=False
    )
    file = models.ForeignKey(
        Attachment, models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name=_("文件"),
    )  # fmt: skip
    failure = models.TextField(_("原因"), blank=True, editable=False)

    objects: ClassVar[Any] = PolicyQuerySet.as_manager()

    class Meta(GovernedModel.Meta):
        verbose_name = _("导出文件")
        verbose_name_plural = _("导出文件")
        ordering = ("-pk",)
        permissions = (("deliver_exportfile", _("生成导出文件")),)

    def __str__(self) -> str:
        return self.title
