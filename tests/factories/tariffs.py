"""Caps and prices in each of their states, brought there by the steps themselves."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from licensing.models import Product, Purpose
from pricing import workflow
from pricing.models import AllowedRevenue, CapTariff, CapTier, Price, PriceTier
from tests.database import arranging
from tests.factories.licensing import product_on_sale
from tests.factories.revenues import DAY, ONE_DAY, PriceDesk, revenue_in_force

D = Decimal
_number = count(1)

# Products to be priced


def chargeable_product(desk: PriceDesk, **over: Any) -> Product:
    """On sale for industry, under a licence whose revenue is decided."""
    product = product_on_sale(by=desk.by, **over)
    if not AllowedRevenue.objects.filter(licence=product.licence).exists():
        revenue_in_force(desk, licence=product.licence)
    return product


def free_product(desk: PriceDesk, **over: Any) -> Product:
    """On sale for welfare."""
    return product_on_sale(by=desk.by, **{"purpose": Purpose.WELFARE} | over)


# Cap tariffs


def draft_cap(
    desk: PriceDesk,
    *,
    product: Product | None = None,
    tiers: Sequence[tuple[str, str, str]] = (),
    **over: Any,
) -> CapTariff:
    """Six fen a call, of which a hundred are expected; tiers as (above, rate, forecast)."""
    product = product or chargeable_product(desk)
    fields: dict[str, Any] = {
        "product": product,
        "unit": product.unit,
        "amount": D("0.0600"),
        "forecast": D(100),
        "starts_on": DAY,
        "document_no": f"云城管价〔2026〕{next(_number)}号",
        "supervision_phone": "0000-12358",
        "created_by": desk.by.drafter,
    }
    with arranging():
        cap = CapTariff.objects.create(**fields | over)
        for above, rate, forecast in tiers:
            figures = {"above": D(above), "rate": D(rate), "forecast": D(forecast)}
            CapTier.objects.create(cap=cap, **figures)
    return cap


def set_cap(desk: PriceDesk, *, on: date = DAY, **over: Any) -> CapTariff:
    """Set, not yet reported."""
    cap = draft_cap(desk, **over)
    workflow.set_cap(cap, actor=desk.by.decider, on=on)
    return cap


def reported_cap(desk: PriceDesk, *, on: date = DAY, **over: Any) -> CapTariff:
    """Set and reported in writing."""
    cap = set_cap(desk, on=on, **over)
    workflow.report_cap(
        cap,
        actor=desk.by.drafter,
        on=on,
        report_no=f"云城管函〔2026〕{next(_number)}号",
        reported_on=on,
    )
    return cap


def superseded_cap(desk: PriceDesk, *, on: date = DAY, **over: Any) -> CapTariff:
    """Its last day is fixed: the end of the year."""
    cap = reported_cap(desk, on=on, **over)
    workflow.end_cap(cap, actor=desk.by.drafter, on=on, ends_on=date(2026, 12, 31))
    return cap


# Prices


def draft_price(
    desk: PriceDesk,
    *,
    product: Product | None = None,
    cap: CapTariff | None = None,
    tiers: Sequence[tuple[str, str]] = (),
    **over: Any,
) -> Price:
    """Five fen a call, under a cap of six unless the product has one already; tiers as (above, rate)."""
    product = product or (cap or reported_cap(desk)).product
    fields: dict[str, Any] = {
        "product": product,
        "unit": product.unit,
        "amount": D("0.0500"),
        "starts_on": DAY,
        "created_by": desk.by.seller,
    }
    with arranging():
        price = Price.objects.create(**fields | over)
        for above, rate in tiers:
            PriceTier.objects.create(price=price, above=D(above), rate=D(rate))
    return price


def published_price(desk: PriceDesk, *, on: date = DAY, **over: Any) -> Price:
    """Published."""
    price = draft_price(desk, **over)
    workflow.publish_price(price, actor=desk.by.seller, on=on)
    return price


def trial_price(desk: PriceDesk, *, on: date = DAY, **over: Any) -> Price:
    """Published for trial, without a cap."""
    product = over.pop("product", None) or product_on_sale(by=desk.by)
    return published_price(desk, on=on, product=product, stage=Price.Stage.TRIAL, **over)


def superseded_price(desk: PriceDesk, *, on: date = DAY, **over: Any) -> Price:
    """Its last day is fixed: the end of the year."""
    price = published_price(desk, on=on, **over)
    workflow.end_price(price, actor=desk.by.seller, on=on, ends_on=date(2026, 12, 31))
    return price


def withdrawn_price(desk: PriceDesk, *, on: date = DAY, **over: Any) -> Price:
    """Taken back before its first day."""
    price = published_price(desk, on=on, **{"starts_on": DAY + 30 * ONE_DAY} | over)
    workflow.withdraw_price(price, actor=desk.by.seller, on=on, reason="金额有误。")
    return price
