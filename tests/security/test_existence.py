"""A stranger who tries names, periods and codes hears the same whether or not something stands there."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.html import strip_tags
from rest_framework.test import APIClient

from accounts.models import Role
from governance import edits
from governance.collisions import colliding
from governance.errors import InvalidInput, NotPermitted
from licensing.models import Candidate, Product, UsageReport
from pricing.models import Price
from tests.factories.licensing import draft_product
from tests.factories.people import person
from tests.factories.pricing import price_desk, published_price
from tests.factories.schemes import Parties, parties
from tests.factories.selections import draft_candidate
from tests.factories.usage import draft_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> Parties:
    return parties()


@pytest.fixture
def rival() -> Any:
    """Whoever works for another operator of the same city."""
    return parties().seller


def copy_of(row: Any, **over: Any) -> Any:
    """The same values as a new row."""
    fields = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    new = type(row)(**fields | {"id": None, "version": 1} | over)
    new._state.adding = True
    return new


def answer(row: Any, actor: Any) -> tuple[type[Exception], str]:
    with pytest.raises((NotPermitted, InvalidInput)) as told:
        edits.save(row, actor=actor)
    return told.type, str(told.value)


def test_a_rivals_product_name_is_not_found_by_trying(by: Parties, rival: Any) -> None:
    product = draft_product(by=by)
    there = answer(copy_of(product), rival)
    assert there == answer(copy_of(product, name="没有人用过的名称"), rival)
    assert there[0] is NotPermitted


def test_the_owner_is_told_that_the_name_is_taken(by: Parties) -> None:
    product = draft_product(by=by)
    with pytest.raises(InvalidInput, match="产品"):
        edits.save(copy_of(product), actor=by.seller)


def test_a_rivals_report_is_not_found_by_trying(by: Parties, rival: Any) -> None:
    report = draft_report(by=by)
    there = answer(copy_of(report), rival)
    assert there == answer(copy_of(report, year=report.year - 1), rival)
    assert there[0] is NotPermitted
    assert UsageReport.objects.count() == 1


def typed(product: Product, name: str) -> dict[str, Any]:
    return {
        "licence": product.licence_id, "name": name, "form": product.form, "purpose": product.purpose,
        "scenario": "x", "description": "x", "processing": "x", "delivery": "x", "unit": product.unit,
        "unit_name": "次", "contact": "0000-1234567",
    }  # fmt: skip


def errors(client: Client, data: dict[str, Any]) -> tuple[int, str]:
    sent = client.post("/admin/licensing/product/add/", data | {"_key": ""})
    page = sent.content.decode()
    return sent.status_code, " ".join(strip_tags(page).replace(str(data["name"]), "").split())[
        -4000:
    ]


def test_the_form_says_the_same(by: Parties, rival: Any) -> None:
    product = draft_product(by=by)
    client = Client()
    client.force_login(rival, backend="governance.backends.PolicyBackend")
    there, free = (
        errors(client, typed(product, product.name)),
        errors(client, typed(product, "空闲名称")),
    )
    assert there[0] == free[0]
    assert "已有" not in there[1]


def test_the_api_says_the_same(by: Parties, rival: Any) -> None:
    product = draft_product(by=by)
    client = APIClient()
    client.force_authenticate(rival)
    there = client.post("/api/v1/products/", typed(product, product.name), format="json")
    free = client.post("/api/v1/products/", typed(product, "空闲名称"), format="json")
    assert (there.status_code, there.json()) == (free.status_code, free.json())
    assert there.status_code >= 400


@pytest.mark.parametrize("named", [False, True])
def test_a_price_whose_days_meet_is_not_looked_for_by_what_the_database_computes(
    named: bool,
) -> None:
    """Two prices of a line exclude each other by a column that no unsaved row has yet."""
    price = published_price(price_desk())
    rival = person(Role.OPERATOR, name="外人")
    client = Client()
    client.force_login(rival, backend="governance.backends.PolicyBackend")
    names = [each.name for each in Price._meta.concrete_fields]
    data = {name: str(price.serializable_value(name)) for name in names if named}
    assert client.post("/admin/pricing/price/add/", data | {"_key": ""}).status_code == 200
    assert list(colliding(copy_of(price), line_of_days())) == [price]


def line_of_days() -> Any:
    return next(each for each in Price._meta.constraints if each.name == "price_one_for_each_day")


def test_nobody_drafts_an_application_under_a_strangers_code(by: Parties) -> None:
    mine, stranger = draft_candidate(by=by), parties().operator
    mine.uscc = stranger.uscc
    with pytest.raises(ValidationError, match="须是申请单位自己的"):
        mine.full_clean()
    with pytest.raises(IntegrityError, match="须是申请单位自己的"), transaction.atomic():
        Candidate._base_manager.filter(pk=mine.pk).update(uscc=stranger.uscc)
