"""How a region registers where 26号 leaves it open: notice of later kinds, duty for products (第五条、第十二条)."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.querysets import PolicyQuerySet
from governance.records import GovernedModel

#: 26号 says nothing of a notice for these kinds; the region's practice does.
NOTICE_FIELDS = {
    "change": "is_change_announced",
    "correction": "is_correction_announced",
    "cancellation": "is_cancellation_announced",
    "renewal": "is_renewal_announced",
}


class RegistrationPracticeQuerySet(PolicyQuerySet["RegistrationPractice"]):
    """Finds the practice of a place."""

    def of(self, region_code: str) -> "RegistrationPractice":
        """The practice of the county, else of its city or province, else what the portal supposes."""
        codes = {region_code, f"{region_code[:4]}00", f"{region_code[:2]}0000"}
        found = list(self.filter(region__in=codes)) if region_code else []
        nearest = sorted(found, key=lambda each: len(each.region_id.rstrip("0")))
        return nearest[-1] if nearest else self.model()


class RegistrationPractice(GovernedModel):
    """The switches of one region, with the rule that they rest on."""

    region = models.OneToOneField(
        "accounts.Region",
        on_delete=models.PROTECT,
        related_name="registration_practice",
        verbose_name=_("适用区划"),
    )
    is_product_registration_mandatory = models.BooleanField(
        _("产品和服务必须登记"),
        default=True,
        help_text=_("26号 第五条为鼓励，27号 第十六条为应当。"),
    )
    is_change_announced = models.BooleanField(_("变更登记须公示"), default=True)
    is_correction_announced = models.BooleanField(_("更正登记须公示"), default=False)
    is_cancellation_announced = models.BooleanField(_("注销登记须公示"), default=False)
    is_renewal_announced = models.BooleanField(_("续展登记须公示"), default=False)
    source = models.CharField(
        _("依据"), max_length=200, help_text=_("写明本地实施细则的名称、文号和条款。")
    )

    objects: ClassVar[Any] = RegistrationPracticeQuerySet.as_manager()

    class Meta(GovernedModel.Meta):
        verbose_name = _("本地登记实务")
        verbose_name_plural = _("本地登记实务")
        ordering = ("region",)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(source=""),
                name="registrationpractice_cites_its_source",
                violation_error_message=_("本地登记实务须写明依据。"),
            ),
        )

    def __str__(self) -> str:
        return str(self.region)

    def announces(self, kind: str) -> bool:
        """Whether an application of this kind is put before the public; a first one always is (26号 第十二条)."""
        name = NOTICE_FIELDS.get(kind)
        return name is None or bool(getattr(self, name))
