"""Administrative divisions by the codes of GB/T 2260."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.querysets import PolicyQuerySet


class RegionQuerySet(PolicyQuerySet["Region"]):
    def in_force(self, on: date) -> "RegionQuerySet":
        """Codes that stand on the day: the ministry revises the list every year."""
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_to=None) | Q(valid_to__gt=on)
        )


class Region(models.Model):
    """A province, city or county; its six-digit code is its identity."""

    class Level(models.TextChoices):
        PROVINCE = "PROVINCE", _("省级")
        CITY = "CITY", _("市级")
        COUNTY = "COUNTY", _("县级")

    is_governed: ClassVar[bool] = True

    code = models.CharField(_("行政区划代码"), max_length=6, primary_key=True)
    name = models.CharField(_("名称"), max_length=80)
    level = models.CharField(_("层级"), max_length=8, choices=Level)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("上级区划"),
    )
    valid_from = models.DateField(_("启用日期"), null=True, blank=True)
    valid_to = models.DateField(_("停用日期"), null=True, blank=True)
    is_demonstration = models.BooleanField(_("仅供演示"), default=False)

    objects: ClassVar[Any] = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("行政区划")
        verbose_name_plural = _("行政区划")
        default_permissions = ("view",)
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(
                condition=Q(code__regex=r"^[1-9][0-9]{5}$"),
                name="region_code_has_six_digits",
                violation_error_message=_("行政区划代码须为六位数字。"),
            ),
        )

    def __str__(self) -> str:
        return self.name
