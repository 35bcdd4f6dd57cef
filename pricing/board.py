"""The public price board (table T6): what is charged today, within which cap, on what basis (65号 五)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from licensing.models import Product
from pricing.guidance.ladders import charge
from pricing.models import CapTariff, Price, Tariff
from pricing.wording import grouped

MOST_CHANGES = 20


@dataclass(frozen=True)
class Entry:
    """One line of the board: a price and the cap that binds it on the day."""

    price: Price
    cap: CapTariff | None

    @property
    def stage(self) -> str:
        """Free, on trial or formal, in words."""
        return str(_("免费")) if self.price.product.is_free else self.price.get_stage_display()

    @property
    def tone(self) -> str:
        return "go" if self.price.stage == Price.Stage.TRIAL else "ok"

    @property
    def basis(self) -> str:
        """The document on which the charge rests."""
        if self.price.product.is_free:
            return str(
                _("%(purpose)s，免费提供") % {"purpose": self.price.product.get_purpose_display()}
            )
        return self.cap.document_no if self.cap else str(_("试行收费，尚未制定上限"))


@dataclass(frozen=True)
class Change:
    """A cap or price that will replace another."""

    tariff: Tariff
    label: str
    before: str

    @property
    def after(self) -> str:
        return self.tariff.charge


@dataclass(frozen=True)
class Estimate:
    """What a quantity costs at the price of the day, and what it may cost at most."""

    entry: Entry
    quantity: str
    total: str
    most: str

    @property
    def is_plain(self) -> bool:
        """Quantity times rate, without tiers or a minimum."""
        return not self.entry.price.minimum and len(self.entry.price.ladder) == 1


def prices(user: Any, *, q: str, purpose: str, operator: str, on: date) -> Any:
    """The prices of the day, in the order of the board."""
    rows = Price.objects.visible_to(user).on_board(on).with_product()
    if q:
        rows = rows.filter(
            Q(product__name__icontains=q)
            | Q(product__scenario__icontains=q)
            | Q(product__licence__operator__name__icontains=q)
        )
    if purpose:
        rows = rows.filter(product__purpose=purpose)
    if operator.isdigit() and len(operator) < len(str(2**63)):
        rows = rows.filter(product__licence__operator=int(operator))
    return rows.order_by("product__name", "product", "unit")


def entries(page: Iterable[Price], user: Any, *, on: date) -> list[Entry]:
    """Each price of a page with the cap of the day: one query for all of them."""
    shown = list(page)
    standing = CapTariff.objects.visible_to(user).in_force(on).with_product()
    caps = _by_line(standing, shown)
    return [Entry(price, caps.get(price.line)) for price in shown]


def changes(user: Any, *, on: date) -> list[Change]:
    """What will change next, the nearest first."""
    coming: list[Change] = []
    on_sale = Product.objects.on_sale(on)
    for model in (CapTariff, Price):
        rows = model.objects.visible_to(user).filter(product__in=on_sale)
        following = list(
            rows.upcoming(on).with_product().order_by("starts_on", "pk")[:MOST_CHANGES]
        )
        today = _by_line(rows.in_force(on).with_product(), following)
        coming += [_change(each, today.get(each.line)) for each in following]
    return sorted(coming, key=lambda change: change.tariff.starts_on)[:MOST_CHANGES]


def charged_products(on: date) -> Any:
    """What is on the board, for the forms that ask which product."""
    return Product.objects.filter(pk__in=Price.objects.on_board(on).values("product")).order_by(
        "name", "pk"
    )


def operators(on: date) -> Any:
    """Who charges today, for the filter."""
    charging = Price.objects.on_board(on).values("product__licence__operator")
    return Organisation.objects.filter(pk__in=charging).order_by("name")


def history(product: Product, user: Any) -> Mapping[str, Any]:
    """All that a product ever cost, and was allowed to cost, the newest first."""
    own = {"product": product.pk}
    caps = CapTariff.objects.visible_to(user).effective().filter(**own).with_product()
    caps = caps.prefetch_related("reliefs")
    charged = Price.objects.visible_to(user).filter(status__in=Price.PUBLIC, **own).with_product()
    return {
        "caps": caps.select_related("revenue").order_by("-starts_on", "unit"),
        "prices": charged.order_by("-starts_on", "unit"),
    }


def estimates(product: Product, user: Any, *, quantity: Decimal, on: date) -> list[Estimate]:
    """The bill for a quantity by each unit in which the product is charged for on the day."""
    rows = Price.objects.visible_to(user).on_board(on).filter(product=product).with_product()
    return [_estimate(entry, quantity) for entry in entries(rows.order_by("unit"), user, on=on)]


def _estimate(entry: Entry, quantity: Decimal) -> Estimate:
    return Estimate(
        entry,
        quantity=grouped(quantity, least=0),
        total=_bill(quantity, entry.price),
        most=_bill(quantity, entry.cap) if entry.cap else "",
    )


def _bill(quantity: Decimal, tariff: Tariff) -> str:
    total = charge(quantity, tiers=tariff.ladder, minimum=tariff.minimum)
    return grouped(total, least=2)


def _by_line(rows: Any, tariffs: Iterable[Tariff]) -> dict[int, Any]:
    lines = {tariff.line for tariff in tariffs}
    return {row.line: row for row in rows.filter(line__in=lines)} if lines else {}


def _change(tariff: Tariff, today: Tariff | None) -> Change:
    label = tariff._meta.verbose_name
    return Change(tariff, str(label), today.charge if today else str(_("尚无标准")))
