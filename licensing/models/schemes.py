"""Implementation schemes with the twelve contents of 27号 第九条."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.vocabulary import ProductForm, Purpose
from governance.querysets import PolicyQuerySet
from governance.records import GovernedModel, ProcessModel
from licensing.models.terms import FREE_PURPOSES, Mode, names_its_mode


class SchemeQuerySet(PolicyQuerySet):
    def decided(self) -> "SchemeQuerySet":
        """Approved by collective decision and not closed."""
        return self.filter(status__in=Scheme.DECIDED)


class Scheme(ProcessModel):
    """What is to be authorised, why and how, before anyone is authorised."""

    inbox_organisation: ClassVar[str] = "implementing_body__name"

    Mode = Mode

    class Status(models.TextChoices):
        DRAFT = "draft", _("起草中")
        SUBMITTED = "submitted", _("已报审")
        REVIEWED = "reviewed", _("已审核")
        DELIBERATION = "deliberation", _("审议中")
        RETURNED = "returned", _("已退回")
        REJECTED = "rejected", _("未通过审议")
        APPROVED = "approved", _("已通过审议")
        FILED = "filed", _("已备案")
        CLOSED = "closed", _("已终结")

    DECIDED = frozenset({Status.APPROVED, Status.FILED})
    OPEN_TO_EDITS = frozenset({Status.DRAFT, Status.RETURNED})

    # Which fields answer which content of Art 9; (1) is the name, (4) the mode, (5) and (7) are rows of their own.
    CONTENTS = (
        (
            _("（二）必要性和可行性论证"),
            (
                "necessity",
                "lifecycle_service",
                "demand",
                "market_size",
                "expected_results",
                "risk_control",
            ),
        ),
        (_("（三）运营机构选择条件"), ("operator_conditions",)),
        (_("（五）数据资源范围"), ("resource_scope",)),
        (
            _("（六）期限、建设与退出"),
            (
                "construction",
                "technical_safeguards",
                "timetable",
                "evaluation_criteria",
                "exit_mechanism",
                "asset_management",
            ),
        ),
        (_("（八）核算与收益分配"), ("accounting", "revenue_sharing")),
        (_("（九）数据安全、个人信息保护和应急处置"), ("data_protection", "incident_response")),
        (_("（十）各方权利义务"), ("rights_and_duties",)),
        (_("（十一）监督管理及考核评价"), ("supervision",)),
    )

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.DRAFT, editable=False
    )
    name = models.CharField(_("方案名称"), max_length=120)
    authority = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        related_name="led_schemes",
        verbose_name=_("牵头数据主管部门"),
    )
    implementing_body = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="schemes", verbose_name=_("实施机构")
    )
    mode = models.CharField(_("授权模式"), max_length=16, choices=Mode)
    domain = models.CharField(_("授权领域"), max_length=60, blank=True)
    scenario = models.CharField(_("授权场景"), max_length=120, blank=True)
    planned_months = models.PositiveSmallIntegerField(_("拟授权期限（月）"))
    resources = models.ManyToManyField(
        "catalog.DataResource",
        through="SchemeResource",
        related_name="schemes",
        verbose_name=_("数据资源范围"),
    )
    decision = models.ForeignKey(
        "licensing.CollectiveDecision",
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("方案审议决策"),
    )
    necessity = models.TextField(_("必要性"), blank=True)
    lifecycle_service = models.TextField(_("数据全生命周期管理服务"), blank=True)
    demand = models.TextField(_("社会需求"), blank=True)
    market_size = models.TextField(_("市场规模"), blank=True)
    expected_results = models.TextField(_("预期成效"), blank=True)
    risk_control = models.TextField(_("风险防控"), blank=True)
    operator_conditions = models.TextField(_("运营机构选择条件"), blank=True)
    resource_scope = models.TextField(_("资源范围、更新频率和质量情况"), blank=True)
    construction = models.TextField(_("建设内容"), blank=True)
    technical_safeguards = models.TextField(_("技术保障"), blank=True)
    timetable = models.TextField(_("实施进度"), blank=True)
    evaluation_criteria = models.TextField(_("评价标准"), blank=True)
    exit_mechanism = models.TextField(_("退出机制"), blank=True)
    asset_management = models.TextField(_("资产管理"), blank=True)
    accounting = models.TextField(_("成本和收入核算机制"), blank=True)
    revenue_sharing = models.TextField(_("收益分配机制"), blank=True)
    data_protection = models.TextField(_("数据安全和个人信息保护措施"), blank=True)
    incident_response = models.TextField(_("应急处置措施"), blank=True)
    rights_and_duties = models.TextField(_("各方权利义务"), blank=True)
    supervision = models.TextField(_("监督管理及考核评价要求"), blank=True)
    other_terms = models.TextField(_("其他事项"), blank=True)

    objects: ClassVar[Any] = SchemeQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("授权运营实施方案")
        ordering = ("-pk",)
        permissions = (
            ("submit_scheme", _("报审实施方案")),
            ("review_scheme", _("审核实施方案")),
            ("return_scheme", _("退回实施方案")),
            ("deliberate_scheme", _("提请审议实施方案")),
            ("decide_scheme", _("登记实施方案审议结果")),
            ("file_scheme", _("备案实施方案")),
            ("close_scheme", _("终结实施方案")),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    status__in=(
                        "draft",
                        "submitted",
                        "reviewed",
                        "deliberation",
                        "returned",
                        "rejected",
                        "approved",
                        "filed",
                        "closed",
                    )
                ),
                name="scheme_status_is_known",
                violation_error_message=_("实施方案的状态不在规定的范围内，请由流程操作变更状态。"),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("approved", "filed", "rejected"))
                | Q(decision__isnull=False),
                name="scheme_outcome_rests_on_a_decision",
                violation_error_message=_("方案须经集体审议，请先登记并签署会议决策。"),
            ),
            models.CheckConstraint(
                condition=names_its_mode(),
                name="scheme_names_its_domain_or_scenario",
                violation_error_message=_(
                    "分领域授权须写明授权领域，依场景授权须写明授权场景，请补充后再保存。"
                ),
            ),
            models.CheckConstraint(
                condition=Q(planned_months__gte=1, planned_months__lte=60),
                name="scheme_term_within_five_years",
                violation_error_message=_(
                    "拟授权期限应为 1 至 60 个月（原则上最长不超过 5 年），请修改期限。"
                ),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("admin:licensing_scheme_change", args=(self.pk,))

    @property
    def deadline_region_code(self) -> str:
        """The region of the leading authority: its deadlines apply."""
        return self.authority.region_id or ""

    def missing_contents(self) -> list[str]:
        """The contents of Art 9 that still have an empty field, in the words of the article."""
        return [
            str(title)
            for title, fields in self.CONTENTS
            if not all(getattr(self, field).strip() for field in fields)
        ]


class SchemeResource(GovernedModel):
    """A data resource within the scope of a scheme, with what is known of its quality (Art 9 (五))."""

    scheme = models.ForeignKey(
        Scheme, models.PROTECT, related_name="scope", verbose_name=_("实施方案")
    )
    resource = models.ForeignKey(
        "catalog.DataResource",
        models.PROTECT,
        related_name="scheme_entries",
        verbose_name=_("数据资源"),
    )
    quality_note = models.CharField(_("质量情况"), max_length=250, blank=True)

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("方案资源")
        ordering = ("scheme", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("scheme", "resource"),
                name="scheme_lists_a_resource_once",
                violation_error_message=_("该数据资源已列入本实施方案，请勿重复添加。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.scheme} · {self.resource}"


class PlannedProduct(GovernedModel):
    """A product that the scheme plans, in one of the two classes of Art 9 (七)."""

    scheme = models.ForeignKey(
        Scheme, models.PROTECT, related_name="planned_products", verbose_name=_("实施方案")
    )
    name = models.CharField(_("拟提供的产品和服务"), max_length=120)
    purpose = models.CharField(_("用途类别"), max_length=16, choices=Purpose)
    form = models.CharField(_("预期形态"), max_length=16, choices=ProductForm)

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("拟提供的产品和服务")
        ordering = ("scheme", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(purpose__in=Purpose.values),
                name="planned_product_purpose_is_listed",
                violation_error_message=_(
                    "用途类别只能是公共治理、公益事业、产业发展或行业发展，请重新选择。"
                ),
            ),
            models.UniqueConstraint(
                fields=("scheme", "name"),
                name="scheme_plans_a_product_once",
                violation_error_message=_("本实施方案已有同名产品，请换一个名称。"),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_public_good(self) -> bool:
        """The first of the two classes: public governance and welfare."""
        return self.purpose in FREE_PURPOSES
