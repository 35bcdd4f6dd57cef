"""What an inspection found, point by point, and how it was put right (27号 第二十一条; 意见（三）)."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.presentation import Tone
from governance.querysets import PolicyQuerySet
from governance.records import GovernedModel, ProcessModel


class Finding(GovernedModel):
    """The result of one point; written while the inspection is under way, then fixed (database trigger)."""

    class Result(models.TextChoices):
        CONFORMING = "conforming", _("符合")
        MINOR = "minor", _("轻微不符合")
        MAJOR = "major", _("严重不符合")

    inspection = models.ForeignKey(
        "licensing.Inspection",
        models.PROTECT,
        related_name="findings",
        verbose_name=_("监督检查"),
    )
    text = models.CharField(_("检查内容"), max_length=250)
    basis = models.CharField(_("依据"), max_length=120)
    method = models.CharField(_("检查方法"), max_length=250, blank=True)
    result = models.CharField(_("检查结果"), max_length=16, choices=Result, blank=True)
    what = models.TextField(_("发现的情况"), blank=True)
    responsible = models.CharField(_("责任部门或者责任人"), max_length=120, blank=True)
    evidence = models.ForeignKey(
        "governance.Attachment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("证据材料"),
    )

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("检查发现")
        ordering = ("inspection", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(result__in=("minor", "major")) | (~Q(what="") & ~Q(responsible="")),
                name="finding_against_somebody_says_what_and_whose",
                violation_error_message=_(
                    "不符合的检查结果须写明发现的情况和责任部门或者责任人，请补充后再保存。"
                ),
            ),
        )

    def __str__(self) -> str:
        return self.text


class RectificationQuerySet(PolicyQuerySet):
    def open(self) -> "RectificationQuerySet":
        """Ordered and neither verified nor refused."""
        return self.filter(status__in=Rectification.OPEN)

    def overdue(self, on: date) -> "RectificationQuerySet":
        """The operator's term has passed and nothing was handed in."""
        return self.filter(status__in=Rectification.OWED, due_on__lt=on)


class Rectification(ProcessModel):
    """A finding that has to be put right by a day; refusal is a ground for ending the licence."""

    inbox_title: ClassVar[str] = "finding__text"
    inbox_organisation: ClassVar[str] = "licence__operator__name"

    class Status(models.TextChoices):
        ORDERED = "ordered", _("待整改")
        PLANNED = "planned", _("整改中")
        DONE = "done", _("已整改，待验收")
        VERIFIED = "verified", _("已验收")
        REFUSED = "refused", _("拒不整改")

    OWED = frozenset({Status.ORDERED, Status.PLANNED})
    OPEN = OWED | {Status.DONE}
    TONES: ClassVar[dict[str, Tone]] = {
        Status.ORDERED: Tone.WARN,
        Status.PLANNED: Tone.GO,
        Status.DONE: Tone.GO,
        Status.VERIFIED: Tone.OK,
        Status.REFUSED: Tone.BAD,
    }

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.ORDERED, editable=False
    )
    finding = models.OneToOneField(
        Finding, models.PROTECT, related_name="rectification", verbose_name=_("检查发现")
    )
    licence = models.ForeignKey(
        "licensing.Licence",
        models.PROTECT,
        related_name="rectifications",
        verbose_name=_("授权运营协议"),
    )
    ordered_on = models.DateField(_("责令整改日期"))
    plan = models.TextField(_("整改方案"), blank=True, editable=False)
    planned_on = models.DateField(_("报送方案日期"), null=True, editable=False)
    done = models.TextField(_("整改情况"), blank=True, editable=False)
    done_on = models.DateField(_("完成整改日期"), null=True, editable=False)
    done_by = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("整改报送人"),
    )
    evidence = models.ForeignKey(
        "governance.Attachment",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("整改证明材料"),
    )
    extended_from = models.DateField(_("延期前的期限"), null=True, editable=False)
    extension_reason = models.TextField(_("延期理由"), blank=True, editable=False)
    suspension_suggested_on = models.DateField(_("建议中止授权日期"), null=True, editable=False)
    decided_by = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("验收或者认定人"),
    )
    decided_on = models.DateField(_("验收或者认定日期"), null=True, editable=False)
    decision = models.TextField(_("验收或者认定意见"), blank=True, editable=False)

    objects: ClassVar[Any] = RectificationQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("限期整改")
        ordering = ("-ordered_on", "-pk")
        permissions = (
            ("answer_rectification", _("报送整改方案和结果")),
            ("extend_rectification", _("准予整改延期")),
            ("verify_rectification", _("验收整改")),
            ("enforce_rectification", _("建议中止授权和认定拒不整改")),
        )
        constraints = (
            models.CheckConstraint(
                condition=~Q(status="done")
                | (
                    ~Q(done="")
                    & Q(done_by__isnull=False, done_on__isnull=False, evidence__isnull=False)
                ),
                name="rectification_done_with_its_evidence",
                violation_error_message=_("报送整改结果须写明整改情况并附证明材料。"),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("verified", "refused"))
                | (~Q(decision="") & Q(decided_by__isnull=False, decided_on__isnull=False)),
                name="rectification_ends_with_a_decision",
                violation_error_message=_("验收整改或者认定拒不整改须记录办理人、日期和意见。"),
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(done_by=None) | ~Q(decided_by=F("done_by")),
                name="rectification_is_verified_by_another_person",
                violation_error_message=_("报送整改结果的人不得自行验收，请由另一人验收。"),
            ),
        )

    def __str__(self) -> str:
        return str(_("整改：%(text)s") % {"text": self.finding.text})

    def get_absolute_url(self) -> str:
        return reverse("admin:licensing_rectification_change", args=(self.pk,))

    @property
    def clock_started_on(self) -> date | None:
        """An extension counts from the end of the first term."""
        return self.extended_from if self.due_rule == "rect.extend" else self.status_since

    @property
    def deadline_region_code(self) -> str:
        """The region of the licence's regulator."""
        return self.licence.deadline_region_code
