"""Early ends that must be decided: on application, for breach, by revocation (clause 三; 27号 第十四条)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.querysets import PolicyQuerySet
from governance.records import ProcessModel
from licensing.models.licences import Licence


class EndingKind(models.TextChoices):
    """What is sought."""

    APPLICATION = "application", _("运营机构申请提前终止")
    BREACH = "breach", _("因违约终止协议")
    REVOCATION = "revocation", _("撤销授权")


class EndingGround(models.TextChoices):
    """What is held against the operator, or moves it."""

    OUT_OF_SCOPE = "out_of_scope", _("超范围使用数据")
    SECURITY_INCIDENT = "security_incident", _("发生数据安全事件")
    NO_RECTIFICATION = "no_rectification", _("拒不整改")
    FALSE_MATERIAL = "false_material", _("提供虚假材料")
    UNQUALIFIED = "unqualified", _("不再具备授权条件")
    OTHER = "other", _("其他")


class EarlyEndingQuerySet(PolicyQuerySet):
    def under_way(self) -> "EarlyEndingQuerySet":
        return self.filter(status__in=EarlyEnding.UNDER_WAY)


class EarlyEnding(ProcessModel):
    """The case by which a licence is ended before its time: the operator is heard, a second person decides."""

    inbox_title: ClassVar[str] = "licence__name"
    inbox_organisation: ClassVar[str] = "licence__operator__name"
    TONES: ClassVar[dict[str, str]] = {
        "opened": "wait", "notified": "warn", "heard": "go", "approved": "bad", "dropped": "off",
    }  # fmt: skip

    Kind = EndingKind
    Ground = EndingGround

    class Status(models.TextChoices):
        OPENED = "opened", _("已立案")
        NOTIFIED = "notified", _("已告知，待陈述申辩")
        HEARD = "heard", _("已听取意见，待决定")
        APPROVED = "approved", _("已决定结束授权")
        DROPPED = "dropped", _("不予结束")

    UNDER_WAY = frozenset({Status.OPENED, Status.NOTIFIED, Status.HEARD})
    #: An application is the operator's own word: there is nobody else to hear.
    RIPE = (
        Q(kind=EndingKind.APPLICATION, status="opened")
        | Q(kind__in=(EndingKind.BREACH, EndingKind.REVOCATION), status="heard")
    )  # fmt: skip

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.OPENED, editable=False
    )
    licence = models.ForeignKey(
        Licence, models.PROTECT, related_name="early_endings", verbose_name=_("授权运营协议")
    )
    kind = models.CharField(_("类别"), max_length=16, choices=EndingKind)
    ground = models.CharField(_("情形"), max_length=24, choices=EndingGround)
    facts = models.TextField(_("事实和理由"))
    basis = models.CharField(
        _("依据"), max_length=200, help_text=_("写明协议条款或者规定的名称和条款。")
    )
    evidence = models.ForeignKey(
        "governance.Attachment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("证据材料"),
    )
    statement = models.TextField(_("运营机构的陈述申辩"), blank=True, editable=False)
    statement_file = models.ForeignKey(
        "governance.Attachment",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("陈述申辩材料"),
    )
    heard_on = models.DateField(_("听取意见日期"), null=True, editable=False)
    decided_by = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("决定人"),
    )
    decided_on = models.DateField(_("决定日期"), null=True, editable=False)
    decision = models.TextField(_("决定的理由"), blank=True, editable=False)

    objects: ClassVar[Any] = EarlyEndingQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("提前终止和撤销")
        ordering = ("-pk",)
        permissions = (
            ("notify_earlyending", _("告知拟作出的决定")),
            ("state_earlyending", _("陈述申辩")),
            ("lapse_earlyending", _("登记逾期未陈述")),
            ("approve_earlyending", _("决定结束授权")),
            ("drop_earlyending", _("决定不予结束")),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=("opened", "notified", "heard", "approved", "dropped")),
                name="ending_status_is_known",
                violation_error_message=_("案件的状态不在规定的范围内，请由流程操作变更状态。"),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=EndingKind.values, ground__in=EndingGround.values)
                & ~Q(facts="")
                & ~Q(basis=""),
                name="ending_states_ground_facts_and_basis",
                violation_error_message=_("提前结束授权须写明情形、事实和依据，请补充后再保存。"),
            ),
            models.CheckConstraint(
                condition=~Q(kind="revocation", status__in=("notified", "heard", "approved"))
                | Q(evidence__isnull=False),
                name="ending_revocation_has_evidence",
                violation_error_message=_("撤销授权须有证据材料，请上传后再办理。"),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("heard", "approved"))
                | Q(kind="application")
                | Q(heard_on__isnull=False),
                name="ending_hears_the_operator_first",
                violation_error_message=_("作出决定前须听取运营机构的陈述申辩，请先告知。"),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("approved", "dropped"))
                | (Q(decided_by__isnull=False, decided_on__isnull=False) & ~Q(decision="")),
                name="ending_decision_states_who_and_why",
                violation_error_message=_("决定须记录决定人和理由。"),
            ),
            models.CheckConstraint(
                condition=~Q(status="approved") | ~Q(decided_by=F("created_by")),
                name="ending_is_approved_by_another_than_its_author",
                violation_error_message=_("立案人不得决定结束授权，请由另一人决定。"),
            ),
            models.UniqueConstraint(
                fields=("licence",),
                condition=Q(status__in=("opened", "notified", "heard")),
                name="ending_is_the_only_open_one_of_its_licence",
                violation_error_message=_("这份授权已有正在办理的提前结束案件，请在原案件上办理。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.licence.name}：{self.get_kind_display()}"

    @property
    def deadline_region_code(self) -> str:
        """The licence's regulator's region: its deadlines apply."""
        return self.licence.deadline_region_code

    def lock_first(self) -> models.QuerySet[Any]:
        """The licence: two cases never end it at the same moment."""
        rows: models.QuerySet[Any] = Licence._base_manager.filter(pk=self.licence_id)
        return rows
