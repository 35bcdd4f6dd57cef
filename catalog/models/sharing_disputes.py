"""Disputes about sharing: negotiated, mediated, decided by the common superior (809号 第二十七条)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.models.sharing import SharingRequest
from governance.presentation import Tone
from governance.records import ProcessModel


class SharingDispute(ProcessModel):
    """A refusal that the requester does not accept."""

    inbox_title: ClassVar[str] = "request__resource__name"
    inbox_organisation: ClassVar[str] = "request__requester__name"

    class Status(models.TextChoices):
        NEGOTIATING = "negotiating", _("双方协商")
        MEDIATING = "mediating", _("同级数据主管部门协调")
        AT_SUPERIOR = "at_superior", _("共同上级数据主管部门裁定")
        SETTLED = "settled", _("协商同意共享")
        DROPPED = "dropped", _("申请单位放弃")
        DECIDED = "decided", _("已裁定")

    class Outcome(models.TextChoices):
        SHARE = "share", _("应当共享")
        KEEP = "keep", _("可以不予共享")

    TONES: ClassVar[Any] = {
        Status.NEGOTIATING: Tone.WARN,
        Status.MEDIATING: Tone.WARN,
        Status.AT_SUPERIOR: Tone.WARN,
        Status.SETTLED: Tone.OK,
        Status.DROPPED: Tone.OFF,
        Status.DECIDED: Tone.OK,
    }

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.NEGOTIATING, editable=False
    )
    request = models.OneToOneField(
        SharingRequest, on_delete=models.PROTECT, related_name="dispute", verbose_name=_("共享申请")
    )
    claim = models.TextField(_("申请单位的主张"))
    raised_on = models.DateField(_("提出日期"))
    answer = models.TextField(_("提供单位的意见"), blank=True, editable=False)
    answered_on = models.DateField(_("提出意见的日期"), null=True, blank=True, editable=False)
    answer_due_on = models.DateField(_("提出意见的期限"), null=True, blank=True, editable=False)
    proposal = models.CharField(
        _("协调意见"), max_length=16, choices=Outcome, blank=True, editable=False
    )
    proposal_reason = models.TextField(_("协调意见的理由"), blank=True, editable=False)
    mediated_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("协调人"),
    )
    superior = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("共同的上级单位"),
    )
    outcome = models.CharField(
        _("结果"), max_length=16, choices=Outcome, blank=True, editable=False
    )
    decision = models.TextField(_("裁定理由"), blank=True, editable=False)
    decided_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("裁定人"),
    )
    closed_on = models.DateField(_("办结日期"), null=True, blank=True, editable=False)

    class Meta(ProcessModel.Meta):
        verbose_name = _("共享争议")
        verbose_name_plural = _("共享争议")
        ordering = ("-pk",)
        permissions = (
            ("pursue_sharingdispute", _("主张共享")),
            ("answer_sharingdispute", _("答复共享争议")),
            ("escalate_sharingdispute", _("报请共同的上级裁定")),
            ("mediate_sharingdispute", _("协调共享争议")),
            ("decide_sharingdispute", _("裁定共享争议")),
        )
        constraints = (
            models.CheckConstraint(
                condition=~Q(claim=""),
                name="sharingdispute_states_its_claim",
                violation_error_message=_("提出共享争议须写明主张和理由。"),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("at_superior", "decided")) | Q(superior__isnull=False),
                name="sharingdispute_superior_is_known",
                violation_error_message=_("报请裁定的共享争议须有共同的上级单位。"),
            ),
            models.CheckConstraint(
                condition=~Q(status="decided")
                | (~Q(outcome="") & ~Q(decision="") & Q(decided_by__isnull=False)),
                name="sharingdispute_decision_states_who_what_and_why",
                violation_error_message=_("裁定共享争议须记录裁定人、结果和理由。"),
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None)
                | Q(mediated_by=None)
                | ~Q(decided_by=F("mediated_by")),
                name="sharingdispute_decider_is_not_the_mediator",
                violation_error_message=_("协调人不得裁定同一争议，请由另一人裁定。"),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("settled", "dropped", "decided"))
                | Q(closed_on__isnull=False),
                name="sharingdispute_end_has_its_day",
                violation_error_message=_("办结共享争议须记录日期。"),
            ),
        )

    def __str__(self) -> str:
        return str(_("%(request)s的共享争议") % {"request": self.request})

    @property
    def deadline_region_code(self) -> str:
        """The region of the provider."""
        return self.request.deadline_region_code
