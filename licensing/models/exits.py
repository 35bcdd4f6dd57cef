"""The exit after a licence has ended, and the notice that its services stop (27号 第九条、第十四条)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.querysets import PolicyQuerySet
from governance.records import GovernedModel, ProcessModel
from licensing.models.licences import Licence


class EndKind(models.TextChoices):
    """How a licence came to its end."""

    EXPIRED = "expired", _("期限届满")
    AGREED = "agreed", _("协商一致提前终止")
    APPLIED = "applied", _("运营机构申请提前终止")
    BREACH = "breach", _("因违约终止")
    REVOKED = "revoked", _("撤销授权")


class Initiator(models.TextChoices):
    """Who brought the end about."""

    TERM = "term", _("授权期限届满")
    BOTH = "both", _("实施机构和运营机构")
    OPERATOR = "operator", _("运营机构")
    IMPLEMENTING_BODY = "implementing_body", _("实施机构")
    REGULATOR = "regulator", _("监管部门")


class ExitQuerySet(PolicyQuerySet):
    def with_parties(self) -> "ExitQuerySet":
        return self.select_related(
            "licence__operator", "licence__implementing_body", "licence__regulator"
        )


class Exit(ProcessModel):
    """What remains to be done after a licence has ended; nothing of it may stay open."""

    inbox_title: ClassVar[str] = "licence__name"
    inbox_organisation: ClassVar[str] = "licence__operator__name"
    TONES: ClassVar[dict[str, str]] = {
        "opened": "warn", "settling": "go", "returned": "warn", "reported": "go", "closed": "off",
    }  # fmt: skip

    Kind = EndKind
    Initiator = Initiator

    class Status(models.TextChoices):
        OPENED = "opened", _("待公告")
        SETTLING = "settling", _("清算中")
        RETURNED = "returned", _("已退回补办")
        REPORTED = "reported", _("已报送退出报告")
        CLOSED = "closed", _("已办结")

    #: Its tasks may still be worked on.
    UNDER_WAY = frozenset({Status.OPENED, Status.SETTLING, Status.RETURNED})

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.OPENED, editable=False
    )
    licence = models.OneToOneField(
        Licence, models.PROTECT, related_name="exit", verbose_name=_("授权运营协议")
    )
    kind = models.CharField(_("结束方式"), max_length=16, choices=EndKind)
    initiator = models.CharField(_("发起方"), max_length=24, choices=Initiator)
    grounds = models.TextField(_("结束的理由"))
    basis = models.CharField(_("依据"), max_length=200)
    began_on = models.DateField(_("授权结束日期"))
    report = models.TextField(_("退出报告"), blank=True, editable=False)
    report_file = models.ForeignKey(
        "governance.Attachment",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("退出报告附件"),
    )
    reported_by = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("报送人"),
    )
    reported_on = models.DateField(_("报送日期"), null=True, editable=False)
    closed_by = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("办结人"),
    )
    closed_on = models.DateField(_("办结日期"), null=True, editable=False)

    objects: ClassVar[Any] = ExitQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("授权退出")
        ordering = ("-began_on", "-pk")
        permissions = (
            ("announce_exit", _("发布停止服务公告")),
            ("report_exit", _("报送退出报告")),
            ("return_exit", _("退回退出报告")),
            ("close_exit", _("办结授权退出")),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=("opened", "settling", "returned", "reported", "closed")),
                name="exit_status_is_known",
                violation_error_message=_("退出的状态不在规定的范围内，请由流程操作变更状态。"),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=EndKind.values, initiator__in=Initiator.values)
                & ~Q(grounds="")
                & ~Q(basis=""),
                name="exit_says_who_why_and_on_what_basis",
                violation_error_message=_("退出须写明结束方式、发起方、理由和依据，请补充。"),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("reported", "closed"))
                | (
                    Q(
                        report_file__isnull=False,
                        reported_by__isnull=False,
                        reported_on__isnull=False,
                    )
                    & ~Q(report="")
                ),
                name="exit_reported_has_its_report",
                violation_error_message=_("报送退出须有退出报告的正文和附件，请补充后再报送。"),
            ),
            models.CheckConstraint(
                condition=~Q(status="closed")
                | (
                    Q(closed_by__isnull=False, closed_on__isnull=False)
                    & ~Q(closed_by=models.F("reported_by"))
                ),
                name="exit_is_closed_by_another_than_the_reporter",
                violation_error_message=_("报送退出报告的人不得办结退出，请由另一人办结。"),
            ),
        )
        indexes = (models.Index(fields=("status", "due_on"), name="exit_by_state_and_term"),)

    def __str__(self) -> str:
        return str(_("%(licence)s的退出") % {"licence": self.licence})

    def get_absolute_url(self) -> str:
        return reverse("licensing:exit", args=(self.pk,))

    @property
    def deadline_region_code(self) -> str:
        """The licence's regulator's region: its deadlines apply."""
        return self.licence.deadline_region_code

    def lock_first(self) -> models.QuerySet[Any]:
        """The licence: its end and its exit are never moved at the same moment."""
        rows: models.QuerySet[Any] = Licence._base_manager.filter(pk=self.licence_id)
        return rows


class StopNotice(GovernedModel):
    """What the public is told: from which day the services of a licence stop; a correction is a new notice."""

    exit = models.ForeignKey(
        Exit, models.PROTECT, related_name="notices", verbose_name=_("授权退出")
    )
    licence = models.ForeignKey(
        Licence, models.PROTECT, related_name="stop_notices", verbose_name=_("授权运营协议")
    )
    text = models.TextField(_("公告正文"))
    stops_on = models.DateField(_("停止服务日期"))
    products = models.TextField(_("涉及的产品和服务"), blank=True)
    published_on = models.DateField(_("公告日期"))
    corrects = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrected_by",
        verbose_name=_("更正的公告"),
    )

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("停止服务公告")
        ordering = ("-published_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(text=""),
                name="stop_notice_has_a_text",
                violation_error_message=_("停止服务公告须有正文，请补充后再发布。"),
            ),
        )

    def __str__(self) -> str:
        return str(_("%(name)s停止服务公告") % {"name": self.licence.name})

    def get_absolute_url(self) -> str:
        return reverse("licensing:stop_notice", args=(self.pk,))
