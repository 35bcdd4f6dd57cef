"""Risk assessments of a licence and its scope (网络数据安全管理条例 第三十一条、第三十三条; 27号 第二十一条)."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.querysets import PolicyQuerySet
from governance.records import GovernedModel, ProcessModel


class RiskAssessmentQuerySet(PolicyQuerySet["RiskAssessment"]):
    def confirmed(self) -> "RiskAssessmentQuerySet":
        return self.filter(status=RiskAssessment.Status.CONFIRMED)

    def standing(self, on: date) -> "RiskAssessmentQuerySet":
        """Confirmed by another person, and not yet out of date on the day."""
        return self.confirmed().filter(valid_until__gte=on)


class RiskAssessment(ProcessModel):
    """What a licence may do harm to, point by point, and whether it may be granted all the same."""

    inbox_title: ClassVar[str] = "licence__name"
    inbox_organisation: ClassVar[str] = "licence__implementing_body__name"

    class Kind(models.TextChoices):
        BEFORE_SIGNING = "before_signing", _("签订前评估")
        YEARLY = "yearly", _("年度评估")
        CHANGE = "change", _("变更评估")

    class Conclusion(models.TextChoices):
        ALLOWED = "allowed", _("可以")
        WITH_MEASURES = "with_measures", _("采取措施后可以")
        FORBIDDEN = "forbidden", _("不得")

    class Status(models.TextChoices):
        DRAFT = "draft", _("编制中")
        SUBMITTED = "submitted", _("待确认")
        CONFIRMED = "confirmed", _("已确认")
        SUPERSEDED = "superseded", _("已被替代")

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.DRAFT, editable=False
    )
    licence = models.ForeignKey(
        "licensing.Licence",
        models.PROTECT,
        related_name="risk_assessments",
        verbose_name=_("授权运营协议"),
    )
    kind = models.CharField(_("评估类型"), max_length=16, choices=Kind, default=Kind.BEFORE_SIGNING)
    assessor = models.CharField(
        _("评估单位和人员"), max_length=120, help_text=_("实际开展评估的单位和人员姓名。")
    )
    assessed_on = models.DateField(_("评估日期"))
    conclusion = models.CharField(_("评估结论"), max_length=16, choices=Conclusion)
    measures = models.TextField(
        _("须采取的措施"), blank=True, help_text=_("结论为“采取措施后可以”的，写明措施和责任人。")
    )
    file = models.ForeignKey(
        "governance.Attachment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("评估报告文件"),
    )
    predecessor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="successors",
        editable=False,
        verbose_name=_("上一次评估"),
    )
    analysis = models.ForeignKey(
        "licensing.LinkageAnalysis",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("所依据的汇聚关联分析"),
    )
    resource_ids = ArrayField(
        models.BigIntegerField(),
        default=list,
        editable=False,
        verbose_name=_("评估时的资源范围"),
    )
    submitted_by = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("提交人"),
    )
    confirmed_by = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("确认人"),
    )
    valid_until = models.DateField(_("有效期至"), null=True, blank=True, editable=False)

    objects: ClassVar[Any] = RiskAssessmentQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("风险评估")
        ordering = ("-assessed_on", "-pk")
        permissions = (
            ("submit_riskassessment", _("提交风险评估")),
            ("return_riskassessment", _("退回风险评估")),
            ("confirm_riskassessment", _("确认风险评估")),
            ("supersede_riskassessment", _("替代风险评估")),
            ("renew_riskassessment", _("开展年度风险评估")),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=("draft", "submitted", "confirmed", "superseded")),
                name="assessment_status_is_known",
                violation_error_message=_("风险评估的状态不在规定的范围内，请由流程操作变更状态。"),
            ),
            models.CheckConstraint(
                condition=Q(conclusion__in=("allowed", "with_measures", "forbidden")),
                name="assessment_conclusion_is_listed",
                violation_error_message=_("评估结论只能是可以、采取措施后可以或不得，请重新选择。"),
            ),
            models.CheckConstraint(
                condition=~Q(conclusion="with_measures") | ~Q(measures=""),
                name="assessment_with_measures_says_which",
                violation_error_message=_("结论为“采取措施后可以”的，须写明措施，请补充后再保存。"),
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | (Q(submitted_by__isnull=False) & ~Q(resource_ids=[])),
                name="assessment_submitted_names_its_scope",
                violation_error_message=_("提交的风险评估须记明资源范围，请由提交步骤办理。"),
            ),
            models.CheckConstraint(
                condition=Q(status__in=("draft", "submitted"))
                | Q(confirmed_by__isnull=False, valid_until__isnull=False),
                name="assessment_confirmed_by_somebody",
                violation_error_message=_("风险评估须由他人确认并记明有效期，请由确认步骤办理。"),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True)
                | (~Q(confirmed_by=F("submitted_by")) & ~Q(confirmed_by=F("created_by"))),
                name="assessment_confirmed_by_another_person",
                violation_error_message=_("编制或提交风险评估的人不能自己确认，请由他人办理。"),
            ),
            models.UniqueConstraint(
                fields=("licence",),
                condition=Q(status="confirmed"),
                name="one_standing_assessment_for_a_licence",
                violation_error_message=_("这份协议已有一份确认的风险评估，请先替代原有的一份。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.licence.name}{self.get_kind_display()}（{self.assessed_on}）"

    def lock_first(self) -> models.QuerySet[Any]:
        """Its licence: signing and confirming never wait for each other in a circle."""
        licences: Any = type(self)._meta.get_field("licence").related_model
        found: models.QuerySet[Any] = licences._base_manager.filter(pk=self.licence_id)
        return found

    @property
    def deadline_region_code(self) -> str:
        """The region of the licence's regulator."""
        return self.licence.deadline_region_code


