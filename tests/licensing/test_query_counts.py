"""Two rows or twenty: every page and list of authorised operation asks the database equally often."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from licensing.models import Licence, Product, ProductReview, ProductSource
from tests.database import past_the_triggers
from tests.factories.licensing import draft_licence, licence_in_force, product_on_sale
from tests.factories.schemes import START, Parties, filed_scheme, licensable_resource, parties

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

FEW, MANY = 2, 20


@pytest.fixture
def noon() -> Iterator[None]:
    with time_machine.travel(f"{START} 12:00:00+08:00", tick=False):
        yield


def queries(client: Client, address: str) -> int:
    """How often a warm page asks."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code == 200
    return sum("SAVEPOINT" not in query["sql"] for query in asked)


def more_licences(licence: Licence, number: int) -> None:
    """Ended licences of the same parties."""
    first = 100 + Licence.objects.count()
    for serial in range(first, first + number):
        twin = Licence.objects.get(pk=licence.pk)
        twin.pk, twin.serial, twin.number = None, serial, f"云数授〔2026〕{serial}号"
        twin.status, twin._state.adding = Licence.Status.EXPIRED, True
        with past_the_triggers():
            twin.save()


def more_products(product: Product, number: int) -> None:
    """Products on sale beside this one."""
    entries = list(product.sources.all())
    reviews = list(product.reviews.all())
    for each in range(number):
        twin = Product.objects.get(pk=product.pk)
        twin.pk, twin.name, twin._state.adding = None, f"停车产品{each}", True
        twin.status = Product.Status.DRAFT
        twin.save()
        ProductSource.objects.bulk_create(
            ProductSource(product=twin, licensed_resource=entry, licence=twin.licence)
            for entry in entries
        )
        for review in reviews:
            ProductReview.objects.create(
                product=twin, kind=review.kind, round=twin.round, reviewer=review.reviewer, result=review.result,
                opinion=review.opinion, reviewed_on=review.reviewed_on,
            )  # fmt: skip
        for status in (Product.Status.IN_REVIEW, Product.Status.ON_SALE):
            Product.objects.filter(pk=twin.pk).update(status=status)


def staff(by: Parties) -> Client:
    """The regulator's desk."""
    client = Client()
    client.force_login(by.supervisor)
    return client


@pytest.mark.parametrize("address", ["/licences/", "/api/v1/licences/"])
def test_licences_for_the_public(address: str) -> None:
    licence = licence_in_force()
    more_licences(licence, FEW - 1)
    few = queries(Client(), address)
    more_licences(licence, MANY - FEW)
    assert queries(Client(), address) == few


@pytest.mark.parametrize("address", ["/products/", "/api/v1/products/"])
def test_products_for_the_public(address: str) -> None:
    product = product_on_sale()
    few = queries(Client(), address)
    more_products(product, MANY)
    assert queries(Client(), address) == few


@pytest.mark.parametrize(
    "noun",
    [
        "licence",
        "licencechange",
        "licensedresource",
        "product",
        "scheme",
        "collectivedecision",
        "filing",
    ],
)
def test_lists_of_the_shared_site(noun: str) -> None:
    by = parties()
    licence = licence_in_force(by=by)
    product = product_on_sale(by=by, licence=licence)
    client, address = staff(by), f"/admin/licensing/{noun}/"
    few = queries(client, address)
    more_licences(licence, 6)
    more_products(product, 6)
    for _ in range(3):
        draft_licence(by=by, scheme=filed_scheme(by=by))
    assert queries(client, address) == few


def test_the_page_of_a_licence_with_two_and_with_twenty_resources() -> None:
    spent = []
    for number in (FEW, MANY):
        by = parties()
        resources = tuple(licensable_resource() for _ in range(number))
        licence = licence_in_force(by=by, resources=resources)
        product = product_on_sale(by=by, licence=licence)
        more_products(product, number - 1)
        spent.append(queries(Client(), reverse("licensing:licence", args=[licence.pk])))
    assert spent[0] == spent[1] <= 24


def test_pages_stay_cheap() -> None:
    product_on_sale()
    assert queries(Client(), "/licences/") <= 6
    assert queries(Client(), "/products/") <= 12


def test_nothing_is_fetched_for_an_empty_register(django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(4):
        Client().get("/licences/")


def test_the_checks_of_two_and_of_twenty_resources() -> None:
    spent = []
    for number in (FEW, MANY):
        by = parties()
        resources = tuple(licensable_resource() for _ in range(number))
        licence = draft_licence(by=by, resources=resources)
        client = Client()
        client.force_login(by.decider)
        spent.append(queries(client, f"/admin/licensing/licence/{licence.pk}/checks/"))
    assert spent[0] == spent[1]
