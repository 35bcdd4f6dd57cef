"""The whole chain once, from an open resource to a price on the board: what the pages are looked at with."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import Role, User
from catalog.models import DataResource
from tests.database import arranging
from tests.factories import catalog, licensing, pricing
from tests.factories.people import person


@dataclass(frozen=True)
class Chain:
    """Records whose pages are looked at, and the people who look."""

    records: tuple[Any, ...]
    people: dict[str, User]

    @property
    def public_paths(self) -> list[str]:
        """Addresses for everyone, with what an empty search and a closed resource look like."""
        sections = ("/", "/catalog/", "/catalog/?q=停车", "/catalog/?q=没有这样的数据")
        registers = ("/notices/", "/licences/", "/products/", "/prices/")
        own = [
            each.get_absolute_url() for each in self.records if hasattr(each, "get_absolute_url")
        ]
        return [*sections, *registers, *own]


def whole_chain(on: date) -> Chain:
    """A price under a cap for a product of a licence over a registered resource, and what lies beside it."""
    with arranging():
        desk = pricing.price_desk()
        price = pricing.published_price(desk)
        notice = catalog.application_in_notice(on=on).notice
        closed = closed_resource()
        suspended = licensing.suspended_licence()
        people = {role: person(role, covers_subtree=True) for role in Role.values}
    licence = price.product.licence
    resource = licence.resources.first()
    registration = resource.registrations.get()
    revenue = licence.allowed_revenues.get()
    records = (resource, closed, registration, notice, licence, suspended, price, revenue)
    people |= {
        "implementing_body": desk.by.drafter,
        "operator": desk.by.seller,
        "price": desk.surveyor,
    }
    return Chain(records=records, people=people)


def closed_resource() -> DataResource:
    """Published, and not open: its page says why and names others."""
    reason = "含车牌号与逐笔行踪，能识别到个人。"
    return catalog.published_resource(
        name="停车收费交易明细", opening=DataResource.Opening.NONE, opening_reason=reason
    )
