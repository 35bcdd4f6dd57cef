"""Operating licences with the thirteen contents of 27号 第十四条."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from governance.querysets import PolicyQuerySet
from governance.records import ProcessModel
from licensing.models.contents import AGREEMENT_CONTENTS, lacking
from licensing.models.laws import LICENCE_LAWS
from licensing.models.terms import Business, Mode, SelectionMethod, Undertaking, several
from licensing.validity import Term, suspension_is_overdue


class LicenceQuerySet(PolicyQuerySet):
    def in_force(self, on: date) -> "LicenceQuerySet":
        """Every right under a licence is asked here, so a term that is over closes all doors without a job."""
        return self.filter(status=Licence.Status.IN_FORCE, starts_on__lte=on, ends_on__gte=on)

    def lapsed(self, on: date) -> "LicenceQuerySet":
        """Over by their dates while the books still show them running."""
        return self.filter(status__in=Licence.RUNNING, ends_on__lt=on)

    def on_register(self) -> "LicenceQuerySet":
        """Those that have ever taken effect: the public register."""
        return self.filter(status__in=Licence.PUBLIC)

    def with_parties(self) -> "LicenceQuerySet":
        return self.select_related(
            "operator", "implementing_body", "authorising_body", "regulator", "scheme", "region", "predecessor"
        )  # fmt: skip


class Licence(ProcessModel):
    """An operating licence: to whom, what, within which scope, until when (clause 五)."""

    inbox_organisation: ClassVar[str] = "operator__name"

    Mode = Mode
    SelectionMethod = SelectionMethod
    Business = Business
    Undertaking = Undertaking

    class Status(models.TextChoices):
        DRAFT = "draft", _("拟订中")
        DECIDED = "decided", _("已集体决策")
        SIGNED = "signed", _("已签订")
        FILED = "filed", _("已备案")
        IN_FORCE = "in_force", _("生效")
        SUSPENDED = "suspended", _("中止")
        EXPIRED = "expired", _("到期")
        TERMINATED = "terminated", _("终止")
        REVOKED = "revoked", _("撤销")
        CLOSED = "closed", _("已退出")

    SIGNED_OR_LATER = frozenset(Status) - {Status.DRAFT, Status.DECIDED}
    RUNNING = frozenset({Status.IN_FORCE, Status.SUSPENDED})
    # From its signature on an agreement keeps others out of what it holds exclusively.
    HOLDING = RUNNING | {Status.SIGNED, Status.FILED}
    ENDED = frozenset({Status.EXPIRED, Status.TERMINATED, Status.REVOKED, Status.CLOSED})
    PUBLIC = RUNNING | ENDED

    # Whose permission hands a file out: the text of an agreement is not for everybody who sees the register.
    FILE_PERMISSIONS = {"agreement": "licensing.inspect_licence"}

    CONTENTS = AGREEMENT_CONTENTS

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.DRAFT, editable=False
    )
    name = models.CharField(_("授权名称"), max_length=120)
    number = models.CharField(_("协议编号"), max_length=60, blank=True, editable=False)
    year = models.PositiveSmallIntegerField(_("编号年度"), null=True, editable=False)
    serial = models.PositiveIntegerField(_("编号顺序"), null=True, editable=False)
    scheme = models.ForeignKey(
        "licensing.Scheme", models.PROTECT, related_name="licences", verbose_name=_("实施方案")
    )
    implementing_body = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        related_name="implemented_licences",
        verbose_name=_("实施机构"),
    )
    authorising_body = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        related_name="authorised_licences",
        verbose_name=_("授权主体"),
    )
    operator = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="licences", verbose_name=_("运营机构")
    )
    regulator = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        related_name="regulated_licences",
        verbose_name=_("监管的数据主管部门"),
    )
    mode = models.CharField(_("授权模式"), max_length=16, choices=Mode)
    domain = models.CharField(_("授权领域"), max_length=60, blank=True)
    scenario = models.CharField(_("授权场景"), max_length=120, blank=True)
    content = models.TextField(_("授权内容"))
    business = several(Business, _("业务范围"))
    starts_on = models.DateField(_("起始日期"))
    ends_on = models.DateField(_("截止日期"))
    resources = models.ManyToManyField(
        "catalog.DataResource",
        through="LicensedResource",
        related_name="licences",
        verbose_name=_("资源范围"),
    )
    selection = models.CharField(_("选择方式"), max_length=24, choices=SelectionMethod, blank=True)
    selection_basis = models.TextField(_("采用其他公平竞争方式的依据"), blank=True)
    notice_no = models.CharField(_("遴选公告文号"), max_length=60, blank=True)
    result_no = models.CharField(_("遴选结果文号"), max_length=60, blank=True)
    selected_in = models.ForeignKey(
        "licensing.Selection",
        models.PROTECT,
        null=True,
        related_name="licences",
        editable=False,
        verbose_name=_("所依据的遴选"),
    )
    selection_exemption = models.TextField(_("未经本平台遴选的理由"), blank=True, editable=False)
    planned_products = models.TextField(_("拟提供产品和服务清单"), blank=True)
    technical_standards = models.TextField(_("技术标准"), blank=True)
    security_review_terms = models.TextField(_("安全审核要求"), blank=True)
    conformity_review_terms = models.TextField(_("业务规范性审核要求"), blank=True)
    platform = models.TextField(_("技术支撑平台"), blank=True)
    asset_ownership = models.TextField(_("资产权属"), blank=True)
    disclosure_terms = models.TextField(_("信息披露要求"), blank=True)
    redevelopment_ban = models.TextField(_("不得直接或间接参与再开发要求"), blank=True)
    accounting = models.TextField(_("成本和收入核算要求"), blank=True)
    revenue_sharing = models.TextField(_("收益分配机制"), blank=True)
    data_protection = models.TextField(_("数据安全和个人信息保护要求"), blank=True)
    incident_response = models.TextField(_("风险监测和应急处置要求"), blank=True)
    evaluation = models.TextField(_("运营成效评价"), blank=True)
    renewal_and_exit = models.TextField(_("续约或退出机制"), blank=True)
    breach = models.TextField(_("违约责任"), blank=True)
    disputes = models.TextField(_("争议解决方式"), blank=True)
    amendment = models.TextField(_("协议变更、终止条件"), blank=True)
    other_terms = models.TextField(_("其他事项"), blank=True)
    decision = models.ForeignKey(
        "licensing.CollectiveDecision",
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("协议集体决策"),
    )
    exceptional_term = models.ForeignKey(
        "licensing.CollectiveDecision",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("准许期限超过五年的集体决策"),
    )
    agreement = models.ForeignKey(
        "governance.Attachment",
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("协议文本"),
    )
    signed_on = models.DateField(_("签订日期"), null=True, editable=False)
    effective_on = models.DateField(_("办理生效日期"), null=True, editable=False)
    suspended_until = models.DateField(_("中止至"), null=True, editable=False)
    ended_on = models.DateField(_("结束日期"), null=True, editable=False)
    is_exclusive = models.BooleanField(
        _("全部范围独占授权"),
        default=False,
        help_text=_(
            "期限内不得将同一数据资源的同一用途再授权给他人；只独占其中几项的，在资源范围中逐项注明。"
        ),
    )
    region = models.ForeignKey(
        "accounts.Region",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("使用地域"),
        help_text=_("限定在某一地域使用的，请选择；不限的留空。"),
    )
    cosigner = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cosigned_licences",
        verbose_name=_("会签部门"),
        help_text=_("需要其他部门会签的，请选择；会签后才能签订。"),
    )
    cosigned_on = models.DateField(_("会签日期"), null=True, editable=False)
    undertakings = several(
        Undertaking, _("运营机构的承诺"), default=list, blank=True, editable=False
    )
    undertaken_on = models.DateField(_("承诺日期"), null=True, editable=False)
    predecessor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="successors",
        verbose_name=_("续约自"),
    )
    reminded_days = models.PositiveSmallIntegerField(
        _("已提醒的期满天数"), null=True, editable=False
    )

    objects: ClassVar[Any] = LicenceQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("授权运营协议")
        ordering = ("-starts_on", "-pk")
        permissions = (
            ("inspect_licence", _("查阅协议全文")),
            ("decide_licence", _("登记协议集体决策")),
            ("return_licence", _("退回协议")),
            ("exempt_licence", _("准许未经本平台遴选的协议")),
            ("sign_licence", _("签订协议")),
            ("file_licence", _("备案协议")),
            ("activate_licence", _("办理授权生效")),
            ("suspend_licence", _("中止授权")),
            ("reinstate_licence", _("恢复授权")),
            ("expire_licence", _("登记授权到期")),
            ("terminate_licence", _("终止授权")),
            ("revoke_licence", _("撤销授权")),
            ("close_licence", _("办结退出")),
            ("undertake_licence", _("作出运营承诺")),
            ("cosign_licence", _("会签协议")),
            ("renew_licence", _("发起续约")),
            ("remind_licence", _("提醒授权期满")),
        )
        constraints = LICENCE_LAWS
        indexes = (models.Index(fields=("status", "ends_on"), name="licence_by_state_and_end"),)

    def __str__(self) -> str:
        return f"{self.number} {self.name}".strip()

    def get_absolute_url(self) -> str:
        return reverse("licensing:licence", args=(self.pk,))

    @property
    def deadline_region_code(self) -> str:
        """The region of the regulator: its deadlines apply."""
        return self.regulator.region_id or ""

    @property
    def term(self) -> Term:
        return Term(self.starts_on, self.ends_on)

    def is_in_force(self, on: date) -> bool:
        """The same question as ``objects.in_force(on)``, for a row at hand."""
        return self.status == self.Status.IN_FORCE and self.term.covers(on)

    def state_on(self, on: date) -> tuple[Promise, str]:
        """The state of a day in words, with its tone: the dates speak before the books do."""
        if self.status in self.RUNNING and self.term.is_over(on):
            return _("已到期"), "off"
        if self.status == self.Status.SUSPENDED and suspension_is_overdue(self.suspended_until, on):
            return _("已中止，逾期未处理"), "bad"
        if self.status == self.Status.IN_FORCE:
            return (_("正在生效"), "ok") if self.term.covers(on) else (_("尚未到起始日"), "wait")
        return STATE_WORDS[self.Status(self.status)]

    def get_undertakings_words(self) -> list[str]:
        """What the operator promised, each in a sentence."""
        return [str(each.label) for each in Undertaking if each in self.undertakings]

    def missing_contents(self) -> list[str]:
        """The contents of Art 14 that still have an empty field, in the words of the article."""
        return lacking(self)


STATE_WORDS: dict[Licence.Status, tuple[Promise, str]] = {
    Licence.Status.DRAFT: (_("拟订中"), "wait"),
    Licence.Status.DECIDED: (_("已决策，待签订"), "go"),
    Licence.Status.SIGNED: (_("已签订，待备案"), "go"),
    Licence.Status.FILED: (_("已备案，待生效"), "go"),
    Licence.Status.SUSPENDED: (_("已中止"), "warn"),
    Licence.Status.EXPIRED: (_("已到期"), "off"),
    Licence.Status.TERMINATED: (_("已终止"), "off"),
    Licence.Status.REVOKED: (_("已撤销"), "bad"),
    Licence.Status.CLOSED: (_("已退出"), "off"),
}
