"""What caps and prices share: a product, a unit, an amount, and the days on which it stands."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.querysets import PolicyQuerySet
from governance.records import ProcessModel
from licensing.models import ChargeUnit
from pricing.guidance import Tier
from pricing.guidance.ladders import ladder
from pricing.models.ranges import UNITS, tariff_line, validity
from pricing.wording import grouped


class TariffQuerySet(PolicyQuerySet[Any]):
    """Tariffs by their days; ``EFFECTIVE`` names the states in which they bind."""

    def effective(self) -> "TariffQuerySet":
        return self.filter(status__in=self.model.EFFECTIVE)

    def in_force(self, on: date) -> "TariffQuerySet":
        """Effective, and the day lies in their validity."""
        return self.effective().filter(validity__contains=on)

    def upcoming(self, on: date) -> "TariffQuerySet":
        """Effective, from a later day."""
        return self.effective().filter(starts_on__gt=on)

    def on_line_of(self, tariff: "Tariff") -> "TariffQuerySet":
        """Of the same product and unit."""
        return self.filter(product=tariff.product_id, unit=tariff.unit)

    def during(self, first: date, last: date | None) -> "TariffQuerySet":
        """Effective on some day of the span, the earliest first."""
        until = Q() if last is None else Q(starts_on__lte=last)
        unfinished = Q(ends_on=None) | Q(ends_on__gte=first)
        return self.effective().filter(until, unfinished).order_by("starts_on")

    def with_product(self) -> "TariffQuerySet":
        return self.select_related("product__licence__operator").prefetch_related("tiers")


class Tariff(ProcessModel):
    """An amount for one unit of a product, from one day to another; never edited in place (I-19)."""

    EFFECTIVE: ClassVar[frozenset[str]] = frozenset()
    # Declared by each of them, under its own related name.
    product: Any
    product_id: Any
    tiers: Any

    unit = models.CharField(_("计费单位"), max_length=16, choices=ChargeUnit)
    amount = models.DecimalField(_("金额（元）"), max_digits=14, decimal_places=4)
    starts_on = models.DateField(_("执行起始日"), help_text=_("不得早于办理当日。"))
    ends_on = models.DateField(
        _("执行截止日"), null=True, blank=True, help_text=_("留空表示执行到新的标准为止。")
    )
    minimum = models.DecimalField(
        _("最低收费（元）"),
        max_digits=14,
        decimal_places=2,
        default=Decimal(0),
        help_text=_("一个计费期有使用时至少收取的金额，没有的填 0。"),
    )
    validity = validity()
    line = tariff_line()

    class Meta(ProcessModel.Meta):
        abstract = True
        ordering = ("product", "unit", "-starts_on")
        constraints: ClassVar[Any] = (
            models.CheckConstraint(
                condition=Q(unit__in=UNITS),
                name="%(class)s_unit_is_listed",
                violation_error_message=_("计费单位不在规定的范围内，请重新选择。"),
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0, minimum__gte=0),
                name="%(class)s_is_not_negative",
                violation_error_message=_("收费标准不得为负，请核对后重新填写。"),
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="%(class)s_ends_after_it_starts",
                violation_error_message=_("执行截止日不得早于执行起始日，请核对日期。"),
            ),
        )

    def clean(self) -> None:
        """Days in the wrong order are named here: no range can be made of them."""
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("执行截止日不得早于执行起始日，请核对日期。")})

    def get_absolute_url(self) -> str:
        return reverse("pricing:product", args=(self.product_id,))

    def is_on(self, day: date) -> bool:
        """The day lies in its validity."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    @property
    def deadline_region_code(self) -> str:
        """The terms of the region whose data authority supervises the licence."""
        return self.product.licence.regulator.region_id or ""

    @property
    def unit_name(self) -> str:
        """What is counted: the product's own word for its own unit."""
        own = self.unit == self.product.unit
        return self.product.unit_name if own else str(self.get_unit_display())

    @property
    def figure(self) -> str:
        """The amount as it is printed: no zeros beyond the fen that say nothing."""
        return grouped(self.amount, least=2)

    @property
    def ladder(self) -> tuple[Tier, ...]:
        """The amount and the tiers, as the guidance charges by them."""
        return ladder(self.amount, further=[(each.above, each.rate) for each in self.tiers.all()])

    @property
    def is_nothing(self) -> bool:
        """No quantity ever costs anything."""
        return not self.minimum and not any(tier.rate for tier in self.ladder)

    @property
    def further(self) -> list[str]:
        """Each further tier and the minimum, in words."""
        parts = [str(tier) for tier in self.tiers.all()]
        if self.minimum:
            parts.append(str(_("最低收费 %(sum)s 元") % {"sum": grouped(self.minimum, least=2)}))
        return parts

    @property
    def charge(self) -> str:
        """The amount with its unit and what else is due, or that there is none to pay."""
        if self.is_nothing:
            return str(_("免费"))
        words = {"amount": self.figure, "unit": self.unit_name}
        return "；".join([str(_("%(amount)s 元/%(unit)s") % words), *self.further])
