"""Previewed imports as records: the batch that people decide on, its progress and rows, what columns mean."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.models.attachments import Attachment
from governance.querysets import PolicyQuerySet
from governance.records import GovernedModel

#: Rows of the second sheet of a workbook are numbered from here on.
DETAIL_ROWS_FROM = 2_000_000
ORGANISATION = "accounts.Organisation"


class ImportMapping(GovernedModel):
    """What the columns and the odd words of one source mean, chosen once by a person and used again."""

    kind = models.CharField(_("导入类型"), max_length=40, editable=False)
    organisation = models.ForeignKey(
        ORGANISATION, models.PROTECT, related_name="+", verbose_name=_("责任单位")
    )
    source = models.CharField(_("来源系统"), max_length=60)
    columns = models.JSONField(_("列的对应"), default=dict, blank=True)
    answers = models.JSONField(_("取值的对应"), default=dict, blank=True)

    objects: ClassVar[Any] = PolicyQuerySet.as_manager()

    class Meta(GovernedModel.Meta):
        verbose_name = _("导入对应关系")
        verbose_name_plural = _("导入对应关系")
        ordering = ("source",)
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "organisation", "source"),
                name="importmapping_is_one_per_source",
                violation_error_message=_("这一来源已有对应关系，请直接修改原有的。"),
            ),
        )

    def __str__(self) -> str:
        return self.source


class ImportBatch(GovernedModel):
    """One uploaded file on its way from preview to import."""

    class Status(models.TextChoices):
        UPLOADED = "uploaded", _("待预览")
        PREVIEWING = "previewing", _("正在预览")
        PREVIEWED = "previewed", _("待导入")
        IMPORTING = "importing", _("正在导入")
        DONE = "done", _("已导入")
        FAILED = "failed", _("已中断")
        CANCELLED = "cancelled", _("已取消")

    kind = models.CharField(_("导入类型"), max_length=40, editable=False)
    organisation = models.ForeignKey(
        ORGANISATION, models.PROTECT, related_name="+", verbose_name=_("责任单位")
    )
    source = models.CharField(
        _("来源系统"),
        max_length=60,
        help_text=_("同一来源再次导入时，按来源标识更新，不会重复新增。"),
    )
    attachment = models.ForeignKey(
        Attachment, models.PROTECT, editable=False, related_name="+", verbose_name=_("文件")
    )
    encoding = models.CharField(_("编码"), max_length=20, blank=True)
    part = models.CharField(_("工作表或记录列表"), max_length=200, blank=True)
    columns = models.JSONField(_("列的对应"), default=dict, blank=True)
    answers = models.JSONField(_("取值的对应"), default=dict, blank=True)
    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.UPLOADED, editable=False
    )
    run_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False,
        related_name="+", verbose_name=_("执行人"),
    )  # fmt: skip
    failure = models.TextField(_("中断原因"), blank=True, editable=False)
    summary = models.JSONField(_("结果汇总"), default=dict, blank=True, editable=False)

    objects: ClassVar[Any] = PolicyQuerySet.as_manager()

    class Meta(GovernedModel.Meta):
        verbose_name = _("导入批次")
        verbose_name_plural = _("导入")
        ordering = ("-pk",)
        permissions = (("run_importbatch", _("预览和执行导入")),)

    def __str__(self) -> str:
        return f"{self.source} {self.attachment.name}"

    @property
    def is_running(self) -> bool:
        """Whether a worker has it, or should have it."""
        return self.status in (self.Status.PREVIEWING, self.Status.IMPORTING)


class ImportProgress(models.Model):
    """How far the machine has come: the cursor is committed together with the rows that it counts."""

    batch = models.OneToOneField(
        ImportBatch,
        models.CASCADE,
        primary_key=True,
        related_name="progress",
        verbose_name=_("导入批次"),
    )
    reading = models.JSONField(_("读取方式"), default=dict)
    rows_seen = models.PositiveIntegerField(_("已读到的行"), default=0)
    rows_total = models.PositiveIntegerField(_("总行数"), default=0)
    is_previewed = models.BooleanField(_("预览已完成"), default=False)
    cursor = models.PositiveIntegerField(_("已导入到的行"), default=0)
    fates = models.JSONField(_("各类结果的行数"), default=dict)
    listed = models.JSONField(_("待人工确认的取值"), default=dict)
    heartbeat_at = models.DateTimeField(_("最近进展时间"), null=True, blank=True)
    started_at = models.DateTimeField(_("开始时间"), null=True, blank=True)
    finished_at = models.DateTimeField(_("结束时间"), null=True, blank=True)
    import_started_at = models.DateTimeField(_("开始写入的时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("导入进度")
        verbose_name_plural = _("导入进度")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.rows_seen}/{self.cursor}"


class ImportRow(models.Model):
    """The fate of one row of the file, and what it holds."""

    class Fate(models.TextChoices):
        NEW = "new", _("新增")
        CHANGED = "changed", _("更新")
        SAME = "same", _("无变化")
        DUPLICATE = "duplicate", _("重复")
        ERROR = "error", _("有误")

    batch = models.ForeignKey(
        ImportBatch, models.CASCADE, related_name="rows", verbose_name=_("导入批次")
    )
    number = models.PositiveIntegerField(_("行号"))
    fate = models.CharField(_("结果"), max_length=10, choices=Fate)
    is_listed = models.BooleanField(_("有待确认的取值"), default=False)
    key = models.CharField(_("来源标识"), max_length=300, blank=True)
    label = models.CharField(_("名称"), max_length=200, blank=True)
    digest = models.CharField(_("内容摘要值"), max_length=64, blank=True)
    messages = models.JSONField(_("说明"), default=list, blank=True)
    diff = models.JSONField(_("差异"), default=dict, blank=True)
    payload = models.JSONField(_("内容"), default=dict, blank=True)
    marks = models.JSONField(_("单元格批注"), default=list, blank=True)
    record_pk = models.BigIntegerField(_("写入的记录"), null=True, blank=True)

    class Meta:
        verbose_name = _("导入的行")
        verbose_name_plural = _("导入的行")
        default_permissions = ()
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(
                fields=("batch", "number"),
                name="importrow_has_one_fate",
                violation_error_message=_("同一行不能有两个结果。"),
            ),
        )
        indexes = (
            models.Index(fields=("batch", "fate", "number"), name="importrow_by_fate"),
            models.Index(fields=("batch", "key"), name="importrow_by_key"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.label}"

    #: Fields of the record that have a value here already, whatever the row says; never stored.
    settled: frozenset[str] = frozenset()

    @property
    def where(self) -> str:
        """The row's number as a person counts it, on the second sheet with that sheet's name."""
        place = next((mark for mark in self.marks if mark.get("sheet")), None)
        if self.number <= DETAIL_ROWS_FROM or place is None:
            return str(self.number)
        return f"{place['sheet']} {place['row']}"

    def tell(self, sentence: str, *, at: str = "", is_wrong: bool = False) -> None:
        """Add a sentence about the row, or about the cell of one field of it."""
        self.messages = [*self.messages, sentence]
        self.marks = [*self.marks, {"at": at, "say": sentence, "wrong": is_wrong}]
