"""Candidates of a selection: what they say of themselves and what was found of it (27号 第十二条; I-05)."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import uscc
from accounts.models.fields import UsccField
from governance.querysets import PolicyQuerySet
from governance.records import GovernedModel, ProcessModel
from licensing.models.selections import Selection, SelectionCondition


def proof(label: Any) -> models.ForeignKey[Any, Any]:
    """A file that proves a statement."""
    return models.ForeignKey(
        "governance.Attachment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
    )


class CandidateQuerySet(PolicyQuerySet):
    def standing(self) -> "CandidateQuerySet":
        """Handed in and not taken back."""
        return self.exclude(status__in=(Candidate.Status.DRAFT, Candidate.Status.WITHDRAWN))

    def admitted(self) -> "CandidateQuerySet":
        return self.filter(status=Candidate.Status.ADMITTED)


class Candidate(ProcessModel):
    """One applicant in one selection; an organisation of the portal, or one that is not there yet."""

    inbox_title: ClassVar[str] = "selection__name"
    inbox_organisation: ClassVar[str] = "name"

    class Status(models.TextChoices):
        DRAFT = "draft", _("填写中")
        SUBMITTED = "submitted", _("已提交，待审查")
        RETURNED = "returned", _("已退回补正")
        ADMITTED = "admitted", _("符合条件")
        REJECTED = "rejected", _("不符合条件")
        WITHDRAWN = "withdrawn", _("已撤回")
        WON = "won", _("拟选定")
        RESERVED = "reserved", _("候补")
        LOST = "lost", _("未选中")

    TONES: ClassVar[dict[str, str]] = {
        Status.ADMITTED: "ok",
        Status.WON: "ok",
        Status.RESERVED: "go",
        Status.LOST: "off",
    }

    OPEN_TO_EDITS = frozenset({Status.DRAFT, Status.RETURNED})
    RANKED = frozenset({Status.WON, Status.RESERVED, Status.LOST})

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.DRAFT, editable=False
    )
    selection = models.ForeignKey(
        Selection, models.PROTECT, related_name="candidates", verbose_name=_("遴选")
    )
    organisation = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="candidacies",
        verbose_name=_("本平台的单位"),
        help_text=_("书面递交申请、尚未加入本平台的单位留空。"),
    )
    name = models.CharField(_("申请单位名称"), max_length=200)
    uscc = UsccField(_("统一社会信用代码"), max_length=18)
    has_legal_personality = models.BooleanField(_("具有法人资格"), default=True)
    contact_person = models.CharField(_("联系人"), max_length=40, blank=True)
    contact_phone = models.CharField(_("联系电话"), max_length=40, blank=True)
    capability = models.TextField(_("技术和管理能力说明"), blank=True)
    capability_file = proof(_("技术和管理能力证明"))
    credit = models.TextField(_("商业信誉和信用说明"), blank=True)
    credit_file = proof(_("信用报告"))
    security = models.TextField(_("数据安全能力说明"), blank=True)
    security_file = proof(_("数据安全能力证明"))
    funds = models.TextField(_("资金实力说明"), blank=True)
    funds_file = proof(_("资金实力证明"))
    service = models.TextField(_("服务能力说明"), blank=True)
    service_file = proof(_("服务能力证明"))
    proposal = models.TextField(_("运营方案"), blank=True)
    proposal_file = proof(_("运营方案文件"))
    relations = models.TextField(
        _("与实施机构及其人员的关系"),
        blank=True,
        help_text=_("有投资、任职、亲属等关系的逐项说明；没有的写“无”。"),
    )
    undertaking_signer = models.CharField(_("承诺书签署人"), max_length=40, blank=True)
    undertaking_signed_on = models.DateField(_("承诺书签署日期"), null=True, blank=True)
    number = models.CharField(_("申请编号"), max_length=40, blank=True, editable=False)
    received_at = models.DateTimeField(_("收到时间"), null=True, editable=False)
    closes_at = models.DateTimeField(_("申请截止时间"), null=True, editable=False)
    supplements = models.PositiveSmallIntegerField(_("补正次数"), default=0, editable=False)
    remarks = models.JSONField(_("补正事项"), default=dict, blank=True, editable=False)
    returned_on = models.DateField(_("退回日期"), null=True, editable=False)
    examined_on = models.DateField(_("审查日期"), null=True, editable=False)
    total = models.DecimalField(
        _("总分"), max_digits=5, decimal_places=2, null=True, editable=False
    )
    rank = models.PositiveSmallIntegerField(_("名次"), null=True, editable=False)
    outcome_reason = models.TextField(_("结果的理由"), blank=True, editable=False)

    objects: ClassVar[Any] = CandidateQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("申请单位")
        ordering = ("selection", "pk")
        permissions = (
            ("submit_candidate", _("提交运营申请")),
            ("withdraw_candidate", _("撤回运营申请")),
            ("examine_candidate", _("审查申请单位的条件")),
            ("score_candidate", _("为申请单位评分")),
            ("settle_candidate", _("登记遴选的名次")),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    status__in=(
                        "draft", "submitted", "returned", "admitted", "rejected", "withdrawn",
                        "won", "reserved", "lost",
                    )
                ),
                name="candidate_status_is_known",
                violation_error_message=_("申请的状态不在规定的范围内，请由流程操作变更状态。"),
            ),
            models.CheckConstraint(
                condition=Q(status__in=("draft", "withdrawn"))
                | (Q(received_at__isnull=False) & ~Q(number="")),
                name="candidate_handed_in_has_a_receipt",
                violation_error_message=_("提交的申请须有收到时间和申请编号，请重新提交。"),
            ),
            models.CheckConstraint(
                condition=Q(received_at=None) | Q(received_at__lte=F("closes_at")),
                name="candidate_received_before_closing",
                violation_error_message=_("申请截止时间已过，不再接受申请。"),
            ),
            models.CheckConstraint(
                condition=Q(supplements__lte=1),
                name="candidate_is_returned_once",
                violation_error_message=_("补正只能一次性告知，不能再次退回，请直接审查。"),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("won", "reserved", "lost"))
                | Q(total__isnull=False, rank__isnull=False),
                name="candidate_outcome_rests_on_scores",
                violation_error_message=_("名次须由评分得出，请先完成评分。"),
            ),
            models.CheckConstraint(
                condition=~Q(status="rejected") | ~Q(outcome_reason=""),
                name="candidate_rejected_says_why",
                violation_error_message=_("不符合条件的，须写明理由，请补充。"),
            ),
            models.UniqueConstraint(
                fields=("selection", "uscc"),
                condition=~Q(status="withdrawn"),
                name="candidate_applies_once",
                violation_error_message=_("该单位在本次遴选中已有申请，请打开已有的申请。"),
            ),
            models.UniqueConstraint(
                fields=("number",),
                condition=~Q(number=""),
                name="candidate_number_is_unique",
                violation_error_message=_("申请编号已被使用，请重新提交。"),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name}（{self.selection.name}）"

    def get_absolute_url(self) -> str:
        return reverse("admin:licensing_candidate_change", args=(self.pk,))

    @property
    def deadline_region_code(self) -> str:
        """The region of the implementing body: its deadlines apply."""
        return self.selection.deadline_region_code

    @property
    def clock_started_on(self) -> date | None:
        """The examination counts from the closing, the supplement from its notice."""
        if self.status == self.Status.SUBMITTED and not self.supplements and self.closes_at:
            return closing_day(self.closes_at)
        return self.status_since

    def lock_first(self) -> models.QuerySet[Any] | None:
        """The selection: what happens about its candidates happens one after another."""
        selections: models.QuerySet[Any] = Selection._base_manager.filter(pk=self.selection_id)
        return selections

    def clean(self) -> None:
        """A code is a good one from the first draft on, or the very one under which the portal knows the applicant."""
        is_known = self.organisation is not None and self.organisation.uscc == self.uscc
        if self.organisation is not None and not is_known:
            raise ValidationError(
                {"uscc": _("统一社会信用代码须是申请单位自己的，请改为本单位的代码。")}
            )
        if self.uscc and not is_known and uscc.check(self.uscc) is not uscc.Verdict.OK:
            raise ValidationError(
                {"uscc": _("统一社会信用代码不符合编码规则，请核对 18 位代码后重新填写。")}
            )


def closing_day(closes_at: datetime) -> date:
    """The day in China on which a selection closes."""
    return timezone.localtime(closes_at, timezone.get_default_timezone()).date()


class CandidateCondition(GovernedModel):
    """What the examination found of one condition: met or not, with reason and proof."""

    class Verdict(models.TextChoices):
        MET = "met", _("符合")
        UNMET = "unmet", _("不符合")

    candidate = models.ForeignKey(
        Candidate, models.PROTECT, related_name="checks", verbose_name=_("申请单位")
    )
    condition = models.ForeignKey(
        SelectionCondition, models.PROTECT, related_name="checks", verbose_name=_("遴选条件")
    )
    verdict = models.CharField(_("审查结论"), max_length=8, choices=Verdict)
    reason = models.CharField(_("理由"), max_length=300, blank=True)
    file = proof(_("核查材料"))
    checked_on = models.DateField(_("审查日期"))

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("条件审查")
        ordering = ("candidate", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("candidate", "condition"),
                name="condition_is_checked_once",
                violation_error_message=_("这一条件已经审查，请勿重复登记。"),
            ),
            models.CheckConstraint(
                condition=Q(verdict="met") | (Q(verdict="unmet") & ~Q(reason="")),
                name="condition_unmet_says_why",
                violation_error_message=_("不符合条件的，须写明理由，请补充。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.condition} · {self.get_verdict_display()}"
