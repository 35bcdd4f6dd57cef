"""Check-lists of supervision: what is looked at, on which basis, and how (27号 第二十一条)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.records import GovernedModel


class ChecklistTemplate(GovernedModel):
    """A list of points that inspections copy; who changes it later changes no inspection."""

    class Kind(models.TextChoices):
        INSPECTION = "inspection", _("监督检查")
        AUDIT = "audit", _("内控审计")

    owner = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        related_name="checklists",
        verbose_name=_("制定单位"),
    )
    name = models.CharField(_("清单名称"), max_length=120)
    kind = models.CharField(_("用于"), max_length=16, choices=Kind, default=Kind.INSPECTION)
    is_in_use = models.BooleanField(_("正在使用"), default=True)

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("检查清单")
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("owner", "name"),
                name="checklist_name_is_unique_for_its_owner",
                violation_error_message=_("本单位已有同名的检查清单，请换一个名称。"),
            ),
        )

    def __str__(self) -> str:
        return self.name


class ChecklistPoint(GovernedModel):
    """One point of a list."""

    template = models.ForeignKey(
        ChecklistTemplate, models.PROTECT, related_name="points", verbose_name=_("检查清单")
    )
    number = models.PositiveSmallIntegerField(_("序号"))
    text = models.CharField(_("检查内容"), max_length=250)
    basis = models.CharField(_("依据"), max_length=120)
    method = models.CharField(_("检查方法"), max_length=250, blank=True)

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("检查要点")
        ordering = ("template", "number", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("template", "number"),
                name="checklist_numbers_its_points_once",
                violation_error_message=_("本清单已有这个序号，请换一个序号。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"
