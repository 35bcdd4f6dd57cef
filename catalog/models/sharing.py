"""Sharing between departments: the request from draft to the end of use (clause 一c; 809号 第二十条至第二十五条)."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models.sharing_laws import REQUEST_LAWS
from catalog.models.sharing_parts import SharingAsk, SharingProvision, SharingReply, crossings
from governance.presentation import Tone
from governance.querysets import PolicyQuerySet
from governance.records import GovernedModel, ProcessModel


class SharingRequestQuerySet(PolicyQuerySet["SharingRequest"]):
    """Sets of sharing requests; the day is always passed in."""

    def overdue(self, on: date) -> "SharingRequestQuerySet":
        """Whose running term has passed."""
        return self.filter(due_on__lt=on)

    def unused(self, on: date) -> "SharingRequestQuerySet":
        """In use by name, without a record of use within the term (未使用)."""
        return self.overdue(on).filter(status=SharingRequest.Status.IN_USE)

    def lapsed(self, on: date) -> "SharingRequestQuerySet":
        """Provided, and the agreed period of use is over."""
        status = SharingRequest.Status
        delivered = (status.PROVIDED, status.IN_USE, status.SUSPENDED)
        return self.filter(status__in=delivered, ends_on__lt=on)


class SharingRequest(SharingAsk, SharingReply, SharingProvision, ProcessModel):
    """One department asks another for data of the catalogue."""

    inbox_title: ClassVar[str] = "resource__name"
    inbox_organisation: ClassVar[str] = "requester__name"

    class Status(models.TextChoices):
        DRAFT = "draft", _("草稿")
        SUBMITTED = "submitted", _("待答复")
        SUPPLEMENT = "supplement", _("待补正")
        AGREED = "agreed", _("已同意，待提供")
        REFUSED = "refused", _("不同意共享")
        DISPUTED = "disputed", _("争议处理中")
        PROVIDED = "provided", _("已提供，待确认")
        IN_USE = "in_use", _("使用中")
        SUSPENDED = "suspended", _("已暂停使用")
        ENDED = "ended", _("已结束")
        WITHDRAWN = "withdrawn", _("已撤回")

    TONES: ClassVar[Any] = {
        Status.SUPPLEMENT: Tone.WARN,
        Status.AGREED: Tone.GO,
        Status.DISPUTED: Tone.WARN,
        Status.PROVIDED: Tone.GO,
        Status.IN_USE: Tone.OK,
    }

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.DRAFT, editable=False
    )

    objects: ClassVar[Any] = SharingRequestQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = _("共享申请")
        verbose_name_plural = _("共享申请")
        ordering = ("-pk",)
        permissions = (
            ("file_sharingrequest", _("提交共享申请")),
            ("reply_sharingrequest", _("答复共享申请")),
            ("extend_sharingrequest", _("同意延期答复")),
            ("review_sharingrequest", _("审查另加的共享条件")),
            ("provide_sharingrequest", _("提供共享数据")),
            ("use_sharingrequest", _("登记共享数据的使用情况")),
            ("report_sharingrequest", _("报告共享使用问题")),
            ("supervise_sharingrequest", _("监督共享数据的使用")),
            ("settle_sharingrequest", _("执行共享争议的结果")),
            ("expire_sharingrequest", _("到期结束共享")),
        )
        indexes = (
            models.Index(fields=("provider", "status"), name="sharingrequest_by_provider"),
            models.Index(fields=("requester", "status"), name="sharingrequest_by_requester"),
        )
        constraints = REQUEST_LAWS

    def __str__(self) -> str:
        name = str(self.resource)
        return f"{self.number} {name}" if self.number else name

    @property
    def clock_started_on(self) -> date | None:
        """An extension counts from the original term, the term of use from the last record of it."""
        if self.due_rule == "share.reply_extend":
            return self.extended_from
        if self.due_rule == "share.nonuse":
            return self.last_used_on or self.status_since
        return self.status_since

    @property
    def deadline_region_code(self) -> str:
        """The region of the provider, who owes the reply."""
        return (self.provider.region_id or "") if self.provider else ""

    @property
    def crossing(self) -> str:
        """Which boundaries the request crosses (clause 一e)."""
        if self.provider is None:
            return ""
        ends = (self.requester, self.provider)
        levels = (ends[0].level, ends[1].level)
        words = crossings(levels, (ends[0].region_id, ends[1].region_id))
        return "、".join(str(word) for word in words)


class SharingSupplement(GovernedModel):
    """Everything that is missing in a request, told at once (809号 第二十一条, like I-26)."""

    request = models.ForeignKey(
        SharingRequest,
        on_delete=models.PROTECT,
        related_name="supplements",
        verbose_name=_("共享申请"),
    )
    submission = models.PositiveSmallIntegerField(_("第几次提交"))
    items = models.JSONField(_("应补正的内容"))
    given_on = models.DateField(_("告知日期"))

    class Meta(GovernedModel.Meta):
        verbose_name = _("共享申请补正通知")
        verbose_name_plural = _("共享申请补正通知")
        ordering = ("request", "submission")
        constraints = (
            models.UniqueConstraint(
                fields=("request", "submission"),
                name="sharingsupplement_is_given_once_per_submission",
                violation_error_message=_("这次提交已经告知过补正内容，不得再次告知。"),
            ),
            models.CheckConstraint(
                condition=~Q(items=[]),
                name="sharingsupplement_names_what_is_missing",
                violation_error_message=_("补正通知须一次列明全部应补正的内容。"),
            ),
        )

    def __str__(self) -> str:
        return str(_("第%(n)s次提交的补正通知") % {"n": self.submission})
