"""Products at one moment: withdrawn while submitted, listed while the licence stops, one contract twice."""

from datetime import timedelta

import pytest

from licensing.models import Product
from licensing.workflow import deliveries, ends, products
from tests.factories.licensing import product_on_sale, returned_product, reviewed_product
from tests.factories.products import contract
from tests.factories.schemes import START, parties
from tests.licensing.test_races import arranged, at_once, times

pytestmark = pytest.mark.django_db(transaction=True)


def test_withdrawn_while_it_is_submitted_again() -> None:
    by = arranged(parties)
    pk = arranged(returned_product, by=by).pk
    answers = at_once(
        lambda: products.submit_product(Product.objects.get(pk=pk), actor=by.seller, on=START),
        lambda: products.withdraw_product(
            Product.objects.get(pk=pk), actor=by.supervisor, on=START, reason="不再提供。"
        ),
    )
    product = Product.objects.get(pk=pk)
    # Submission may come before withdrawal, never after it.
    assert (product.status, answers[1]) == ("withdrawn", "done")
    assert answers[0] in {"done", "wrong_state"}
    assert times("licensing.product.withdraw") == 1


def test_nothing_is_sold_once_the_licence_stops_between_review_and_sale() -> None:
    by = arranged(parties)
    product = arranged(reviewed_product, by=by)
    pk, licence = product.pk, product.licence
    answers = at_once(
        lambda: products.put_on_sale(Product.objects.get(pk=pk), actor=by.seller, on=START),
        lambda: ends.suspend_licence(
            type(licence).objects.get(pk=licence.pk),
            actor=by.supervisor,
            on=START,
            until=START + timedelta(days=9),
            reason="核查。",
        ),
    )
    assert answers[1] == "done"
    assert not Product.objects.on_sale(START).exists()
    assert not Product.objects.get(pk=pk).is_on_sale(START)


def test_one_contract_is_recorded_once_by_many_at_once() -> None:
    by = arranged(parties)
    pk = arranged(product_on_sale, by=by).pk
    told = contract(contract_no="一号")
    answers = at_once(
        *(
            lambda: deliveries.deliver(
                Product.objects.get(pk=pk), actor=by.seller, on=START, **told
            )
            for _ in range(8)
        )
    )
    assert answers.count("done") == 1
    assert Product.objects.get(pk=pk).deliveries.count() == 1
