"""Linkage analyses: whom resources identify when joined to what the operator holds (27号 第二十一条)."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.querysets import PolicyQuerySet
from governance.records import ProcessModel


class LinkageAnalysis(ProcessModel):
    """By the meaning of the items, and where samples are there by counting; once done, nobody changes it."""

    inbox_title: ClassVar[str] = "licence__name"
    inbox_organisation: ClassVar[str] = "licence__implementing_body__name"
    TONES: ClassVar[dict[str, str]] = {"done": "ok"}

    class Status(models.TextChoices):
        DRAFT = "draft", _("待分析")
        RUNNING = "running", _("分析中")
        FAILED = "failed", _("分析中断")
        DONE = "done", _("已完成")

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.DRAFT, editable=False
    )
    licence = models.ForeignKey(
        "licensing.Licence",
        models.PROTECT,
        related_name="linkage_analyses",
        verbose_name=_("授权运营协议"),
    )
    note = models.TextField(_("分析说明"), blank=True)
    resource_ids = models.JSONField(_("分析时的资源范围"), default=list, editable=False)
    matrix = models.JSONField(_("识别要素矩阵"), default=dict, editable=False)
    concepts = models.JSONField(_("参与计算的准标识"), default=list, editable=False)
    result = models.JSONField(_("计算结果"), default=dict, editable=False)
    rows_total = models.PositiveBigIntegerField(
        _("合并后的记录数"), null=True, blank=True, editable=False
    )
    least_class = models.PositiveBigIntegerField(
        _("最小等价类"), null=True, blank=True, editable=False
    )
    unique_share = models.DecimalField(
        _("唯一记录占比（%）"),
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        editable=False,
    )
    has_direct = models.BooleanField(_("含直接标识"), default=False, editable=False)
    is_beyond = models.BooleanField(_("须书面风险评估"), default=False, editable=False)
    finished_on = models.DateField(_("完成日期"), null=True, blank=True, editable=False)
    failure = models.CharField(_("中断原因"), max_length=500, blank=True, editable=False)
    run_by = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("分析人"),
    )

    objects: ClassVar[Any] = PolicyQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("汇聚关联分析")
        ordering = ("-pk",)
        permissions = (
            ("run_linkageanalysis", _("开展汇聚关联分析")),
            ("finish_linkageanalysis", _("登记汇聚关联分析结果")),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=("draft", "running", "failed", "done")),
                name="linkage_status_is_known",
                violation_error_message=_(
                    "汇聚关联分析的状态不在规定的范围内，请由流程操作变更状态。"
                ),
            ),
            models.CheckConstraint(
                condition=~Q(status="done") | (Q(finished_on__isnull=False) & ~Q(matrix={})),
                name="linkage_done_has_its_result",
                violation_error_message=_("已完成的汇聚关联分析须有结果，请重新分析。"),
            ),
            models.CheckConstraint(
                condition=Q(is_beyond=True)
                | (
                    Q(has_direct=False)
                    & (Q(least_class__isnull=True) | Q(least_class__gte=5))
                    & (Q(unique_share__isnull=True) | Q(unique_share__lte=1))
                ),
                name="linkage_beyond_the_bounds_is_marked",
                violation_error_message=_(
                    "最小等价类小于 5、唯一记录超过 1% 或者含直接标识的，须标明须书面风险评估。"
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.licence.name}汇聚关联分析{self.pk or ''}"

    def lock_first(self) -> models.QuerySet[Any]:
        """Its licence: a signature of the same moment waits for the result, or the result for the signature."""
        licences: Any = type(self)._meta.get_field("licence").related_model
        found: models.QuerySet[Any] = licences._base_manager.filter(pk=self.licence_id)
        return found

    @property
    def deadline_region_code(self) -> str:
        """The region of the licence's regulator."""
        return self.licence.deadline_region_code


class LinkageSample(ProcessModel):
    """A sample of one resource: sealed, counted only, destroyed after its term; nobody may download it."""

    inbox_title: ClassVar[str] = "resource__name"
    inbox_organisation: ClassVar[str] = "analysis__licence__implementing_body__name"
    # No rule gives this permission to anybody: the file serves the counting alone.
    FILE_PERMISSIONS = {"file": "licensing.open_linkagesample"}

    class Status(models.TextChoices):
        SEALED = "sealed", _("封存中")
        DESTROYED = "destroyed", _("已销毁")

    TONES: ClassVar[dict[str, str]] = {"destroyed": "off"}

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.SEALED, editable=False
    )
    analysis = models.ForeignKey(
        LinkageAnalysis,
        models.PROTECT,
        related_name="samples",
        verbose_name=_("汇聚关联分析"),
    )
    resource = models.ForeignKey(
        "catalog.DataResource",
        models.PROTECT,
        related_name="linkage_samples",
        verbose_name=_("数据资源"),
    )
    file = models.ForeignKey(
        "governance.Attachment",
        models.PROTECT,
        related_name="+",
        verbose_name=_("样本文件"),
        help_text=_("CSV 或 XLSX，首行为数据项名称；只用于计算，任何人不能下载，到期销毁。"),
    )
    destroyed_on = models.DateField(_("销毁日期"), null=True, blank=True, editable=False)

    objects: ClassVar[Any] = PolicyQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("关联分析样本")
        ordering = ("analysis", "pk")
        permissions = (
            ("open_linkagesample", _("打开样本文件")),
            ("destroy_linkagesample", _("销毁样本文件")),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("analysis", "resource"),
                name="linkage_has_one_sample_of_a_resource",
                violation_error_message=_("这项资源已有样本，请勿重复上传。"),
            ),
            models.CheckConstraint(
                condition=Q(status="sealed", destroyed_on__isnull=True)
                | Q(status="destroyed", destroyed_on__isnull=False),
                name="linkage_sample_destroyed_on_a_day",
                violation_error_message=_("样本销毁须记明日期，请由销毁步骤办理。"),
            ),
        )

    def __str__(self) -> str:
        return str(self.resource)

    def clean(self) -> None:
        """The kind of file is told by its name: another one is refused before it is kept for long."""
        if self.file_id and not self.file.name.lower().endswith((".csv", ".xlsx")):
            raise ValidationError(
                {"file": _("样本只能是 CSV 或 XLSX 文件，请另存为其中一种后再上传。")}
            )


class LinkageProgress(models.Model):
    """How far the counting has come: what was found is kept with it, so that a killed worker's successor goes on."""

    analysis = models.OneToOneField(
        LinkageAnalysis,
        models.CASCADE,
        primary_key=True,
        related_name="progress",
        verbose_name=_("汇聚关联分析"),
    )
    total = models.PositiveIntegerField(_("要计算的组合数"), default=0)
    found = models.JSONField(_("已算出的组合"), default=dict)
    heartbeat_at = models.DateTimeField(_("最近进展时间"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("汇聚关联分析进度")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.analysis_id}: {len(self.found)}/{self.total}"
