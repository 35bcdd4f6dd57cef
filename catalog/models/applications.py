"""The application for registration and the procedure that it goes through (26号 第七条至第十五条)."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog import vocabulary
from catalog.models.application_laws import APPLICATION_LAWS, CODED_KINDS, OPEN
from catalog.models.seven_blocks import FILE, SevenBlocks
from governance.querysets import PolicyQuerySet
from governance.records import ProcessModel

PERSON: dict[str, Any] = {
    "on_delete": models.PROTECT,
    "null": True,
    "blank": True,
    "editable": False,
    "related_name": "+",
}


class RegistrationApplication(SevenBlocks, ProcessModel):
    """What a registrant, or an interested party for a correction, files with the registry."""

    inbox_title: ClassVar[str] = "data_name"
    inbox_organisation: ClassVar[str] = "registrant__name"
    TONES: ClassVar[dict[str, str]] = {"completed": "ok"}
    OPEN: ClassVar[tuple[str, ...]] = OPEN

    class Status(models.TextChoices):
        DRAFT = "draft", _("草稿")
        SUBMITTED = "submitted", _("待受理")
        RETURNED = "returned", _("待补正")
        REFUSED = "refused", _("不予受理")
        IN_REVIEW = "in_review", _("形式审核中")
        FAILED = "failed", _("审核未通过")
        REVIEWED = "reviewed", _("审核通过")
        NOTICE = "notice", _("公示中")
        OBJECTED = "objected", _("异议处理中")
        TERMINATED = "terminated", _("已终止登记")
        CODED = "coded", _("已赋码")
        COMPLETED = "completed", _("已办结")
        WITHDRAWN = "withdrawn", _("已撤回申请")

    class Kind(models.TextChoices):
        FIRST = "first", _("首次登记")
        CHANGE = "change", _("变更登记")
        CORRECTION = "correction", _("更正登记")
        CANCELLATION = "cancellation", _("注销登记")
        RENEWAL = "renewal", _("续展登记")

    SubjectKind = vocabulary.SubjectKind
    CancellationGround = vocabulary.CancellationGround

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.DRAFT, editable=False
    )
    kind = models.CharField(_("登记类型"), max_length=16, choices=Kind, default=Kind.FIRST)
    subject_kind = models.CharField(
        _("登记对象"),
        max_length=16,
        choices=vocabulary.SubjectKind,
        default=vocabulary.SubjectKind.RESOURCE,
    )
    registry = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        related_name="received_applications",
        verbose_name=_("登记机构"),
        help_text=_("按登记主体的层级和所在地选择。"),
    )

    # What a change, correction, cancellation or renewal is about (26号 第九条、第十五条).
    about = models.ForeignKey(
        "catalog.Registration",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="later_applications",
        verbose_name=_("所针对的登记"),
        help_text=_("变更、更正、注销和续展登记填写。"),
    )
    change_summary = models.TextField(
        _("申请事由"), blank=True, help_text=_("写明改什么、为什么改，或者为什么注销。")
    )
    cancellation_ground = models.CharField(
        _("注销情形"), max_length=16, choices=vocabulary.CancellationGround, blank=True
    )
    renewal_ends_on = models.DateField(
        _("申请续展至"),
        null=True,
        blank=True,
        help_text=_("不填的，续展至可以续展的最后一天；每次续展不超过3年。"),
    )
    is_by_interested_party = models.BooleanField(_("由利害关系人申请"), default=False)
    applicant = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="claimed_corrections",
        verbose_name=_("利害关系人所在单位"),
        help_text=_("利害关系人没有账号的，由登记机构窗口代为录入，不填这一项。"),
    )
    interested_party = models.CharField(_("利害关系人姓名或者名称"), max_length=120, blank=True)
    interest = models.TextField(_("利害关系"), blank=True)
    consent_file = models.ForeignKey(
        "governance.Attachment", verbose_name=_("登记主体的书面同意"), **FILE
    )
    error_evidence = models.TextField(_("证明登记有误的证据"), blank=True)
    error_evidence_file = models.ForeignKey(
        "governance.Attachment", verbose_name=_("证据材料"), **FILE
    )

    # Before filing: the registrant's own review and its undertaking (26号 第七条).
    internal_reviewer = models.ForeignKey("accounts.User", verbose_name=_("业务审核人"), **PERSON)
    internally_reviewed_on = models.DateField(
        _("业务审核日期"), null=True, blank=True, editable=False
    )
    internal_opinion = models.TextField(_("业务审核意见"), blank=True, editable=False)
    reviewed_version = models.PositiveIntegerField(
        _("业务审核时的版本"), null=True, blank=True, editable=False
    )
    undertaking_signed_on = models.DateField(
        _("承诺书签署日期"), null=True, blank=True, editable=False
    )
    undertaking_signer = models.CharField(
        _("承诺书签署人"), max_length=60, blank=True, editable=False
    )

    # The registry's desk.
    submission = models.PositiveSmallIntegerField(_("提交次数"), default=0, editable=False)
    submitted_by = models.ForeignKey("accounts.User", verbose_name=_("提交人"), **PERSON)
    first_received_on = models.DateField(_("首次收到日期"), null=True, blank=True, editable=False)
    received_on = models.DateField(_("收到日期"), null=True, blank=True, editable=False)
    accepted_by = models.ForeignKey("accounts.User", verbose_name=_("受理人"), **PERSON)
    accepted_on = models.DateField(_("受理日期"), null=True, blank=True, editable=False)
    reviewed_by = models.ForeignKey("accounts.User", verbose_name=_("形式审核人"), **PERSON)
    reviewed_on = models.DateField(_("形式审核日期"), null=True, blank=True, editable=False)
    needs_notice = models.BooleanField(
        _("是否公示"), default=True, editable=False, help_text=_("审核通过时按本地登记实务确定。")
    )
    outcome_reason = models.TextField(_("办理结果的理由"), blank=True, editable=False)

    objects: ClassVar[Any] = PolicyQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = _("登记申请")
        verbose_name_plural = _("登记申请")
        ordering = ("-updated_at", "-pk")
        permissions = (
            ("file_registrationapplication", _("业务审核并提交登记申请")),
            ("withdraw_registrationapplication", _("撤回登记申请")),
            ("receive_registrationapplication", _("受理登记申请")),
            ("review_registrationapplication", _("形式审核登记申请")),
            ("announce_registrationapplication", _("公示登记申请")),
            ("code_registrationapplication", _("赋码")),
            ("correct_registrationapplication", _("更正登记内容")),
            ("cancel_registrationapplication", _("办理注销登记")),
            ("object_registrationapplication", _("对登记公示提出异议")),
            ("settle_registrationapplication", _("异议处理后终止或者恢复登记")),
            ("lapse_registrationapplication", _("终止针对已失效登记的申请")),
        )
        indexes = (models.Index(fields=("registry", "status"), name="application_by_queue"),)
        constraints = APPLICATION_LAWS

    def __str__(self) -> str:
        return self.data_name

    @property
    def deadline_region_code(self) -> str:
        """The registry's region: its deadlines apply."""
        return self.registry.region_id or ""

    @property
    def clock_started_on(self) -> date | None:
        """Some terms count on while the state changes: from acceptance, or from the end of the notice."""
        if self.due_rule in ("reg.review", "reg.cancel"):
            return self.accepted_on
        if self.due_rule == "reg.code" and self.status == self.Status.NOTICE:
            return self._coding_due_since()
        return self.status_since

    def _coding_due_since(self) -> date | None:
        """The last day of the notice or, where an objection ended later, that day."""
        ended: date = self.notice.ends_on
        return max(ended, self.status_since) if self.status_since else ended

    @property
    def is_coded_kind(self) -> bool:
        """Whether the kind leads to a registration of its own."""
        return self.kind in CODED_KINDS

    @property
    def is_about_product(self) -> bool:
        """Whether a product is registered, not a resource."""
        return self.subject_kind == vocabulary.SubjectKind.PRODUCT
