"""Correction of shared data: a user says what is wrong, the provider verifies it (数据校核, 809号 第二十六条)."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.models.resources import DataResource
from governance.presentation import Tone
from governance.records import ProcessModel


class CorrectionRequest(ProcessModel):
    """What a user department found wrong in the data of another."""

    inbox_title: ClassVar[str] = "resource__name"
    inbox_organisation: ClassVar[str] = "applicant__name"

    class Status(models.TextChoices):
        DRAFT = "draft", _("草稿")
        SUBMITTED = "submitted", _("待校核")
        CORRECTED = "corrected", _("已更正")
        REFUSED = "refused", _("不予更正")
        WITHDRAWN = "withdrawn", _("已撤回")

    TONES: ClassVar[Any] = {Status.CORRECTED: Tone.OK}

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.DRAFT, editable=False
    )
    resource = models.ForeignKey(
        DataResource,
        on_delete=models.PROTECT,
        related_name="correction_requests",
        verbose_name=_("公共数据资源"),
    )
    applicant = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        related_name="correction_requests",
        verbose_name=_("申请单位"),
    )
    provider = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="correction_requests_received",
        verbose_name=_("提供单位"),
    )
    place = models.CharField(
        _("有误之处"), max_length=300, help_text=_("写明哪一数据项、哪些记录。")
    )
    problem = models.TextField(_("错在何处"), help_text=_("写明现有内容和应有内容。"))
    evidence = models.TextField(_("依据"), help_text=_("写明据以判断的证照、文书或者业务系统。"))
    evidence_file = models.ForeignKey(
        "governance.Attachment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("依据材料"),
    )
    received_on = models.DateField(_("收到日期"), null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("提交人"),
    )
    extended_from = models.DateField(_("原校核期限"), null=True, blank=True, editable=False)
    extension_reason = models.TextField(_("延期的理由"), blank=True, editable=False)
    answered_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("校核人"),
    )
    answered_on = models.DateField(_("校核日期"), null=True, blank=True, editable=False)
    answer = models.TextField(_("校核结果"), blank=True, editable=False)

    class Meta(ProcessModel.Meta):
        verbose_name = _("数据校核申请")
        verbose_name_plural = _("数据校核申请")
        ordering = ("-pk",)
        permissions = (
            ("file_correctionrequest", _("提交数据校核申请")),
            ("answer_correctionrequest", _("校核并答复")),
        )
        constraints = (
            models.CheckConstraint(
                condition=~Q(applicant=F("provider")),
                name="correctionrequest_is_made_to_another_body",
                violation_error_message=_("资源由本单位提供，请直接更正，不需要申请校核。"),
            ),
            models.CheckConstraint(
                condition=Q(status="draft")
                | Q(provider__isnull=False, received_on__isnull=False, submitted_by__isnull=False),
                name="correctionrequest_is_received_once_submitted",
                violation_error_message=_("提交数据校核申请须记录提供单位、收到日期和提交人。"),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("corrected", "refused"))
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_on__isnull=False)),
                name="correctionrequest_answer_states_who_and_what",
                violation_error_message=_("校核答复须记录校核人、日期和结果。"),
            ),
            models.CheckConstraint(
                condition=Q(answered_by=None) | ~Q(answered_by=F("submitted_by")),
                name="correctionrequest_is_not_answered_by_its_own_submitter",
                violation_error_message=_("本人提交的校核申请，不得由本人答复，请由另一人答复。"),
            ),
            models.CheckConstraint(
                condition=Q(extended_from=None) | ~Q(extension_reason=""),
                name="correctionrequest_extension_states_why",
                violation_error_message=_("延长校核期限须说明理由。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.resource}：{self.place}"

    @property
    def clock_started_on(self) -> date | None:
        """An extension counts from the original term."""
        return self.extended_from if self.due_rule == "share.correct_extend" else self.status_since

    @property
    def deadline_region_code(self) -> str:
        """The region of the provider, who owes the answer."""
        return (self.provider.region_id or "") if self.provider else ""
