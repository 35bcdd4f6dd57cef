"""Yearly evaluations of a licence: by the operator, the authority, a third party (27号 第九条、第十四条第九项)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.grants import GroupGrant, UserGrant
from governance.querysets import PolicyQuerySet
from governance.records import GovernedModel, ProcessModel
from licensing.models.evaluation_schemes import (
    OUT_OF_A_HUNDRED,
    PERCENT,
    EvaluationIndicator,
    EvaluationScheme,
)
from licensing.models.licences import Licence


class EvaluationKind(models.TextChoices):
    """Who evaluates."""

    SELF = "self", _("运营机构自评")
    AUTHORITY = "authority", _("主管部门评价")
    THIRD_PARTY = "third_party", _("第三方评价")


class EvaluationGrade(models.TextChoices):
    """The word for a total."""

    EXCELLENT = "excellent", _("优秀")
    GOOD = "good", _("良好")
    PASS = "pass", _("合格")
    FAIL = "fail", _("不合格")


class FollowUp(models.TextChoices):
    """What comes of an evaluation that was not passed."""

    RECTIFY = "rectify", _("责令限期整改")
    SUSPEND = "suspend", _("启动中止授权")
    NO_RENEWAL = "no_renewal", _("到期不再续约")
    END_EARLY = "end_early", _("启动提前终止或者撤销")


class EvaluationQuerySet(PolicyQuerySet):
    def with_licence(self) -> "EvaluationQuerySet":
        return self.select_related("licence__operator", "licence__regulator", "scheme")

    def published(self) -> "EvaluationQuerySet":
        return self.filter(status=Evaluation.Status.PUBLISHED)


class Evaluation(ProcessModel):
    """One evaluation of one licence for one year; frozen once published."""

    inbox_title: ClassVar[str] = "licence__name"
    inbox_organisation: ClassVar[str] = "licence__operator__name"
    TONES: ClassVar[dict[str, str]] = {
        "draft": "wait", "submitted": "go", "confirmed": "go", "published": "ok",
    }  # fmt: skip

    Kind = EvaluationKind
    Grade = EvaluationGrade
    FollowUp = FollowUp

    class Status(models.TextChoices):
        DRAFT = "draft", _("评分中")
        SUBMITTED = "submitted", _("已提交，待核对")
        CONFIRMED = "confirmed", _("已核对，待公布")
        PUBLISHED = "published", _("已公布")

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.DRAFT, editable=False
    )
    licence = models.ForeignKey(
        Licence, models.PROTECT, related_name="evaluations", verbose_name=_("授权运营协议")
    )
    year = models.PositiveSmallIntegerField(_("评价年度"))
    kind = models.CharField(_("评价主体"), max_length=16, choices=EvaluationKind)
    scheme = models.ForeignKey(
        EvaluationScheme,
        models.PROTECT,
        related_name="evaluations",
        verbose_name=_("成效评价指标体系"),
    )
    evaluator = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="evaluations_given",
        verbose_name=_("第三方评估机构"),
    )
    summary = models.TextField(_("评价结论"), blank=True, editable=False)
    differences = models.TextField(_("与其他评价的差异说明"), blank=True, editable=False)
    total = models.DecimalField(_("总分"), null=True, editable=False, **PERCENT)
    grade = models.CharField(
        _("等次"), max_length=16, choices=EvaluationGrade, blank=True, editable=False
    )
    submitted_by = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("提交人"),
    )
    confirmed_by = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("核对人"),
    )
    published_on = models.DateField(_("公布日期"), null=True, editable=False)
    follow_up = models.CharField(
        _("后续处理"), max_length=16, choices=FollowUp, blank=True, editable=False
    )
    followed_up_on = models.DateField(_("后续处理日期"), null=True, editable=False)

    objects: ClassVar[Any] = EvaluationQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("成效评价")
        ordering = ("-year", "licence", "kind")
        permissions = (
            ("submit_evaluation", _("提交成效评价")),
            ("confirm_evaluation", _("核对成效评价")),
            ("publish_evaluation", _("公布成效评价")),
            ("object_evaluation", _("对成效评价提出异议")),
            ("reopen_evaluation", _("重开成效评价")),
            ("follow_evaluation", _("决定后续处理")),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=("draft", "submitted", "confirmed", "published")),
                name="evaluation_status_is_known",
                violation_error_message=_("评价的状态不在规定的范围内，请由流程操作变更状态。"),
            ),
            models.UniqueConstraint(
                fields=("licence", "year", "kind"),
                name="evaluation_once_of_each_kind_and_year",
                violation_error_message=_("这份授权该年度的这类评价已经存在，请在原评价上办理。"),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=EvaluationKind.values)
                & (~Q(kind="third_party") | Q(evaluator__isnull=False)),
                name="evaluation_by_a_third_party_names_it",
                violation_error_message=_("第三方评价须写明评估机构，请选择。"),
            ),
            models.CheckConstraint(
                condition=Q(status="draft")
                | (
                    Q(
                        total__isnull=False,
                        grade__in=EvaluationGrade.values,
                        submitted_by__isnull=False,
                    )
                    & ~Q(summary="")
                ),
                name="evaluation_submitted_has_total_and_grade",
                violation_error_message=_("提交的评价须有总分、等次和结论，请先完成评分。"),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("confirmed", "published"))
                | (Q(confirmed_by__isnull=False) & ~Q(confirmed_by=F("submitted_by"))),
                name="evaluation_is_confirmed_by_another",
                violation_error_message=_("评价须由提交人以外的人核对，请由另一人核对。"),
            ),
            models.CheckConstraint(
                condition=Q(total=None) | Q(total__gte=0, total__lte=100),
                name="evaluation_total_is_out_of_a_hundred",
                violation_error_message=_("总分应在0到100之间，请核对评分。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.licence.name}{self.year}年度{self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("licensing:evaluations", args=(self.licence_id,))

    @property
    def deadline_region_code(self) -> str:
        """The licence's regulator's region: its deadlines apply."""
        return self.licence.deadline_region_code


class EvaluationScore(GovernedModel):
    """The score of one indicator: counted by the portal, or given by a person with evidence."""

    FILE_PERMISSIONS: ClassVar[dict[str, str]] = {"evidence": "licensing.inspect_evaluationscore"}

    evaluation = models.ForeignKey(
        Evaluation, models.PROTECT, related_name="scores", verbose_name=_("成效评价")
    )
    indicator = models.ForeignKey(
        EvaluationIndicator, models.PROTECT, related_name="scores", verbose_name=_("指标")
    )
    is_measured = models.BooleanField(_("平台取数"), default=False, editable=False)
    facts = models.TextField(_("取数依据"), blank=True, editable=False)
    score = models.DecimalField(
        _("得分"), null=True, blank=True, validators=OUT_OF_A_HUNDRED, **PERCENT
    )
    note = models.TextField(_("评分说明"), blank=True)
    evidence = models.ForeignKey(
        "governance.Attachment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("证明材料"),
    )

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("成效评价得分")
        ordering = ("evaluation", "indicator")
        permissions = (("inspect_evaluationscore", _("查阅评分证明材料")),)
        constraints = (
            models.UniqueConstraint(
                fields=("evaluation", "indicator"),
                name="evaluation_scores_an_indicator_once",
                violation_error_message=_("这项指标已有得分，请在原处修改。"),
            ),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__gte=0, score__lte=100),
                name="evaluation_score_is_out_of_a_hundred",
                violation_error_message=_("得分应在0到100之间，请改正。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.evaluation}：{self.indicator}"


class EvaluationUserGrant(UserGrant):
    """A right on one evaluation for one person: third parties see what they are assigned."""

    content_object = models.ForeignKey(
        Evaluation, on_delete=models.CASCADE, verbose_name=_("成效评价")
    )

    class Meta(UserGrant.Meta):
        verbose_name = _("对个人的评价授权")
        verbose_name_plural = _("对个人的评价授权")


class EvaluationGroupGrant(GroupGrant):
    """A right on one evaluation for one group."""

    content_object = models.ForeignKey(
        Evaluation, on_delete=models.CASCADE, verbose_name=_("成效评价")
    )

    class Meta(GroupGrant.Meta):
        verbose_name = _("对小组的评价授权")
        verbose_name_plural = _("对小组的评价授权")
