"""Incidents in the use of licensed data and what was done about them (27号 第十四条第八项、第二十一条)."""

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.presentation import Tone
from governance.querysets import PolicyQuerySet
from governance.records import GovernedModel, ProcessModel


class IncidentQuerySet(PolicyQuerySet):
    def open(self) -> "IncidentQuerySet":
        """Reported and not brought to an end."""
        return self.filter(status__in=Incident.OPEN)

    def true(self) -> "IncidentQuerySet":
        """All but the false alarms."""
        return self.exclude(status=Incident.Status.DISMISSED)


class Incident(ProcessModel):
    """Something went wrong under a licence: reported, handled, resolved, and closed by another person."""

    inbox_title: ClassVar[str] = "number"
    inbox_organisation: ClassVar[str] = "licence__operator__name"

    class Kind(models.TextChoices):
        OUT_OF_SCOPE = "out_of_scope", _("超范围使用")
        LEAK = "leak", _("泄露")
        INTERRUPTION = "interruption", _("服务中断")
        TAMPERING = "tampering", _("篡改")
        OVERCHARGE = "overcharge", _("违规收费")
        OTHER = "other", _("其他")

    class Severity(models.TextChoices):
        EXTRAORDINARY = "extraordinary", _("特别重大")
        MAJOR = "major", _("重大")
        SERIOUS = "serious", _("较大")
        ORDINARY = "ordinary", _("一般")

    class Source(models.TextChoices):
        SYSTEM = "system", _("系统发现")
        OPERATOR = "operator", _("运营机构报告")
        SUPERVISOR = "supervisor", _("监管发现")
        COMPLAINT = "complaint", _("投诉举报")

    class Status(models.TextChoices):
        REPORTED = "reported", _("待处置")
        HANDLING = "handling", _("处置中")
        RESOLVED = "resolved", _("处置完成，待办结")
        CLOSED = "closed", _("已办结")
        DISMISSED = "dismissed", _("误报")

    OPEN = frozenset({Status.REPORTED, Status.HANDLING, Status.RESOLVED})
    #: Grave enough to be told to the data authority and the cyberspace administration.
    GRAVE = frozenset({Severity.EXTRAORDINARY, Severity.MAJOR, Severity.SERIOUS})

    TONES: ClassVar[dict[str, Tone]] = {
        Status.REPORTED: Tone.BAD,
        Status.HANDLING: Tone.WARN,
        Status.RESOLVED: Tone.GO,
        Status.CLOSED: Tone.OK,
        Status.DISMISSED: Tone.OFF,
    }

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.REPORTED, editable=False
    )
    number = models.CharField(_("事件编号"), max_length=40, unique=True, editable=False)
    licence = models.ForeignKey(
        "licensing.Licence",
        models.PROTECT,
        related_name="incidents",
        verbose_name=_("授权运营协议"),
    )
    product = models.ForeignKey(
        "licensing.Product",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="incidents",
        verbose_name=_("涉及的产品"),
    )
    resource = models.ForeignKey(
        "catalog.DataResource",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="incidents",
        verbose_name=_("涉及的数据资源"),
    )
    kind = models.CharField(_("事件类型"), max_length=16, choices=Kind)
    severity = models.CharField(
        _("事件级别"), max_length=16, choices=Severity, default=Severity.ORDINARY
    )
    what = models.TextField(_("事件经过"), max_length=4000)
    effect = models.TextField(_("影响"), max_length=4000, blank=True)
    found_on = models.DateField(_("发现日期"))
    found_by = models.CharField(_("发现途径"), max_length=16, choices=Source, editable=False)
    reported_on = models.DateField(_("报告日期"), editable=False)
    words_digest = models.CharField(_("经过的摘要值"), max_length=64, editable=False)
    touches_persons = models.BooleanField(_("涉及个人信息"), default=False)
    handling_since = models.DateField(_("启动处置日期"), null=True, editable=False)
    cause = models.TextField(_("根本原因"), blank=True, editable=False)
    prevention = models.TextField(_("防止再次发生的措施"), blank=True, editable=False)
    not_told_because = models.TextField(_("不通知个人的理由"), blank=True, editable=False)
    resolved_by = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("处置人"),
    )
    resolved_on = models.DateField(_("处置完成日期"), null=True, editable=False)
    closed_by = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("办结人"),
    )
    closed_on = models.DateField(_("办结日期"), null=True, editable=False)
    conclusion = models.TextField(_("办结意见"), blank=True, editable=False)

    objects: ClassVar[Any] = IncidentQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("事件和应急处置")
        ordering = ("-reported_on", "-pk")
        permissions = (
            ("lead_incident", _("启动处置和调整级别")),
            ("dismiss_incident", _("认定误报")),
            ("handle_incident", _("处置事件")),
            ("close_incident", _("办结事件")),
        )
        indexes = (
            models.Index(fields=("status", "severity"), name="incident_by_state_and_severity"),
        )
        constraints = (
            models.CheckConstraint(
                condition=~Q(what="") & Q(found_on__lte=F("reported_on")),
                name="incident_says_what_was_found_and_when",
                violation_error_message=_(
                    "报告事件须写明经过，发现日期不得晚于报告日期，请核对后再提交。"
                ),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("handling", "resolved", "closed"))
                | Q(handling_since__isnull=False),
                name="incident_in_hand_says_since_when",
                violation_error_message=_("处置中的事件须记录启动处置的日期。"),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("resolved", "closed"))
                | (
                    ~Q(cause="")
                    & ~Q(prevention="")
                    & Q(resolved_by__isnull=False, resolved_on__isnull=False)
                ),
                name="incident_resolved_states_its_cause",
                violation_error_message=_("处置完成须写明根本原因和防止再次发生的措施。"),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("closed", "dismissed"))
                | (~Q(conclusion="") & Q(closed_by__isnull=False, closed_on__isnull=False)),
                name="incident_ends_with_a_conclusion",
                violation_error_message=_("办结事件或者认定误报须记录办理人、日期和意见。"),
            ),
            models.CheckConstraint(
                condition=Q(closed_by=None)
                | (~Q(closed_by=F("resolved_by")) | Q(resolved_by=None)),
                name="incident_is_closed_by_another_person",
                violation_error_message=_("处置人不得办结自己处置的事件，请由另一人办结。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.get_kind_display()}".strip()

    def get_absolute_url(self) -> str:
        return reverse("admin:licensing_incident_change", args=(self.pk,))

    def clean(self) -> None:
        """A product belongs to the licence; the database holds them together too."""
        product = self.product
        if product is not None and product.licence_id != self.licence_id:
            raise ValidationError(
                {"product": _("所选产品不属于这份协议，请选择本协议下的产品或者留空。")}
            )

    @property
    def clock_started_on(self) -> date | None:
        """The handling counts from the day on which it began."""
        return self.handling_since or self.status_since

    @property
    def deadline_region_code(self) -> str:
        """The region of the licence's regulator: its deadlines apply."""
        return self.licence.deadline_region_code


class IncidentMeasure(GovernedModel):
    """Something that was done against an incident; once recorded it stands."""

    class Kind(models.TextChoices):
        STOP = "stop", _("停止使用或者断开接口")
        RECOVER = "recover", _("恢复数据或者服务")
        RECALL = "recall", _("收回或者销毁数据")
        REPAIR = "repair", _("修补漏洞")
        INVESTIGATE = "investigate", _("调查取证")
        OTHER = "other", _("其他措施")

    incident = models.ForeignKey(
        Incident, models.PROTECT, related_name="measures", verbose_name=_("事件")
    )
    kind = models.CharField(_("措施类型"), max_length=16, choices=Kind)
    what = models.TextField(_("措施内容"))
    taken_on = models.DateField(_("采取日期"))

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("处置措施")
        ordering = ("incident", "taken_on", "pk")

    def __str__(self) -> str:
        return f"{self.taken_on} {self.get_kind_display()}"


class IncidentNotice(GovernedModel):
    """Who was told of an incident, when and how (网络数据安全管理条例 第十一条; 个人信息保护法 第五十七条)."""

    class Recipient(models.TextChoices):
        AUTHORITY = "authority", _("数据主管部门")
        PROVIDER = "provider", _("数据提供单位")
        CYBERSPACE = "cyberspace", _("网信部门")
        POLICE = "police", _("公安机关")
        PERSONS = "persons", _("受影响的个人")
        CUSTOMERS = "customers", _("使用产品的单位")

    incident = models.ForeignKey(
        Incident, models.PROTECT, related_name="notices", verbose_name=_("事件")
    )
    recipient = models.CharField(_("报告或者通知对象"), max_length=16, choices=Recipient)
    name = models.CharField(_("单位名称或者人员范围"), max_length=120)
    way = models.CharField(_("方式"), max_length=120)
    told_on = models.DateField(_("报告或者通知日期"))

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("报告和通知")
        ordering = ("incident", "told_on", "pk")

    def __str__(self) -> str:
        return f"{self.told_on} {self.get_recipient_display()} {self.name}"
