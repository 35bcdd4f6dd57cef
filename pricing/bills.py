"""Bills: what may at most be charged for a use, and whether what was charged keeps to it (65号 一、二、五)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from licensing.models import Product
from licensing.models.terms import FREE_PURPOSES
from pricing.guidance.ladders import charge
from pricing.models import CapTariff, Price, Tariff
from pricing.wording import grouped

ZERO, WHOLE = Decimal(0), Decimal(1)


@dataclass(frozen=True)
class Use:
    """A quantity on a day; what was used earlier in the same period moves it up the tiers."""

    on: date
    quantity: Decimal


@dataclass(frozen=True)
class Bill:
    """The bounds of a bill; a bound is none where no tariff stood on one of the days."""

    product: Product
    unit: str
    is_free: bool
    most: Decimal | None  # at the cap
    due: Decimal | None  # at the published price

    @property
    def limit(self) -> Decimal | None:
        """Nothing beyond the published price, nor beyond the cap (价格法 第十三条; 65号 二)."""
        if self.is_free:
            return ZERO
        known = [bound for bound in (self.most, self.due) if bound is not None]
        return min(known) if known else None

    def excess(self, charged: Decimal) -> Decimal:
        """By how much a charge is too high; without any tariff all of it is (明码标价)."""
        return max(charged - (self.limit or ZERO), ZERO)

    def verdict(self, charged: Decimal) -> str:
        """The charge in words, for whoever checks it."""
        words = {"charged": _money(charged), "excess": _money(self.excess(charged))}
        if not self.excess(charged):
            return str(_("收取 %(charged)s 元，没有超过公布的收费标准。") % words)
        if self.is_free:
            return str(
                _("收取 %(charged)s 元，但是该用途免费提供（65号 一），应当全部退还。") % words
            )
        if self.limit is None:
            return str(
                _("收取 %(charged)s 元，但是当天没有公布的收费标准，不得收费（价格法 第十三条）。")
                % words
            )
        bound = _("收取 %(charged)s 元，最多只能收取 %(limit)s 元，多收 %(excess)s 元。")
        return str(bound % (words | {"limit": _money(self.limit)}))


@dataclass(frozen=True)
class Standing:
    """The caps and prices of a product and unit on the days of a bill: read once, reckoned often."""

    product: Product
    unit: str
    caps: Sequence[CapTariff]
    prices: Sequence[Price]

    @property
    def groups(self) -> list[str]:
        """Who pays less under one of the caps."""
        return sorted({relief.whom for cap in self.caps for relief in cap.reliefs.all()})

    def bill(
        self,
        uses: Sequence[Use],
        *,
        purpose: str = "",
        whom: str = "",
        before: Decimal = ZERO,
    ) -> Bill:
        """The bounds for uses of one billing period, the tiers counted on from what was used before."""
        return Bill(
            self.product,
            self.unit,
            is_free=self.product.is_free or purpose in FREE_PURPOSES,
            most=self._total(self.caps, uses, whom, before),
            due=self._total(self.prices, uses, whom, before),
        )

    def _total(
        self, tariffs: Sequence[Tariff], uses: Sequence[Use], whom: str, before: Decimal
    ) -> Decimal | None:
        total = ZERO
        for use in sorted(uses, key=lambda each: each.on):
            tariff = next((each for each in tariffs if each.is_on(use.on)), None)
            if tariff is None:
                return None
            terms = {"minimum": tariff.minimum, "share": self._share(use.on, whom)}
            total += charge(use.quantity, tiers=tariff.ladder, before=before, **terms)
            before += use.quantity
        return total

    def _share(self, on: date, whom: str) -> Decimal:
        """What the group pays on the day; without a relief, the whole."""
        reliefs = (each for cap in self.caps if cap.is_on(on) for each in cap.reliefs.all())
        return next((each.share for each in reliefs if each.whom == whom), WHOLE)


def standing(product: Product, *, unit: str, first: date, last: date) -> Standing:
    """What stood from one day to another."""
    own = {"product": product, "unit": unit}
    caps = CapTariff.objects.during(first, last).filter(**own)
    prices = Price.objects.during(first, last).filter(**own)
    return Standing(
        product,
        unit,
        list(caps.prefetch_related("tiers", "reliefs")),
        list(prices.prefetch_related("tiers")),
    )


def bill(product: Product, *, unit: str, uses: Sequence[Use], **terms: Any) -> Bill:
    """The bounds for the uses of one billing period; ``terms`` as of ``Standing.bill``."""
    days = [use.on for use in uses]
    found = standing(product, unit=unit, first=min(days), last=max(days))
    return found.bill(uses, **terms)


def _money(amount: Decimal) -> str:
    return grouped(amount, least=2)
