"""By what a licence is evaluated: indicators whose weights add to a hundred (27号 第九条第六项、第十一项)."""

from decimal import Decimal
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.querysets import PolicyQuerySet
from governance.records import GovernedModel, ProcessModel

PERCENT: dict[str, Any] = {"max_digits": 5, "decimal_places": 2}
OUT_OF_A_HUNDRED = (MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100)))


class Measure(models.TextChoices):
    """Where the score of an indicator comes from."""

    MANUAL = "manual", _("人工评分")
    PRODUCTS = "products", _("产品和服务上架情况")
    FREE_SUPPLY = "free_supply", _("公共治理和公益服务供给")
    DISCLOSURE = "disclosure", _("按期披露")
    INCIDENTS = "incidents", _("数据安全事件")
    COMPLAINTS = "complaints", _("投诉")
    RECTIFICATION = "rectification", _("按期整改")


class EvaluationScheme(ProcessModel):
    """An indicator set of a regulator with its thresholds; once in use it stands."""

    inbox_title: ClassVar[str] = "name"
    inbox_organisation: ClassVar[str] = "regulator__name"
    TONES: ClassVar[dict[str, str]] = {"draft": "wait", "in_use": "ok", "retired": "off"}

    class Status(models.TextChoices):
        DRAFT = "draft", _("拟订中")
        IN_USE = "in_use", _("使用中")
        RETIRED = "retired", _("已停用")

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.DRAFT, editable=False
    )
    name = models.CharField(_("名称"), max_length=120)
    regulator = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        related_name="evaluation_schemes",
        verbose_name=_("监管部门"),
    )
    excellent_from = models.DecimalField(
        _("优秀起点"), default=Decimal(90), validators=OUT_OF_A_HUNDRED, **PERCENT
    )
    good_from = models.DecimalField(
        _("良好起点"), default=Decimal(75), validators=OUT_OF_A_HUNDRED, **PERCENT
    )
    pass_from = models.DecimalField(
        _("合格起点"), default=Decimal(60), validators=OUT_OF_A_HUNDRED, **PERCENT
    )
    adopted_by = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("启用人"),
    )
    adopted_on = models.DateField(_("启用日期"), null=True, editable=False)

    objects: ClassVar[Any] = PolicyQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("成效评价指标体系")
        ordering = ("-pk",)
        permissions = (
            ("adopt_evaluationscheme", _("启用指标体系")),
            ("retire_evaluationscheme", _("停用指标体系")),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=("draft", "in_use", "retired")),
                name="evaluation_scheme_status_is_known",
                violation_error_message=_("指标体系的状态不在规定的范围内，请由流程操作变更状态。"),
            ),
            models.CheckConstraint(
                condition=Q(
                    excellent_from__gt=F("good_from"),
                    good_from__gt=F("pass_from"),
                    pass_from__gt=0,
                    excellent_from__lte=100,
                ),
                name="evaluation_scheme_thresholds_descend",
                violation_error_message=_(
                    "优秀、良好、合格的起点应依次降低，且在0到100之间，请改正。"
                ),
            ),
            models.UniqueConstraint(
                fields=("regulator",),
                condition=Q(status="in_use"),
                name="evaluation_scheme_in_use_is_one",
                violation_error_message=_("本部门已有使用中的指标体系，请先停用，再启用新的。"),
            ),
            models.CheckConstraint(
                condition=Q(status="draft")
                | (Q(adopted_by__isnull=False) & ~Q(adopted_by=F("created_by"))),
                name="evaluation_scheme_is_adopted_by_another",
                violation_error_message=_("指标体系须由编制人以外的人启用，请由另一人启用。"),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def deadline_region_code(self) -> str:
        """The regulator's region: its deadlines apply."""
        return self.regulator.region_id or ""


class EvaluationIndicator(GovernedModel):
    """One thing that is scored out of a hundred, with its weight."""

    scheme = models.ForeignKey(
        EvaluationScheme,
        models.PROTECT,
        related_name="indicators",
        verbose_name=_("成效评价指标体系"),
    )
    name = models.CharField(_("指标"), max_length=80)
    weight = models.DecimalField(_("权重"), validators=OUT_OF_A_HUNDRED, **PERCENT)
    measure = models.CharField(
        _("取数方式"), max_length=16, choices=Measure, default=Measure.MANUAL
    )
    target = models.DecimalField(
        _("满分目标或者每次扣分"),
        max_digits=9,
        decimal_places=2,
        default=Decimal(10),
        help_text=_("产品和公益供给填满分所需的数量，事件和投诉填每次扣多少分。"),
    )
    method = models.TextField(_("评分办法"), blank=True)

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("成效评价指标")
        ordering = ("scheme", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("scheme", "name"),
                name="evaluation_indicator_once_in_its_scheme",
                violation_error_message=_("本指标体系已有同名指标，请换一个名称。"),
            ),
            models.CheckConstraint(
                condition=Q(weight__gt=0, weight__lte=100),
                name="evaluation_indicator_has_a_weight",
                violation_error_message=_("权重应大于0，不超过100，请改正。"),
            ),
            models.CheckConstraint(
                condition=Q(measure__in=Measure.values) & (~Q(measure="manual") | ~Q(method="")),
                name="evaluation_indicator_says_how_it_is_scored",
                violation_error_message=_("人工评分的指标须写明评分办法，请补充。"),
            ),
            models.CheckConstraint(
                condition=Q(target__gte=0),
                name="evaluation_indicator_target_is_no_debt",
                violation_error_message=_("满分目标或者每次扣分不能为负，请改正。"),
            ),
        )

    def __str__(self) -> str:
        return self.name