class RiskPoint(GovernedModel):
    """One point of an assessment: what was found, how grave it is, what is done about it, and the proof."""

    class Point(models.TextChoices):
        LAWFUL = "lawful", _("目的、方式、范围合法、正当、必要")
        HARM = "harm", _("数据遭篡改、破坏、泄露或者非法获取、利用的风险")
        RECIPIENT = "recipient", _("接收方的诚信、守法情况")
        CONTRACT = "contract", _("协议的安全约束能否有效约束接收方")
        SAFEGUARDS = "safeguards", _("技术和管理措施能否有效防范风险")
        OTHER = "other", _("其他评估事项")
        LINKAGE = "linkage", _("汇聚关联风险")
        RAW_DATA = "raw_data", _("原始数据泄露风险")
        PERSONAL = "personal", _("个人信息保护影响评估")

    #: Asked of every assessment; the last point only where personal information is processed (PIPL 55).
    ALWAYS = (
        Point.LAWFUL,
        Point.HARM,
        Point.RECIPIENT,
        Point.CONTRACT,
        Point.SAFEGUARDS,
        Point.OTHER,
        Point.LINKAGE,
        Point.RAW_DATA,
    )

    class Level(models.TextChoices):
        LOW = "low", _("低")
        MIDDLE = "middle", _("中")
        HIGH = "high", _("高")

    assessment = models.ForeignKey(
        RiskAssessment, models.PROTECT, related_name="points", verbose_name=_("风险评估")
    )
    point = models.CharField(_("评估要点"), max_length=16, choices=Point)
    finding = models.TextField(_("评估发现"))
    level = models.CharField(_("风险程度"), max_length=8, choices=Level)
    measures = models.TextField(_("应对措施"), blank=True)
    evidence = models.ForeignKey(
        "governance.Attachment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("佐证材料"),
    )

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("评估要点")
        ordering = ("assessment", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("assessment", "point"),
                name="assessment_judges_a_point_once",
                violation_error_message=_("这一评估要点已经填写，请修改原有的一条。"),
            ),
            models.CheckConstraint(
                condition=Q(level="low") | ~Q(measures=""),
                name="grave_point_says_its_measures",
                violation_error_message=_("风险程度为中或高的，须写明应对措施，请补充后再保存。"),
            ),
        )

    def __str__(self) -> str:
        return str(self.get_point_display())
