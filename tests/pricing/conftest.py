"""A market built once for a module: building it goes through the whole chain and takes a second."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from accounts.models import User
from licensing.models import Product
from pricing.models import AllowedRevenue
from tests.database import tell_the_trail
from tests.factories import pricing as made
from tests.factories.pricing import PriceDesk


@dataclass
class Market:
    """One licence in force with its revenue, a product for industry and one for welfare."""

    desk: PriceDesk
    revenue_pk: int
    chargeable_pk: int
    free_pk: int
    people: dict[str, User] = field(default_factory=dict)

    @property
    def product(self) -> Product:
        """The product for industry, fresh from the database."""
        return Product.objects.get(pk=self.chargeable_pk)

    @property
    def free(self) -> Product:
        """The product for welfare, fresh from the database."""
        return Product.objects.get(pk=self.free_pk)

    @property
    def revenue(self) -> AllowedRevenue:
        """The revenue in force, fresh from the database."""
        return AllowedRevenue.objects.get(pk=self.revenue_pk)


def build_market() -> Market:
    """The market, in the database of the caller."""
    desk = made.price_desk()
    product = made.chargeable_product(desk)
    free = made.free_product(desk, licence=product.licence)
    revenue = AllowedRevenue.objects.get(licence=product.licence)
    return Market(desk, revenue.pk, product.pk, free.pk)


@pytest.fixture(scope="module")
def market(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Market]:
    """The market of a module; each test's own changes are undone, and in the end all of it."""
    with django_db_blocker.unblock(), transaction.atomic():
        tell_the_trail()
        yield build_market()
        transaction.set_rollback(True)
