"""Who judges, and the points that each judge gave (27号 第十二条): signed statements first, then scores."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.querysets import PolicyQuerySet
from governance.records import GovernedModel, ProcessModel
from licensing.models.candidates import Candidate
from licensing.models.selections import ScoringCriterion, Selection


class ScorerQuerySet(PolicyQuerySet):
    def eligible(self, selection: Selection) -> "ScorerQuerySet":
        """Who signed for this round that nothing stands between him and a fair judgement."""
        return self.filter(selection=selection, round=selection.round, status=Scorer.Status.CLEAR)

    def serving(self, person: Any, on: date) -> "ScorerQuerySet":
        """The appointments of a person that have not ended, in the round that runs."""
        return self.filter(judge=person, ends_on__gte=on, round=F("selection__round"))


class Scorer(ProcessModel):
    """A judge, called by name until a day; his signed statement decides whether he may score."""

    inbox_title: ClassVar[str] = "selection__name"
    inbox_organisation: ClassVar[str] = "selection__implementing_body__name"

    class Status(models.TextChoices):
        APPOINTED = "appointed", _("已聘请，待声明")
        CLEAR = "clear", _("无利益冲突，参加评审")
        EXCLUDED = "excluded", _("存在利益冲突，已回避")
        DISMISSED = "dismissed", _("已更换")

    TONES: ClassVar[dict[str, str]] = {
        Status.CLEAR: "ok",
        Status.EXCLUDED: "warn",
        Status.DISMISSED: "off",
    }

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.APPOINTED, editable=False
    )
    selection = models.ForeignKey(
        Selection, models.PROTECT, related_name="scorers", verbose_name=_("遴选")
    )
    round = models.PositiveSmallIntegerField(_("评审轮次"), default=1)
    judge = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        related_name="judged_selections",
        verbose_name=_("评审人员"),
    )
    ends_on = models.DateField(_("聘期截止日期"))
    statement = models.TextField(_("利益冲突说明"), blank=True, editable=False)
    signature = models.CharField(_("签名"), max_length=60, blank=True, editable=False)
    signed_on = models.DateField(_("签署日期"), null=True, editable=False)

    objects: ClassVar[Any] = ScorerQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("评审人员")
        ordering = ("selection", "round", "pk")
        permissions = (
            ("declare_scorer", _("签署利益冲突声明")),
            ("dismiss_scorer", _("更换评审人员")),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=("appointed", "clear", "excluded", "dismissed")),
                name="scorer_status_is_known",
                violation_error_message=_("评审人员的状态不在规定的范围内，请由流程操作变更状态。"),
            ),
            models.UniqueConstraint(
                fields=("selection", "round", "judge"),
                name="judge_is_called_once_a_round",
                violation_error_message=_("此人已是本轮评审人员，请勿重复聘请。"),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("clear", "excluded"))
                | (~Q(statement="") & ~Q(signature="") & Q(signed_on__isnull=False)),
                name="judge_signs_before_scoring",
                violation_error_message=_("评审人员须先签署利益冲突声明，写明情况并签名。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.judge}（{self.selection}）"

    def get_absolute_url(self) -> str:
        return reverse("admin:licensing_scorer_change", args=(self.pk,))

    @property
    def deadline_region_code(self) -> str:
        """The region of the implementing body: its deadlines apply."""
        return self.selection.deadline_region_code

    def lock_first(self) -> models.QuerySet[Any] | None:
        """The selection: statements and scores of one selection come one after another."""
        selections: models.QuerySet[Any] = Selection._base_manager.filter(pk=self.selection_id)
        return selections


class Score(GovernedModel):
    """What one judge gave one candidate for one criterion; it stands once given."""

    scorer = models.ForeignKey(
        Scorer, models.PROTECT, related_name="scores", verbose_name=_("评审人员")
    )
    candidate = models.ForeignKey(
        Candidate, models.PROTECT, related_name="scores", verbose_name=_("申请单位")
    )
    criterion = models.ForeignKey(
        ScoringCriterion, models.PROTECT, related_name="scores", verbose_name=_("评审因素")
    )
    points = models.DecimalField(_("得分"), max_digits=5, decimal_places=2)
    comment = models.CharField(_("评语"), max_length=300, blank=True)

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("评分")
        ordering = ("candidate", "scorer", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("scorer", "candidate", "criterion"),
                name="score_is_given_once",
                violation_error_message=_("您已经为这个申请单位评分，不能再改。"),
            ),
            models.CheckConstraint(
                condition=Q(points__gte=0, points__lte=100),
                name="score_is_not_negative",
                violation_error_message=_("得分应在 0 与该因素的分值之间，请修改。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.candidate.name} · {self.criterion.name} · {self.points}"
