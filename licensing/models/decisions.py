"""Collective decisions of “三重一大” and filings (clause 三; 27号 第十一条、第十三条)."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.querysets import PolicyQuerySet
from governance.records import GovernedModel, ProcessModel


def about_one(kind_of_scheme: Q, kind_of_licence: Q) -> Q:
    """The condition that a row is about a scheme or about a licence, never both, never none."""
    return (kind_of_scheme & Q(scheme__isnull=False, licence__isnull=True)) | (
        kind_of_licence & Q(scheme__isnull=True, licence__isnull=False)
    )


class CollectiveDecisionQuerySet(PolicyQuerySet):
    def signed(self) -> "CollectiveDecisionQuerySet":
        return self.filter(status=CollectiveDecision.Status.SIGNED)

    def carried(self) -> "CollectiveDecisionQuerySet":
        """Signed and passed, with or without changes."""
        return self.signed().filter(result__in=CollectiveDecision.CARRIED)

    def held_by(self, on: date) -> "CollectiveDecisionQuerySet":
        """Of meetings that have taken place on the day."""
        return self.filter(held_on__lte=on)


class CollectiveDecision(ProcessModel):
    """What a meeting decided; once signed, nobody changes it (database trigger)."""

    inbox_title: ClassVar[str] = "meeting"
    inbox_organisation: ClassVar[str] = "body__name"

    class Kind(models.TextChoices):
        SCHEME = "scheme", _("实施方案审议")
        AGREEMENT = "agreement", _("授权运营协议审议")

    class Result(models.TextChoices):
        PASSED = "passed", _("通过")
        PASSED_WITH_CHANGES = "passed_with_changes", _("修改后通过")
        REJECTED = "rejected", _("不通过")

    class Status(models.TextChoices):
        DRAFT = "draft", _("待签署")
        SIGNED = "signed", _("已签署")

    CARRIED = frozenset({Result.PASSED, Result.PASSED_WITH_CHANGES})

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.DRAFT, editable=False
    )
    kind = models.CharField(_("决策事项"), max_length=16, choices=Kind)
    scheme = models.ForeignKey(
        "licensing.Scheme",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("实施方案"),
    )
    licence = models.ForeignKey(
        "licensing.Licence",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("授权运营协议"),
    )
    body = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        related_name="collective_decisions",
        verbose_name=_("决策机关"),
    )
    meeting = models.CharField(_("会议名称"), max_length=120)
    held_on = models.DateField(_("会议日期"))
    minutes_no = models.CharField(_("会议纪要文号"), max_length=60)
    chair = models.CharField(_("主持人"), max_length=40)
    attendees = models.TextField(_("出席人员"))
    recusals = models.TextField(_("回避人员及理由"), blank=True)
    opinions = models.TextField(_("审议意见"), blank=True)
    result = models.CharField(_("审议结果"), max_length=24, choices=Result)
    conditions = models.TextField(_("修改要求或附加条件"), blank=True)
    exception_grounds = models.TextField(_("授权期限超过五年的理由"), blank=True)
    file = models.ForeignKey(
        "governance.Attachment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("会议纪要扫描件"),
    )
    signed_on = models.DateField(_("签署日期"), null=True, blank=True, editable=False)

    objects: ClassVar[Any] = CollectiveDecisionQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("集体决策")
        ordering = ("-held_on", "-pk")
        permissions = (("sign_collectivedecision", _("签署集体决策")),)
        constraints = (
            models.CheckConstraint(
                condition=about_one(Q(kind="scheme"), Q(kind="agreement")),
                name="decision_is_about_one_matter",
                violation_error_message=_(
                    "集体决策只能针对一个实施方案或一份授权运营协议，请按决策事项选择其一。"
                ),
            ),
            models.CheckConstraint(
                condition=Q(result__in=("passed", "passed_with_changes", "rejected")),
                name="decision_result_is_listed",
                violation_error_message=_("审议结果只能是通过、修改后通过或不通过，请重新选择。"),
            ),
            models.CheckConstraint(
                condition=~Q(result="passed_with_changes") | ~Q(conditions=""),
                name="decision_with_changes_says_which",
                violation_error_message=_(
                    "审议结果为修改后通过的，须写明修改要求，请补充后再保存。"
                ),
            ),
            models.CheckConstraint(
                condition=Q(status="draft", signed_on__isnull=True)
                | Q(status="signed", signed_on__isnull=False, file__isnull=False),
                name="decision_signed_with_its_minutes",
                violation_error_message=_("签署集体决策须附会议纪要扫描件，请上传后再签署。"),
            ),
            models.UniqueConstraint(
                fields=("body", "minutes_no", "kind", "scheme", "licence"),
                name="decision_is_recorded_once",
                nulls_distinct=False,
                violation_error_message=_("同一会议纪要对该事项的决策已有记录，请打开已有记录。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.meeting}（{self.minutes_no}）"

    def get_absolute_url(self) -> str:
        return reverse("admin:licensing_collectivedecision_change", args=(self.pk,))

    @property
    def is_carried(self) -> bool:
        return self.status == self.Status.SIGNED and self.result in self.CARRIED


class Filing(GovernedModel):
    """The record that a scheme or an agreement was filed with the authority above."""

    scheme = models.ForeignKey(
        "licensing.Scheme",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="filings",
        verbose_name=_("实施方案"),
    )
    licence = models.ForeignKey(
        "licensing.Licence",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="filings",
        verbose_name=_("授权运营协议"),
    )
    authority = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="filings", verbose_name=_("备案机关")
    )
    number = models.CharField(_("备案编号"), max_length=60)
    filed_on = models.DateField(_("备案日期"))

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("备案")
        ordering = ("-filed_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=about_one(Q(), Q()),
                name="filing_is_about_one_matter",
                violation_error_message=_(
                    "备案只能针对一个实施方案或一份授权运营协议，请选择其一。"
                ),
            ),
            models.UniqueConstraint(
                fields=("authority", "number"),
                name="filing_number_is_unique",
                violation_error_message=_("该备案机关已有相同的备案编号，请核对编号。"),
            ),
        )

    def __str__(self) -> str:
        return self.number
