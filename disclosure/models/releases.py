"""Disclosures: once published, canonical JSON with a hash that nobody can change (I-32)."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from disclosure.models.obligations import DisclosureObligation
from governance.querysets import PolicyQuerySet
from governance.records import ProcessModel


class DisclosureQuerySet(PolicyQuerySet["Disclosure"]):
    """Releases."""

    def released(self) -> "DisclosureQuerySet":
        """Published at some time: the withdrawn ones keep their place as tombstones."""
        return self.filter(status__in=Disclosure.RELEASED)

    def with_parties(self) -> "DisclosureQuerySet":
        """With what a list shows of each."""
        return self.select_related("obligation__licence", "obligation__discloser", "predecessor")


class Disclosure(ProcessModel):
    """One release of one obligation; a correction is a new release that names its predecessor."""

    inbox_title: ClassVar[str] = "obligation__licence__name"
    inbox_organisation: ClassVar[str] = "obligation__discloser__name"

    class Status(models.TextChoices):
        DRAFT = "draft", _("编制中")
        SUBMITTED = "submitted", _("待复核发布")
        RETURNED = "returned", _("已退回")
        PUBLISHED = "published", _("已发布")
        WITHDRAWN = "withdrawn", _("已撤回")

    OPEN_TO_EDITS = frozenset({Status.DRAFT, Status.RETURNED})
    RELEASED = frozenset({Status.PUBLISHED, Status.WITHDRAWN})

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.DRAFT, editable=False
    )
    obligation = models.ForeignKey(
        DisclosureObligation, models.PROTECT, related_name="disclosures", verbose_name=_("披露义务")
    )
    release = models.PositiveSmallIntegerField(_("版次"), default=1, editable=False)
    predecessor = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="successor",
        verbose_name=_("被更正的版次"),
    )  # fmt: skip
    correction_reason = models.TextField(_("更正理由"), blank=True, editable=False)
    explanation = models.TextField(
        _("情况说明"), blank=True, help_text=_("面向公众的文字说明，随披露内容一并公开。")
    )
    contents = models.JSONField(_("披露内容"), default=dict, editable=False)
    canonical = models.TextField(_("发布文本"), blank=True, editable=False)
    sha256 = models.CharField(
        _("SHA-256"), max_length=64, blank=True, editable=False, db_index=True
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+",
        verbose_name=_("签署完整性声明的人员"),
    )  # fmt: skip
    signed_on = models.DateField(_("签署日期"), null=True, editable=False)
    published_on = models.DateField(_("发布日期"), null=True, editable=False)
    withdrawn_on = models.DateField(_("撤回日期"), null=True, editable=False)
    withdrawal_reason = models.TextField(_("撤回理由"), blank=True, editable=False)

    objects: ClassVar[Any] = DisclosureQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("信息披露")
        ordering = ("-published_on", "-id")
        permissions = (
            ("refresh_disclosure", _("重新取数")),
            ("sign_disclosure", _("签署并送审")),
            ("return_disclosure", _("退回披露")),
            ("publish_disclosure", _("发布披露")),
            ("correct_disclosure", _("更正披露")),
            ("withdraw_disclosure", _("撤回披露")),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("obligation", "release"),
                name="disclosure_release_is_unique",
                violation_error_message=_("该版次已经存在，请刷新后重试。"),
            ),
            models.CheckConstraint(
                condition=Q(status__in=("draft", "submitted", "returned"), published_on=None)
                | Q(status__in=("published", "withdrawn"), published_on__isnull=False, signed_by__isnull=False)
                & ~Q(sha256="") & ~Q(canonical=""),
                name="disclosure_published_is_signed_and_hashed",
                violation_error_message=_("披露发布前须由具名人员签署，并固定文本及其哈希。"),
            ),
            models.CheckConstraint(
                condition=Q(predecessor=None, release=1) | Q(predecessor__isnull=False, release__gt=1)
                & ~Q(correction_reason=""),
                name="disclosure_correction_states_its_reason",
                violation_error_message=_("更正已发布的披露须写明理由。"),
            ),
            models.CheckConstraint(
                condition=~Q(status="withdrawn") | Q(withdrawn_on__isnull=False) & ~Q(withdrawal_reason=""),
                name="disclosure_withdrawal_states_its_reason",
                violation_error_message=_("撤回已发布的披露须写明理由。"),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        suffix = f"（第 {self.release} 版）" if self.release > 1 else ""
        return f"{self.obligation}{suffix}"

    def get_absolute_url(self) -> str:
        return reverse("disclosure:disclosure", args=(self.pk,))

    @property
    def is_superseded(self) -> bool:
        """Whether a published correction has taken its place."""
        later = getattr(self, "successor", None)
        return later is not None and later.status == self.Status.PUBLISHED
