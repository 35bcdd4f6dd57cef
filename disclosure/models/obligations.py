"""Who owes the public which disclosure, for which year, by when (27号 第十八条、第十九条; notice of 2026-02-10)."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.querysets import PolicyQuerySet
from governance.records import ProcessModel


class Kind(models.TextChoices):
    """The two disclosers have different things to tell."""

    AUTHORISATION = "authorisation", _("授权运营情况（实施机构）")
    OPERATION = "operation", _("产品服务和资源使用情况（运营机构）")


class DisclosureObligationQuerySet(PolicyQuerySet["DisclosureObligation"]):
    """Obligations by their clock."""

    def with_release(self) -> "DisclosureObligationQuerySet":
        """With ``published_on``: the day of the first release that still stands, or nothing."""
        standing = Q(disclosures__status="published")
        return self.annotate(published_on=models.Min("disclosures__published_on", filter=standing))

    def overdue(self, on: date) -> "DisclosureObligationQuerySet":
        """Due, and no release stands: computed on the day, never stored."""
        rows: Any = self.with_release()
        return rows.filter(published_on=None, due_on__lt=on)


class DisclosureObligation(ProcessModel):
    """One body's duty to disclose one licence for one year."""

    inbox_title: ClassVar[str] = "licence__name"
    inbox_organisation: ClassVar[str] = "discloser__name"

    class Status(models.TextChoices):
        OPEN = "open", _("待编制")
        COLLECTING = "collecting", _("已着手编制")

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.OPEN, editable=False
    )
    kind = models.CharField(_("披露事项"), max_length=16, choices=Kind)
    licence = models.ForeignKey(
        "licensing.Licence",
        models.PROTECT,
        related_name="obligations",
        verbose_name=_("授权运营协议"),
    )
    discloser = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        related_name="obligations",
        verbose_name=_("披露单位"),
    )
    year = models.PositiveSmallIntegerField(_("披露年度"))

    objects: ClassVar[Any] = DisclosureObligationQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("披露义务")
        ordering = ("due_on", "id")
        permissions = (("collect_disclosureobligation", _("编制披露")),)
        constraints = (
            models.UniqueConstraint(
                fields=("licence", "kind", "year"),
                name="obligation_once_for_each_year",
                violation_error_message=_("这份协议该年度的披露义务已经存在。"),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values),
                name="obligation_kind_is_listed",
                violation_error_message=_("披露事项不在规定的范围内，请重新选择。"),
            ),
            models.CheckConstraint(
                condition=Q(due_on__year=F("year") + 1) | Q(due_on=None),
                name="obligation_due_in_the_following_year",
                violation_error_message=_("年度披露应在次年 3 月 31 日前完成，请核对期限。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.licence} {self.year} 年度{self.get_kind_display()}"
