"""How an operator is chosen in fair competition: notice, conditions and criteria (27号 第十二条; I-04)."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.querysets import PolicyQuerySet
from governance.records import GovernedModel, ProcessModel
from licensing.models.selection_laws import SELECTION_LAWS
from licensing.models.terms import Business, SelectionMethod, several


class SelectionQuerySet(PolicyQuerySet):
    def published(self) -> "SelectionQuerySet":
        """Whose notice has been published: everybody may read them, now and later."""
        return self.filter(published_on__isnull=False)

    def receiving(self, at: datetime) -> "SelectionQuerySet":
        """Open for applications at the moment: the closing minute itself is too late by nothing, one after it is."""
        return self.filter(status=Selection.Status.OPEN, opens_at__lte=at, closes_at__gte=at)

    def past_closing(self, at: datetime) -> "SelectionQuerySet":
        """Over by the clock while the books still show them open."""
        return self.filter(status=Selection.Status.OPEN, closes_at__lt=at)


class Selection(ProcessModel):
    """One competition for the operation of one scheme."""

    inbox_organisation: ClassVar[str] = "implementing_body__name"

    Method = SelectionMethod

    class Status(models.TextChoices):
        DRAFT = "draft", _("编制中")
        SUBMITTED = "submitted", _("待审定")
        RETURNED = "returned", _("已退回修改")
        OPEN = "open", _("公告中，接受申请")
        EVALUATING = "evaluating", _("评审中")
        RESULT_NOTICE = "result_notice", _("结果公示中")
        CHALLENGED = "challenged", _("质疑处理中")
        CONCLUDED = "concluded", _("已选定运营机构")
        FAILED = "failed", _("遴选失败")
        CANCELLED = "cancelled", _("已取消")

    class TieRule(models.TextChoices):
        HEAVIEST = "heaviest", _("分值最高的评审因素得分高者在前，再相同的，先提交申请者在前")
        EARLIER = "earlier", _("先提交申请者在前")

    TONES: ClassVar[dict[str, str]] = {
        Status.OPEN: "go",
        Status.EVALUATING: "go",
        Status.RESULT_NOTICE: "go",
        Status.CHALLENGED: "warn",
        Status.CONCLUDED: "ok",
    }

    OPEN_TO_EDITS = frozenset({Status.DRAFT, Status.RETURNED})
    #: Applications lie sealed until the closing; these are the states in which they have been opened.
    UNSEALED = frozenset(
        {
            Status.EVALUATING,
            Status.RESULT_NOTICE,
            Status.CHALLENGED,
            Status.CONCLUDED,
            Status.FAILED,
        }
    )
    WITH_RESULT = frozenset({Status.RESULT_NOTICE, Status.CHALLENGED, Status.CONCLUDED})
    TENDERS = frozenset({SelectionMethod.PUBLIC_TENDER, SelectionMethod.INVITED_TENDER})

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.DRAFT, editable=False
    )
    name = models.CharField(_("遴选名称"), max_length=120)
    scheme = models.ForeignKey(
        "licensing.Scheme", models.PROTECT, related_name="selections", verbose_name=_("实施方案")
    )
    implementing_body = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        related_name="selections",
        verbose_name=_("实施机构"),
    )
    method = models.CharField(_("遴选方式"), max_length=24, choices=SelectionMethod)
    method_basis = models.TextField(_("采用其他公平竞争方式的依据"), blank=True)
    invited = models.ManyToManyField(
        "accounts.Organisation",
        blank=True,
        related_name="invitations",
        verbose_name=_("邀请的单位"),
        help_text=_("邀请招标须选择；只有受邀请的单位可以申请。"),
    )
    content = models.TextField(_("拟授权内容"))
    business = several(Business, _("业务范围"))
    needed_candidates = models.PositiveSmallIntegerField(
        _("最少合格申请单位数"),
        default=3,
        help_text=_("招标的，不少于三家（招标投标法，待核对）。"),
    )
    needed_judges = models.PositiveSmallIntegerField(
        _("评审人员数"),
        default=3,
        help_text=_("三人以上单数；依法必须招标的，五人以上（待核对）。"),
    )
    tie_rule = models.CharField(
        _("得分相同时的排序规则"), max_length=16, choices=TieRule, default=TieRule.HEAVIEST
    )
    notice_no = models.CharField(_("公告文号"), max_length=60)
    notice = models.TextField(_("公告正文"))
    channel = models.CharField(
        _("公告发布渠道"), max_length=200, blank=True, help_text=_("例如公共资源交易平台的名称。")
    )
    terms = models.TextField(_("拟签协议的主要条款"))
    consultation = models.TextField(
        _("协议条款征求意见情况"),
        blank=True,
        help_text=_("向谁、以什么方式、到哪天征求意见，意见如何采纳。"),
    )
    terms_file = models.ForeignKey(
        "governance.Attachment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("协议文本（征求意见稿）"),
    )
    opens_at = models.DateTimeField(_("申请开始时间"))
    closes_at = models.DateTimeField(_("申请截止时间"))
    published_on = models.DateField(_("公告发布日期"), null=True, editable=False)
    round = models.PositiveSmallIntegerField(_("评审轮次"), default=1, editable=False)
    winner = models.ForeignKey(
        "licensing.Candidate",
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("拟选定单位"),
    )
    reserve = models.ForeignKey(
        "licensing.Candidate",
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("候补单位"),
    )
    result_no = models.CharField(_("结果文号"), max_length=60, blank=True, editable=False)
    result = models.JSONField(_("公示的结果"), default=list, editable=False)
    announced_on = models.DateField(_("结果公示日期"), null=True, editable=False)
    result_ends_on = models.DateField(_("结果公示截止日期"), null=True, editable=False)
    concluded_on = models.DateField(_("选定日期"), null=True, editable=False)
    outcome_reason = models.TextField(_("失败或者取消的理由"), blank=True, editable=False)

    objects: ClassVar[Any] = SelectionQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("遴选运营机构")
        ordering = ("-opens_at", "-pk")
        permissions = (
            ("submit_selection", _("报审遴选")),
            ("publish_selection", _("审定并发布遴选公告")),
            ("close_selection", _("截止申请并开启")),
            ("appoint_selection", _("聘请评审人员")),
            ("announce_selection", _("公示遴选结果")),
            ("challenge_selection", _("质疑遴选结果")),
            ("settle_selection", _("登记质疑的后果")),
            ("conclude_selection", _("选定运营机构")),
            ("cancel_selection", _("取消遴选或者宣布失败")),
            ("draw_up_selection", _("起草授权运营协议")),
        )
        constraints = SELECTION_LAWS

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("licensing:selection", args=(self.pk,))

    @property
    def deadline_region_code(self) -> str:
        """The region of the implementing body: its deadlines apply."""
        return self.implementing_body.region_id or ""

    @property
    def clock_started_on(self) -> date | None:
        """The result period counts from the notice of the result, challenged or not."""
        return self.announced_on or self.status_since

    @property
    def is_tender(self) -> bool:
        return self.method in self.TENDERS

    def is_receiving(self, at: datetime) -> bool:
        """The same question as ``objects.receiving(at)``, for a row at hand."""
        return self.status == self.Status.OPEN and self.opens_at <= at <= self.closes_at

    def takes_challenges(self, on: date) -> bool:
        """Whether the result may be questioned on the day."""
        return (
            self.status in (self.Status.RESULT_NOTICE, self.Status.CHALLENGED)
            and self.result_ends_on is not None
            and on <= self.result_ends_on
        )


class SelectionCondition(GovernedModel):
    """One condition that an operator must meet, from the scheme's conditions (27号 第九条第三项、第十二条)."""

    class Kind(models.TextChoices):
        CAPABILITY = "capability", _("技术和管理能力")
        CREDIT = "credit", _("商业信誉和信用")
        SECURITY = "security", _("数据安全能力")
        FUNDS = "funds", _("资金实力")
        SERVICE = "service", _("服务能力")

    #: What 27号 第十二条 demands of every operator.
    DEMANDED = (Kind.CAPABILITY, Kind.CREDIT, Kind.SECURITY)

    selection = models.ForeignKey(
        Selection, models.PROTECT, related_name="conditions", verbose_name=_("遴选")
    )
    kind = models.CharField(_("类别"), max_length=16, choices=Kind)
    requirement = models.CharField(_("要求"), max_length=300)

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("遴选条件")
        ordering = ("selection", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("selection", "kind", "requirement"),
                name="selection_states_a_condition_once",
                violation_error_message=_("这一条件已经列出，请勿重复添加。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.requirement}"


class ScoringCriterion(GovernedModel):
    """What is scored, and up to how many points; all together one hundred."""

    selection = models.ForeignKey(
        Selection, models.PROTECT, related_name="criteria", verbose_name=_("遴选")
    )
    name = models.CharField(_("评审因素"), max_length=60)
    weight = models.PositiveSmallIntegerField(_("分值"))
    guidance = models.CharField(_("评分标准"), max_length=300, blank=True)

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("评审因素")
        ordering = ("selection", "-weight", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(weight__gte=1, weight__lte=100),
                name="criterion_weight_is_a_share_of_hundred",
                violation_error_message=_("分值应为 1 至 100 的整数，请修改。"),
            ),
            models.UniqueConstraint(
                fields=("selection", "name"),
                name="selection_names_a_criterion_once",
                violation_error_message=_("这一评审因素已经列出，请换一个名称。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}（{self.weight} 分）"
