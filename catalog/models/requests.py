"""Requests for data that are not open yet, and what became of them (clause 二: 公共数据开放需求受理反馈机制)."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.models.resources import DataResource
from catalog.querysets import DataRequestQuerySet
from governance.presentation import Tone
from governance.records import ProcessModel

OPEN = ("filed", "accepted", "assigned", "opened", "partly", "refused")
#: A bureau has said what it does.
DECIDED = ("opened", "partly", "refused", "replied", "closed")
PUBLISHED_REPLY = ("replied", "closed", "declined")


class DataRequest(ProcessModel):
    """What somebody wants to have opened, from the request to the public reply."""

    inbox_title: ClassVar[str] = "title"
    inbox_organisation: ClassVar[str] = "bureau__name"
    #: The trail tells of the case, never of how its requester can be reached.
    untold: ClassVar[frozenset[str]] = frozenset({"contact"})

    class Status(models.TextChoices):
        FILED = "filed", _("待受理")
        ACCEPTED = "accepted", _("已受理")
        ASSIGNED = "assigned", _("已分派，单位研究中")
        OPENED = "opened", _("拟开放，待答复")
        PARTLY = "partly", _("拟部分开放，待答复")
        REFUSED = "refused", _("拟不予开放，待答复")
        REPLIED = "replied", _("已答复")
        CLOSED = "closed", _("已办结")
        DECLINED = "declined", _("不予受理")

    class Outcome(models.TextChoices):
        OPENED = "opened", _("已开放")
        PARTLY = "partly", _("部分开放")
        REFUSED = "refused", _("不予开放")

    TONES: ClassVar[dict[str, Tone]] = {
        Status.FILED: Tone.WAIT,
        Status.ACCEPTED: Tone.GO,
        Status.ASSIGNED: Tone.GO,
        Status.OPENED: Tone.GO,
        Status.PARTLY: Tone.GO,
        Status.REFUSED: Tone.GO,
        Status.REPLIED: Tone.OK,
        Status.DECLINED: Tone.OFF,
    }

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.FILED, editable=False
    )
    number = models.CharField(_("编号"), max_length=40, unique=True, editable=False)
    title = models.CharField(_("想要的数据"), max_length=120)
    purpose = models.TextField(_("用来做什么"), max_length=2000)
    theme = models.CharField(_("主题"), max_length=60, blank=True)
    contact = models.CharField(_("联系方式"), max_length=120, blank=True)
    words_digest = models.CharField(_("内容的摘要值"), max_length=64, editable=False)
    filed_on = models.DateField(_("提出日期"), editable=False)
    accepted_on = models.DateField(_("受理日期"), null=True, blank=True, editable=False)
    is_livelihood = models.BooleanField(_("与民生紧密相关"), default=False, editable=False)
    bureau = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="data_requests",
        verbose_name=_("承办单位"),
    )
    outcome = models.CharField(
        _("办理结果"), max_length=16, choices=Outcome, blank=True, editable=False
    )
    resource = models.ForeignKey(
        DataResource,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="answered_requests",
        verbose_name=_("满足需求的资源"),
    )
    opinion = models.TextField(_("承办单位意见"), blank=True, editable=False)
    decided_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("承办人"),
    )
    reply = models.TextField(_("公开答复"), blank=True, editable=False)
    replied_on = models.DateField(_("答复日期"), null=True, blank=True, editable=False)

    objects: ClassVar[Any] = DataRequestQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = _("开放需求")
        verbose_name_plural = _("开放需求")
        ordering = ("-filed_on", "-pk")
        permissions = (
            ("track_datarequest", _("查询开放需求的办理进度")),
            ("follow_datarequest", _("查看开放需求的办理")),
            ("receive_datarequest", _("受理、分派和答复开放需求")),
            ("decide_datarequest", _("提出开放需求的办理意见")),
            ("contact_datarequest", _("查看开放需求的联系方式")),
        )
        indexes = (
            models.Index(fields=("status", "-filed_on"), name="datarequest_by_state"),
            models.Index(fields=("theme", "status"), name="datarequest_by_theme"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("words_digest",),
                condition=Q(status__in=OPEN),
                name="datarequest_same_words_are_one_open_case",
                violation_error_message=_("这项需求已经收到，正在办理，不用重复提交。"),
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(purpose="") & ~Q(words_digest=""),
                name="datarequest_says_what_and_what_for",
                violation_error_message=_("请写明想要什么数据、用来做什么。"),
            ),
            models.CheckConstraint(
                condition=Q(status__in=("filed", "accepted", "declined")) | Q(bureau__isnull=False),
                name="datarequest_is_assigned_to_a_bureau",
                violation_error_message=_("分派开放需求须指定承办单位。"),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=DECIDED)
                | (~Q(outcome="") & ~Q(opinion="") & Q(decided_by__isnull=False)),
                name="datarequest_decision_states_who_and_why",
                violation_error_message=_("办理开放需求须记录结果、意见和承办人。"),
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=("opened", "partly")) | Q(resource__isnull=False),
                name="datarequest_opening_names_the_resource",
                violation_error_message=_("开放或者部分开放的，须指明满足需求的资源。"),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=PUBLISHED_REPLY)
                | (~Q(reply="") & Q(replied_on__isnull=False)),
                name="datarequest_is_not_ended_without_a_reply",
                violation_error_message=_("办结开放需求须有公开答复和答复日期。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}" if self.number else self.title

    def get_absolute_url(self) -> str:
        return reverse("catalog:data_request", args=[self.number])

    @property
    def clock_started_on(self) -> date | None:
        """The term of the reply counts from the acceptance, whoever works on it."""
        return self.accepted_on if self.due_rule == "demand.reply" else self.status_since
