"""The application for registration: seven blocks and the procedure that they go through (26号 第七条至第十二条)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog import vocabulary
from catalog.models.resources import DataResource
from governance.querysets import PolicyQuerySet
from governance.records import ProcessModel

PERSON: dict[str, Any] = {
    "on_delete": models.PROTECT,
    "null": True,
    "blank": True,
    "editable": False,
    "related_name": "+",
}


class RegistrationApplication(ProcessModel):
    """What a registrant files with the registry."""

    inbox_title: ClassVar[str] = "data_name"
    inbox_organisation: ClassVar[str] = "registrant__name"

    class Status(models.TextChoices):
        DRAFT = "draft", _("草稿")
        SUBMITTED = "submitted", _("待受理")
        RETURNED = "returned", _("待补正")
        REFUSED = "refused", _("不予受理")
        IN_REVIEW = "in_review", _("形式审核中")
        FAILED = "failed", _("审核未通过")
        REVIEWED = "reviewed", _("审核通过，待公示")
        NOTICE = "notice", _("公示中")
        OBJECTED = "objected", _("异议处理中")
        TERMINATED = "terminated", _("已终止登记")
        CODED = "coded", _("已赋码")

    class Kind(models.TextChoices):
        FIRST = "first", _("首次登记")
        CHANGE = "change", _("变更登记")
        CORRECTION = "correction", _("更正登记")
        CANCELLATION = "cancellation", _("注销登记")
        RENEWAL = "renewal", _("续展登记")

    class RiskLevel(models.TextChoices):
        LOW = "low", _("低风险")
        MEDIUM = "medium", _("中风险")
        HIGH = "high", _("高风险")

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.DRAFT, editable=False
    )
    kind = models.CharField(
        _("登记类型"), max_length=16, choices=Kind, default=Kind.FIRST, editable=False
    )
    registry = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        related_name="received_applications",
        verbose_name=_("登记机构"),
    )

    # Block 1: the registrant.
    registrant = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        related_name="registration_applications",
        verbose_name=_("登记主体"),
    )
    legal_representative = models.CharField(_("法定代表人或者负责人"), max_length=60, blank=True)
    address = models.CharField(_("住所"), max_length=200, blank=True)
    contact_name = models.CharField(_("联系人"), max_length=60, blank=True)
    contact_phone = models.CharField(_("联系电话"), max_length=60, blank=True)

    # Block 2: lawful source.
    acquisition = models.CharField(
        _("取得方式"), max_length=16, choices=vocabulary.Acquisition, blank=True
    )
    legal_basis = models.TextField(_("合法合规依据"), blank=True)
    provider_consent = models.TextField(_("数据提供方的同意文件"), blank=True)
    has_personal_data = models.BooleanField(_("是否含个人信息"), default=False)
    personal_data_basis = models.TextField(_("处理个人信息的依据或者匿名化说明"), blank=True)

    # Block 3: the data resource; name and abstract are two of the four public columns.
    resource = models.ForeignKey(
        DataResource,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="registration_applications",
        verbose_name=_("公共数据资源"),
    )
    data_name = models.CharField(_("登记数据名称"), max_length=200)
    data_abstract = models.TextField(_("数据内容简介"), blank=True)
    volume = models.CharField(_("数据规模"), max_length=100, blank=True)
    time_span = models.CharField(_("时间范围"), max_length=100, blank=True)
    spatial_range = models.CharField(_("空间范围"), max_length=100, blank=True)
    provision_mode = models.CharField(_("提供方式"), max_length=100, blank=True)

    # Block 4, evidence, is the table Evidence.

    # Block 5: products and services.
    product_name = models.CharField(_("产品和服务名称"), max_length=200, blank=True)
    product_description = models.TextField(_("产品和服务说明"), blank=True)

    # Block 6: where it is used.
    scenario = models.CharField(_("应用场景"), max_length=200, blank=True)
    scenario_description = models.TextField(_("应用场景说明"), blank=True)

    # Block 7: security risk assessment.
    risk_assessor = models.CharField(_("安全风险评估单位"), max_length=120, blank=True)
    risk_assessed_on = models.DateField(_("安全风险评估日期"), null=True, blank=True)
    risk_level = models.CharField(_("风险等级"), max_length=8, choices=RiskLevel, blank=True)
    risk_conclusion = models.TextField(_("评估结论和措施"), blank=True)
    risk_report = models.ForeignKey(
        "governance.Attachment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("安全风险评估报告"),
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
    received_on = models.DateField(_("收到日期"), null=True, blank=True, editable=False)
    accepted_by = models.ForeignKey("accounts.User", verbose_name=_("受理人"), **PERSON)
    accepted_on = models.DateField(_("受理日期"), null=True, blank=True, editable=False)
    reviewed_by = models.ForeignKey("accounts.User", verbose_name=_("形式审核人"), **PERSON)
    reviewed_on = models.DateField(_("形式审核日期"), null=True, blank=True, editable=False)
    outcome_reason = models.TextField(_("办理结果的理由"), blank=True, editable=False)

    objects: ClassVar[Any] = PolicyQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = _("登记申请")
        verbose_name_plural = _("登记申请")
        ordering = ("-updated_at", "-pk")
        permissions = (
            ("file_registrationapplication", _("业务审核并提交登记申请")),
            ("receive_registrationapplication", _("受理登记申请")),
            ("review_registrationapplication", _("形式审核登记申请")),
            ("code_registrationapplication", _("公示和赋码")),
            ("object_registrationapplication", _("对登记公示提出异议")),
            ("settle_registrationapplication", _("异议处理后终止或者恢复登记")),
        )
        indexes = (models.Index(fields=("registry", "status"), name="application_by_queue"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(status="draft")
                | (Q(submission__gt=0) & Q(undertaking_signed_on__isnull=False)),
                name="application_is_filed_with_a_signed_undertaking",
                violation_error_message=_("提交登记申请须先签署承诺书。"),
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(internally_reviewed_on__isnull=False),
                name="application_is_filed_after_internal_review",
                violation_error_message=_("提交登记申请须先通过本单位业务审核。"),
            ),
            models.CheckConstraint(
                condition=Q(status="draft")
                | (~Q(data_abstract="") & ~Q(legal_basis="") & ~Q(risk_conclusion="")),
                name="application_blocks_are_complete_once_filed",
                violation_error_message=_(
                    "提交前须填写数据内容简介、合法合规依据和安全风险评估结论。"
                ),
            ),
            models.CheckConstraint(
                condition=Q(has_personal_data=False)
                | Q(status="draft")
                | ~Q(personal_data_basis=""),
                name="application_with_personal_data_states_its_basis",
                violation_error_message=_("含个人信息的，须写明处理依据或者匿名化情况。"),
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("submitted_by")),
                name="application_reviewer_is_not_the_applicant",
                violation_error_message=_("形式审核人不得是申请的提交人，请由另一人审核。"),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("refused", "failed", "terminated"))
                | ~Q(outcome_reason=""),
                name="application_negative_outcome_states_reason",
                violation_error_message=_("不予受理、审核未通过和终止登记须写明理由。"),
            ),
            models.UniqueConstraint(
                fields=("resource",),
                condition=Q(
                    kind="first",
                    status__in=("submitted", "in_review", "reviewed", "notice", "objected"),
                ),
                name="application_is_the_only_open_one_of_its_resource",
                violation_error_message=_("这一资源已有正在办理的首次登记申请，请勿重复提交。"),
            ),
        )

    def __str__(self) -> str:
        return self.data_name

    @property
    def deadline_region_code(self) -> str:
        """The registry's region: its deadlines apply."""
        return self.registry.region_id or ""
