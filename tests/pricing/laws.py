"""How the tests ask the database itself, and the rows that they put before it."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from pricing.models import AllowedRevenue
from tests.factories.pricing import DAY
from tests.pricing.conftest import Market

D = Decimal


@contextmanager
def refused_by_the_database(words: str) -> Iterator[None]:
    """The statement fails at the latest when the transaction would end."""
    with pytest.raises(IntegrityError, match=words), transaction.atomic():  # noqa: PT012
        yield
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")


def commit_checks() -> None:
    """What a commit would check."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def published(market: Market, **over: Any) -> dict[str, Any]:
    """The columns of a price that came past every door."""
    fields = {
        "product": market.product,
        "unit": "per_call",
        "amount": D("0.05"),
        "starts_on": DAY,
        "published_on": DAY,
        "status": "published",
    }
    return fields | over


def effective(market: Market, **over: Any) -> dict[str, Any]:
    """The columns of a cap that came past every door."""
    fields = {
        "product": market.product,
        "unit": "per_call",
        "amount": D("0.05"),
        "starts_on": DAY,
        "set_on": DAY,
        "revenue": market.revenue,
        "forecast": D(100),
        "document_no": "一号",
        "supervision_phone": "12358",
        "status": "set",
    }
    return fields | over


def copy_of(revenue: AllowedRevenue, **over: Any) -> dict[str, Any]:
    """The columns of a revenue, as a draft unless said otherwise."""
    left_out = {"id", "created_at", "updated_at"}
    fields = {
        each.attname: getattr(revenue, each.attname)
        for each in revenue._meta.concrete_fields
        if each.name not in left_out
    }
    for name in over:
        fields.pop(f"{name}_id", None)
    return fields | {"status": "draft"} | over
