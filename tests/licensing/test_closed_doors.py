"""However a licence stops — by dates, a step or a change — every door is closed in the same request, without a job."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from governance import edits
from governance.actors import VISITOR
from governance.errors import Refusal
from licensing.models import Licence, Product
from licensing.workflow import ends, products
from pricing.models import Price
from tests.architecture.source import LAYERS, ROOT
from tests.factories import changes as changed
from tests.factories import pricing
from tests.factories.exits import approved_ending
from tests.factories.licensing import draft_product, reviewed_product
from tests.factories.schemes import Parties

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def expired(licence: Licence, by: Parties, on: date) -> date:
    """Nothing is done at all: the day after the last one begins."""
    return licence.ends_on + DAY


def suspended(licence: Licence, by: Parties, on: date) -> date:
    ends.suspend_licence(licence, actor=by.supervisor, on=on, until=on + DAY, reason="核查。")
    return on


def revoked(licence: Licence, by: Parties, on: date) -> date:
    approved_ending(licence=licence, by=by, on=on)
    return on


def terminated(licence: Licence, by: Parties, on: date) -> date:
    ends.terminate_licence(licence, actor=by.drafter, on=on, reason="协商一致。")
    return on


def scope_gone(licence: Licence, by: Parties, on: date) -> date:
    """The licence goes on, but the resource on which the product draws leaves its scope."""
    leaves = licence.resources.get()
    item = {"action": "remove", "resource": leaves}
    changed.filed_change(by=by, licence=licence, on=on, effective_on=on + DAY, items=(item,))
    return on + DAY


WAYS: list[Callable[..., date]] = [expired, suspended, revoked, terminated, scope_gone]


def body(client: Client, address: str) -> str:
    """What is read at an address, file or page; nothing where there is no such page."""
    answer = client.get(address)
    if getattr(answer, "streaming", False):
        return b"".join(answer.streaming_content).decode()  # type: ignore[arg-type]
    return answer.content.decode() if answer.status_code == 200 else ""


def public_doors(product: Product) -> dict[str, bool]:
    """Where a visitor finds the product."""
    client, name = Client(), product.name
    addresses = {
        "list": "/products/",
        "licence": product.licence.get_absolute_url(),
        "prices": "/prices/",
        "price": f"/prices/products/{product.pk}/",
        "prices file": "/prices/export.csv",
        "one of the machines": f"/api/v1/products/{product.pk}/",
        "all of the machines": "/api/v1/products/",
        "file of the machines": "/api/v1/products/export/?format=csv",
    }
    found = {door: name in body(client, address) for door, address in addresses.items()}
    return found | {
        "seen": Product.objects.visible_to(VISITOR).filter(pk=product.pk).exists(),
    }


def is_refused(act: Callable[[], Any]) -> bool:
    """Whether the operator is kept out."""
    try:
        act()
    except Refusal:
        return True
    return False


@pytest.mark.parametrize("stop", WAYS, ids=lambda way: way.__name__)
def test_every_door_is_closed_at_once(stop: Callable[..., date]) -> None:
    desk = pricing.price_desk()
    with time_machine.travel(f"{pricing.DAY} 09:00:00+08:00", tick=False):
        price = pricing.published_price(desk)
        product, licence, by = price.product, price.product.licence, desk.by
        draft, waiting = draft_product(by=by, licence=licence), reviewed_product(by=by, licence=licence)  # fmt: skip
        before = public_doors(product)
        assert all(before[door] for door in ("list", "licence", "one of the machines"))
    day = stop(licence, by, pricing.DAY)
    with time_machine.travel(f"{day} 09:00:01+08:00", tick=False):
        open_now = {door for door, is_open in public_doors(product).items() if is_open}
        assert open_now == set()
        product.refresh_from_db()
        # What ends by a step takes its products along; where nothing was done, no job has run either.
        taken_along = stop in (revoked, terminated)
        assert product.status == ("withdrawn" if taken_along else "on_sale")
        assert not product.is_on_sale(day)
        assert not Price.objects.on_board(day).filter(product=product).exists()
        assert is_refused(lambda: products.submit_product(draft, actor=by.seller, on=day))
        assert is_refused(lambda: products.put_on_sale(waiting, actor=by.seller, on=day))
        if stop is not scope_gone:
            draft.description = "停止后修改。"
            assert is_refused(lambda: edits.save(draft, actor=by.seller))


def test_two_places_say_whether_a_right_exists() -> None:
    asked = re.compile(
        r"\bstatus=(?:Licence|self)\.Status\.IN_FORCE|licence__status=Licence\.Status\.IN_FORCE"
    )
    found = {
        str(path.relative_to(ROOT))
        for layer in LAYERS
        for path in (ROOT / layer).rglob("*.py")
        if asked.search(path.read_text(encoding="utf-8"))
    }
    # The second tells the state of the day in the register's file; it opens nothing.
    assert found == {"licensing/models/licences.py", "licensing/exports/licences.py"}
