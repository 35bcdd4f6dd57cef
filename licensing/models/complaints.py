"""Complaints about operators: over-scope use, monopoly, unfair competition; who complains stays sealed (意见（五）)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.presentation import Tone
from governance.querysets import PolicyQuerySet
from governance.records import GovernedModel, ProcessModel

ACCEPTED = ("accepted", "investigating", "decided", "answered", "closed")
DECIDED = ("decided", "answered", "closed")
ANSWERED = ("answered", "closed")


class ComplaintQuerySet(PolicyQuerySet):
    def open(self) -> "ComplaintQuerySet":
        """Received and not answered yet: the same words again are the same case."""
        return self.filter(status__in=Complaint.OPEN)


class Complaint(ProcessModel):
    """What somebody complains of, from the receipt to the published outcome."""

    inbox_title: ClassVar[str] = "number"
    inbox_organisation: ClassVar[str] = "operator__name"
    #: What was handed in may be called by somebody's name: it goes the way of the contact.
    FILE_PERMISSIONS: ClassVar[dict[str, str]] = {"file": "licensing.contact_complaint"}
    #: The trail tells of the case, never what would lead to its author.
    untold: ClassVar[frozenset[str]] = frozenset({"code", "file", "what", "wanted", "words_digest"})

    class Kind(models.TextChoices):
        OUT_OF_SCOPE = "out_of_scope", _("超范围使用数据")
        MONOPOLY = "monopoly", _("垄断")
        UNFAIR_COMPETITION = "unfair_competition", _("不正当竞争")
        UNFAIR_SERVICE = "unfair_service", _("不公平服务或者收费")
        OTHER = "other", _("其他")

    class Outcome(models.TextChoices):
        FOUNDED = "founded", _("属实")
        PARTLY = "partly", _("部分属实")
        UNFOUNDED = "unfounded", _("不属实")

    class Status(models.TextChoices):
        FILED = "filed", _("待受理")
        DECLINED = "declined", _("不予受理")
        ACCEPTED = "accepted", _("已受理")
        INVESTIGATING = "investigating", _("调查中")
        DECIDED = "decided", _("已作出处理，待答复")
        ANSWERED = "answered", _("已答复")
        CLOSED = "closed", _("已办结")

    OPEN = frozenset({Status.FILED, Status.ACCEPTED, Status.INVESTIGATING, Status.DECIDED})
    TONES: ClassVar[dict[str, Tone]] = {
        Status.FILED: Tone.WAIT,
        Status.DECLINED: Tone.OFF,
        Status.ACCEPTED: Tone.GO,
        Status.INVESTIGATING: Tone.GO,
        Status.DECIDED: Tone.GO,
        Status.ANSWERED: Tone.OK,
        Status.CLOSED: Tone.OK,
    }

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.FILED, editable=False
    )
    number = models.CharField(_("编号"), max_length=40, unique=True, editable=False)
    code = models.CharField(_("查询码"), max_length=12, editable=False)
    kind = models.CharField(_("投诉举报类型"), max_length=24, choices=Kind)
    operator = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        related_name="complaints",
        verbose_name=_("被投诉的运营机构"),
    )
    authority = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        related_name="handled_complaints",
        editable=False,
        verbose_name=_("办理单位"),
    )
    licence = models.ForeignKey(
        "licensing.Licence",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="complaints",
        verbose_name=_("涉及的授权运营协议"),
    )
    what = models.TextField(_("投诉举报内容"), max_length=2000)
    wanted = models.TextField(_("诉求"), max_length=2000, blank=True)
    file = models.ForeignKey(
        "governance.Attachment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("附件"),
    )
    is_named = models.BooleanField(_("实名"), default=False, editable=False)
    words_digest = models.CharField(_("内容的摘要值"), max_length=64, editable=False)
    filed_on = models.DateField(_("收到日期"), editable=False)
    accepted_on = models.DateField(_("受理日期"), null=True, editable=False)
    investigator = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("调查人员"),
    )
    statement = models.TextField(_("被投诉单位的说明"), blank=True, editable=False)
    inspection = models.ForeignKey(
        "licensing.Inspection",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="complaints",
        verbose_name=_("由此开展的检查"),
    )
    incident = models.ForeignKey(
        "licensing.Incident",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="complaints",
        verbose_name=_("由此登记的事件"),
    )
    outcome = models.CharField(
        _("处理结论"), max_length=16, choices=Outcome, blank=True, editable=False
    )
    findings = models.TextField(_("查明的事实"), blank=True, editable=False)
    measures = models.TextField(_("处理措施"), blank=True, editable=False)
    public_words = models.TextField(_("公开摘要"), blank=True, editable=False)
    decided_by = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("处理人"),
    )
    decided_on = models.DateField(_("处理日期"), null=True, editable=False)
    answer = models.TextField(_("答复"), blank=True, editable=False)
    answered_on = models.DateField(_("答复日期"), null=True, editable=False)

    objects: ClassVar[Any] = ComplaintQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("投诉举报")
        ordering = ("-filed_on", "-pk")
        permissions = (
            ("track_complaint", _("凭编号和查询码查询进度")),
            ("list_complaint", _("查看公开的处理结果")),
            ("handle_complaint", _("办理投诉举报")),
            ("decide_complaint", _("对投诉举报作出处理")),
            ("contact_complaint", _("查看投诉举报人信息和附件")),
        )
        indexes = (models.Index(fields=("status", "due_on"), name="complaint_by_deadline"),)
        constraints = (
            models.UniqueConstraint(
                fields=("operator", "words_digest"),
                condition=Q(status__in=("filed", "accepted", "investigating", "decided")),
                name="complaint_same_words_are_one_open_case",
                violation_error_message=_("这件投诉举报已经收到，正在办理，不用重复提交。"),
            ),
            models.CheckConstraint(
                condition=~Q(what="") & ~Q(code=""),
                name="complaint_says_what_it_is_about",
                violation_error_message=_("请写明投诉举报的内容。"),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("investigating", "decided", "answered", "closed"))
                | Q(accepted_on__isnull=False, investigator__isnull=False),
                name="complaint_is_investigated_by_somebody",
                violation_error_message=_("调查投诉举报须记录受理日期和调查人员。"),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=DECIDED)
                | (
                    Q(outcome__in=("founded", "partly", "unfounded"))
                    & ~Q(findings="")
                    & ~Q(public_words="")
                    & Q(decided_by__isnull=False, decided_on__isnull=False)
                ),
                name="complaint_decision_states_facts_and_outcome",
                violation_error_message=_("处理投诉举报须记录结论、查明的事实、公开摘要和处理人。"),
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("investigator")),
                name="complaint_is_decided_by_another_person",
                violation_error_message=_(
                    "调查人员不得对自己调查的投诉举报作出处理，请由另一人处理。"
                ),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("answered", "closed", "declined"))
                | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="complaint_is_not_ended_without_an_answer",
                violation_error_message=_("办结投诉举报或者不予受理须有答复和答复日期。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.get_kind_display()}".strip()

    def get_absolute_url(self) -> str:
        return reverse("admin:licensing_complaint_change", args=(self.pk,))

    @property
    def receipt(self) -> str:
        """What the reporter keeps: nobody guesses it from the number alone."""
        return f"{self.number}-{self.code}"

    @property
    def tracking_url(self) -> str:
        """Where the reporter follows the case."""
        return reverse("licensing:complaint", args=(self.receipt,))

    @property
    def deadline_region_code(self) -> str:
        """The region of the authority that handles it."""
        return self.authority.region_id or ""


class ComplaintReporter(GovernedModel):
    """Who complains and how to reach him: kept apart, opened only on record and only to who handles the case."""

    untold: ClassVar[frozenset[str]] = frozenset({"name", "contact"})

    complaint = models.OneToOneField(
        Complaint, models.PROTECT, related_name="reporter", verbose_name=_("投诉举报")
    )
    name = models.CharField(_("姓名或者单位名称"), max_length=120, blank=True)
    contact = models.CharField(_("联系方式"), max_length=120, blank=True)

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("投诉举报人")

    def __str__(self) -> str:
        return str(_("投诉举报人信息（密封）"))
