"""Quality issues and objections to an entry, filed by anybody, answered in public (clause 四: 数据异议可处置)."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.models.resources import DataResource
from catalog.querysets import QualityIssueQuerySet
from governance.presentation import Tone
from governance.records import ProcessModel

#: Nobody has answered yet: the same words again are the same case.
OPEN = ("filed", "accepted", "marked", "verified")
ANSWERED = ("declined", "corrected", "rejected", "unmarked", "closed")
#: The mark stands on the resource's page.
MARKING = ("marked", "verified", "corrected", "rejected")


class QualityIssue(ProcessModel):
    """What somebody found wrong with a resource, from the report to the published answer."""

    inbox_title: ClassVar[str] = "resource_name"
    inbox_organisation: ClassVar[str] = "resource__provider__name"
    #: The case is public, what was handed in with it is not.
    FILE_PERMISSIONS: ClassVar[dict[str, str]] = {"file": "catalog.contact_qualityissue"}
    #: The trail tells of the case, never of how its reporter can be reached; a file may be called by somebody's name.
    untold: ClassVar[frozenset[str]] = frozenset({"contact", "file"})

    class Kind(models.TextChoices):
        WRONG = "wrong", _("内容有误")
        MISSING = "missing", _("内容缺失")
        STALE = "stale", _("没有按时更新")
        UNUSABLE = "unusable", _("文件打不开或者接口不能用")
        UNCLEAR = "unclear", _("说明看不懂")
        RIGHTS = "rights", _("侵害我的权益")
        OTHER = "other", _("其他问题")

    class Status(models.TextChoices):
        FILED = "filed", _("待受理")
        ACCEPTED = "accepted", _("已受理")
        MARKED = "marked", _("核实中，已加异议标注")
        VERIFIED = "verified", _("已核实")
        CORRECTED = "corrected", _("已更正")
        REJECTED = "rejected", _("不予更正")
        UNMARKED = "unmarked", _("已撤除异议标注")
        CLOSED = "closed", _("已办结")
        DECLINED = "declined", _("不予受理")

    TONES: ClassVar[dict[str, Tone]] = {
        Status.FILED: Tone.WAIT,
        Status.ACCEPTED: Tone.GO,
        Status.MARKED: Tone.WARN,
        Status.VERIFIED: Tone.GO,
        Status.CORRECTED: Tone.OK,
        Status.UNMARKED: Tone.OK,
        Status.DECLINED: Tone.OFF,
    }

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.FILED, editable=False
    )
    number = models.CharField(_("编号"), max_length=40, unique=True, editable=False)
    resource = models.ForeignKey(
        DataResource,
        on_delete=models.PROTECT,
        related_name="quality_issues",
        verbose_name=_("公共数据资源"),
    )
    resource_name = models.CharField(_("资源名称"), max_length=200, editable=False)
    kind = models.CharField(_("问题类型"), max_length=16, choices=Kind)
    description = models.TextField(_("问题说明"), max_length=2000)
    contact = models.CharField(_("联系方式"), max_length=120, blank=True)
    file = models.ForeignKey(
        "governance.Attachment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("附件"),
    )
    words_digest = models.CharField(_("说明的摘要值"), max_length=64, editable=False)
    filed_on = models.DateField(_("提出日期"), editable=False)
    accepted_on = models.DateField(_("受理日期"), null=True, blank=True, editable=False)
    mark_words = models.CharField(_("异议标注"), max_length=200, blank=True, editable=False)
    finding = models.TextField(_("核实情况"), blank=True, editable=False)
    answer = models.TextField(_("答复"), blank=True, editable=False)
    answered_on = models.DateField(_("答复日期"), null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("答复人"),
    )
    is_escalated = models.BooleanField(_("主管部门督办"), default=False, editable=False)

    objects: ClassVar[Any] = QualityIssueQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = _("质量问题")
        verbose_name_plural = _("质量问题和异议")
        ordering = ("-filed_on", "-pk")
        permissions = (
            ("track_qualityissue", _("查询质量问题的办理进度")),
            ("follow_qualityissue", _("查看质量问题的办理")),
            ("handle_qualityissue", _("办理质量问题")),
            ("supervise_qualityissue", _("督办质量问题")),
            ("contact_qualityissue", _("查看质量问题的联系方式和附件")),
        )
        indexes = (
            models.Index(fields=("resource", "status"), name="qualityissue_by_resource"),
            models.Index(fields=("status", "due_on"), name="qualityissue_by_deadline"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("resource", "words_digest"),
                condition=Q(status__in=OPEN),
                name="qualityissue_same_words_are_one_open_case",
                violation_error_message=_("这个问题已经收到，正在办理，不用重复提交。"),
            ),
            models.CheckConstraint(
                condition=~Q(description="") & ~Q(words_digest=""),
                name="qualityissue_says_what_is_wrong",
                violation_error_message=_("请写明发现了什么问题。"),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=MARKING) | ~Q(mark_words=""),
                name="qualityissue_mark_has_words",
                violation_error_message=_("加异议标注须写明标注的文字。"),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=ANSWERED)
                | (~Q(answer="") & Q(answered_on__isnull=False, answered_by__isnull=False)),
                name="qualityissue_is_not_ended_without_an_answer",
                violation_error_message=_("办结质量问题须记录答复、答复日期和答复人。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.resource_name}".strip()

    def get_absolute_url(self) -> str:
        return reverse("catalog:issue", args=[self.number])

    @property
    def clock_started_on(self) -> date | None:
        """The term of the answer counts from the acceptance, through marking and verification."""
        return self.accepted_on if self.due_rule == "quality.answer" else self.status_since

    @property
    def deadline_region_code(self) -> str:
        """The region whose deadlines apply."""
        return self.resource.deadline_region_code
