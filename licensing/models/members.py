"""The members of a deciding meeting: who should attend, who did, who stood aside, and how each one voted (§7.6)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from governance.querysets import PolicyQuerySet
from governance.records import GovernedModel
from licensing.quorum import Tally


class DecisionMemberQuerySet(PolicyQuerySet["DecisionMember"]):
    """Counts members."""

    def tally(self) -> Tally:
        """Everybody counted once, in one query."""
        where = {
            "listed": Q(),
            "recused": Q(attendance="recused"),
            "present": Q(attendance="present"),
            "in_favour": Q(vote="for"),
            "against": Q(vote="against"),
            "abstained": Q(vote="abstain"),
        }
        counts = self.aggregate(
            **{name: Count("pk", filter=condition) for name, condition in where.items()}
        )
        return Tally(**counts)


class DecisionMember(GovernedModel):
    """One member who should attend: present with a vote, absent or recused with the reason."""

    class Attendance(models.TextChoices):
        PRESENT = "present", _("到会")
        ABSENT = "absent", _("缺席")
        RECUSED = "recused", _("回避")

    class Vote(models.TextChoices):
        FOR = "for", _("赞成")
        AGAINST = "against", _("反对")
        ABSTAIN = "abstain", _("弃权")

    decision = models.ForeignKey(
        "licensing.CollectiveDecision",
        models.PROTECT,
        related_name="members",
        verbose_name=_("集体决策"),
    )
    name = models.CharField(_("姓名"), max_length=40)
    post = models.CharField(_("职务"), max_length=60)
    attendance = models.CharField(
        _("到会情况"), max_length=12, choices=Attendance, default=Attendance.PRESENT
    )
    has_conflict = models.BooleanField(
        _("申报利害关系"), default=False, help_text=_("与审议事项有利害关系的，须回避。")
    )
    reason = models.CharField(_("缺席或回避理由"), max_length=200, blank=True)
    vote = models.CharField(_("表决"), max_length=12, choices=Vote, blank=True)
    opinion = models.CharField(_("意见"), max_length=500, blank=True)

    objects: ClassVar[Any] = DecisionMemberQuerySet.as_manager()

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("参会成员")
        ordering = ("decision", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("decision", "name", "post"),
                name="decision_lists_a_member_once",
                violation_error_message=_("该成员已列入本次会议，请勿重复填写。"),
            ),
            models.CheckConstraint(
                condition=Q(attendance__in=("present", "absent", "recused")),
                name="decision_member_attendance_is_listed",
                violation_error_message=_("到会情况只能是到会、缺席或回避，请重新选择。"),
            ),
            models.CheckConstraint(
                condition=Q(attendance="present", vote__in=("for", "against", "abstain"))
                | (~Q(attendance="present") & Q(vote="")),
                name="decision_member_votes_exactly_when_present",
                violation_error_message=_(
                    "到会成员须有表决，缺席和回避的成员不得表决，请核对后填写。"
                ),
            ),
            models.CheckConstraint(
                condition=Q(attendance="present") | ~Q(reason=""),
                name="decision_member_away_says_why",
                violation_error_message=_("缺席或回避须写明理由，请补充后再保存。"),
            ),
            models.CheckConstraint(
                condition=Q(has_conflict=False) | Q(attendance="recused"),
                name="decision_member_with_a_conflict_is_recused",
                violation_error_message=_(
                    "申报利害关系的成员须回避，请将到会情况改为回避并写明理由。"
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}（{self.post}）"
