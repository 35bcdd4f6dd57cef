"""What a scheme said when it was put forward, approved, changed or put right: frozen, numbered, with its digest."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.canonical import canonical_json, sha256
from governance.querysets import PolicyQuerySet
from governance.records import GovernedModel
from licensing.models.schemes import Scheme


class SchemeVersion(GovernedModel):
    """One version of the twelve contents with their rows; written once by the step it belongs to."""

    class Kind(models.TextChoices):
        SUBMITTED = "submitted", _("报审稿")
        APPROVED = "approved", _("审议通过稿")
        CHANGED = "changed", _("变更后的方案")
        CORRECTED = "corrected", _("更正后的方案")

    scheme = models.ForeignKey(
        Scheme, models.PROTECT, related_name="versions", verbose_name=_("实施方案")
    )
    number = models.PositiveIntegerField(_("版次"))
    kind = models.CharField(_("版本性质"), max_length=12, choices=Kind)
    frozen_on = models.DateField(_("固定日期"))
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("经办人"),
    )
    decision = models.ForeignKey(
        "licensing.CollectiveDecision",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("所依据的集体决策"),
    )
    reason = models.TextField(_("理由"), blank=True)
    content = models.JSONField(_("版本内容"))
    digest = models.CharField(_("版本摘要值"), max_length=64)

    objects: ClassVar[Any] = PolicyQuerySet.as_manager()

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("方案版本")
        ordering = ("scheme", "-number")
        constraints = (
            models.UniqueConstraint(
                fields=("scheme", "number"),
                name="scheme_version_number_is_unique_within_its_scheme",
                violation_error_message=_("这一版次已经存在，请刷新页面后重试。"),
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="scheme_version_is_numbered_from_one",
                violation_error_message=_("版次从一开始编号，请核对版次。"),
            ),
        )

    def __str__(self) -> str:
        return str(_("%(name)s，第%(n)s版") % {"name": self.scheme, "n": self.number})

    @property
    def is_untouched(self) -> bool:
        """Whether the content is still the one whose digest was taken."""
        return sha256(canonical_json(self.content)) == self.digest
