"""How many must attend and agree: the rule of a body for its meetings, else what the portal supposes (clause 三)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.querysets import PolicyQuerySet
from governance.records import GovernedModel
from licensing.models.terms import MeetingType
from licensing.quorum import Quorum, Share


class QuorumRuleQuerySet(PolicyQuerySet["QuorumRule"]):
    """Finds the rule of a meeting."""

    def of(self, organisation_id: int | None, meeting_type: str) -> "QuorumRule":
        """The body's own rule for such meetings, else its general one, else what the portal supposes."""
        found = self.filter(organisation=organisation_id, meeting_type__in=(meeting_type, ""))
        nearest = sorted(found, key=lambda rule: rule.meeting_type)
        return nearest[-1] if nearest else self.model()


class QuorumRule(GovernedModel):
    """Quorum and majority of one body; a body without a rule follows the defaults below."""

    class Base(models.TextChoices):
        ENTITLED = "entitled", _("应到成员（不含回避）")
        PRESENT = "present", _("实到成员")

    organisation = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        related_name="quorum_rules",
        verbose_name=_("适用单位"),
    )
    meeting_type = models.CharField(
        _("适用会议"),
        max_length=24,
        choices=MeetingType,
        blank=True,
        help_text=_("留空表示适用于各类会议。"),
    )
    attendance_part = models.PositiveSmallIntegerField(_("到会比例（分子）"), default=2)
    attendance_whole = models.PositiveSmallIntegerField(_("到会比例（分母）"), default=3)
    attendance_is_strict = models.BooleanField(
        _("到会须超过该比例"), default=False, help_text=_("不勾选表示达到即可。")
    )
    majority_part = models.PositiveSmallIntegerField(_("赞成比例（分子）"), default=1)
    majority_whole = models.PositiveSmallIntegerField(_("赞成比例（分母）"), default=2)
    majority_is_strict = models.BooleanField(
        _("赞成须超过该比例"), default=True, help_text=_("不勾选表示达到即可。")
    )
    majority_of = models.CharField(
        _("赞成比例的基数"), max_length=12, choices=Base, default=Base.ENTITLED
    )
    least_present = models.PositiveSmallIntegerField(_("最少到会人数"), default=3)
    source = models.CharField(
        _("依据"),
        max_length=200,
        default="27号未作规定，本平台建议值",
        help_text=_("写明议事规则的名称、文号和条款。"),
    )
    verified = models.BooleanField(_("已核对原文"), default=False)

    objects: ClassVar[Any] = QuorumRuleQuerySet.as_manager()

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("会议表决规则")
        ordering = ("organisation", "meeting_type")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "meeting_type"),
                name="quorum_rule_is_one_for_each_meeting",
                violation_error_message=_("该单位的这类会议已有表决规则，请修改原有规则。"),
            ),
            models.CheckConstraint(
                condition=Q(
                    attendance_part__gte=1,
                    attendance_whole__gte=F("attendance_part"),
                    majority_part__gte=1,
                    majority_whole__gte=F("majority_part"),
                ),
                name="quorum_rule_shares_are_parts_of_a_whole",
                violation_error_message=_("比例的分子至少为 1，且不大于分母，请修改。"),
            ),
            models.CheckConstraint(
                condition=Q(least_present__gte=2),
                name="quorum_rule_is_collective",
                violation_error_message=_("集体决策至少两人到会，请修改最少到会人数。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation}：{self.in_words}"

    @property
    def quorum(self) -> Quorum:
        """The rule as arithmetic."""
        return Quorum(
            Share(self.attendance_part, self.attendance_whole, self.attendance_is_strict),
            Share(self.majority_part, self.majority_whole, self.majority_is_strict),
            self.least_present,
            is_of_present=self.majority_of == self.Base.PRESENT,
        )

    @property
    def in_words(self) -> str:
        """What must be reached, and where that is written."""
        return str(
            _("到会%(attended)s应到成员的 %(a)d/%(b)d 且不少于 %(least)d 人，赞成%(agreed)s%(base)s的 %(c)d/%(d)d")
            % {
                "attended": _reached(self.attendance_is_strict), "a": self.attendance_part,
                "b": self.attendance_whole, "least": self.least_present,
                "agreed": _reached(self.majority_is_strict), "base": self.get_majority_of_display(),
                "c": self.majority_part, "d": self.majority_whole,
            }
        )  # fmt: skip

    @property
    def source_in_words(self) -> str:
        """The source, with 待核对 where nobody compared it."""
        return (
            self.source if self.verified else str(_("%(source)s，待核对") % {"source": self.source})
        )


def _reached(is_strict: bool) -> str:
    return str(_("须超过") if is_strict else _("须达到"))
