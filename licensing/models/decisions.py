"""Collective decisions of “三重一大” (clause 三; 27号 第十一条、第十三条; §7.6)."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.querysets import PolicyQuerySet
from governance.records import ProcessModel
from licensing.models.quorum_rules import QuorumRule
from licensing.models.terms import MeetingType

#: What a decision is about: a scheme, an agreement, or for larger changes either.
ABOUT_SCHEME = ("scheme", "major_change")
ABOUT_LICENCE = ("agreement", "exceptional_term", "major_change")


def counted(label: Any) -> Any:
    """A column that signing fills from the rows of members."""
    return models.PositiveSmallIntegerField(label, null=True, blank=True, editable=False)


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
        MAJOR_CHANGE = "major_change", _("较大变更审议")
        EXCEPTIONAL_TERM = "exceptional_term", _("超过五年期限审议")

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
    meeting_type = models.CharField(_("会议类型"), max_length=24, choices=MeetingType, default="")
    meeting = models.CharField(_("会议名称"), max_length=120)
    held_on = models.DateField(_("会议日期"))
    minutes_no = models.CharField(_("会议纪要文号"), max_length=60)
    chair = models.CharField(_("主持人"), max_length=40)
    attendees = models.TextField(
        _("列席人员和到会说明"), blank=True, help_text=_("应到成员在下面逐人填写，这里只作补充。")
    )
    recusals = models.TextField(_("回避情况说明"), blank=True)
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
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("核对签署人"),
    )
    # Counted from the rows of members at signing, never typed; the rule as it stood on that day.
    members_listed = counted(_("应到人数"))
    members_recused = counted(_("回避人数"))
    members_present = counted(_("实到人数"))
    votes_for = counted(_("赞成票"))
    votes_against = counted(_("反对票"))
    votes_abstained = counted(_("弃权票"))
    quorum_words = models.CharField(_("表决规则"), max_length=300, blank=True, editable=False)

    objects: ClassVar[Any] = CollectiveDecisionQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("集体决策")
        ordering = ("-held_on", "-pk")
        permissions = (
            ("sign_collectivedecision", _("签署集体决策")),
            ("strike_collectivedecision", _("从集体决策移出成员")),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=ABOUT_SCHEME, scheme__isnull=False, licence__isnull=True)
                | Q(kind__in=ABOUT_LICENCE, scheme__isnull=True, licence__isnull=False),
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
                condition=Q(meeting_type="") | Q(meeting_type__in=MeetingType.values),
                name="decision_meeting_type_is_listed",
                violation_error_message=_("会议类型不在规定的范围内，请重新选择。"),
            ),
            models.CheckConstraint(
                condition=~Q(kind="exceptional_term") | ~Q(exception_grounds=""),
                name="decision_on_an_exceptional_term_says_why",
                violation_error_message=_("超过五年期限的审议须写明理由，请补充后再保存。"),
            ),
            models.CheckConstraint(
                condition=~Q(signed_by=F("created_by")),
                name="decision_is_signed_by_another_than_its_recorder",
                violation_error_message=_("登记人不得签署本人登记的集体决策，请由他人核对签署。"),
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

    @property
    def quorum_rule(self) -> QuorumRule:
        """The rule that holds for this meeting now; what held at signing is kept in words."""
        found: QuorumRule = QuorumRule.objects.of(self.body_id, self.meeting_type)
        return found
