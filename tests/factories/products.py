"""Products after their listing, deliveries, re-development and capabilities, brought there by the steps themselves."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from governance.actors import VISITOR
from licensing.models import Business, Capability, Delivery, Licence, Product, Redevelopment
from licensing.workflow import (
    capabilities,
    deliveries,
    product_editions,
    product_service,
    products,
)
from tests.database import arranging
from tests.factories.licensing import judged, licence_in_force, product_on_sale
from tests.factories.schemes import START, Parties, code, parties

_number = count(1)


def suspended_product(
    *, by: Parties | None = None, licence: Licence | None = None, on: date = START, **over: Any
) -> Product:
    """Stopped by the regulator for thirty days."""
    by = by or parties()
    product = product_on_sale(by=by, licence=licence, on=on, **over)
    product_service.suspend_product(
        product,
        actor=by.supervisor,
        on=on,
        until=on + timedelta(days=30),
        reason="接口异常，核查。",
    )
    return product


def contract(*, on: date = START, **over: Any) -> dict[str, Any]:
    """What the operator tells of a delivery."""
    return {
        "contract_no": f"停车合〔2026〕{next(_number)}号",
        "customer_kind": "organisation",
        "customer_name": "云州出行科技有限公司",
        "customer_code": code(),
        "purpose": "industry",
        "use": "在导航中提示空余泊位。",
        "quantity_terms": "每日不超过 10 万次",
        "starts_on": on,
    } | over


def delivery(
    *, by: Parties | None = None, product: Product | None = None, on: date = START, **over: Any
) -> Delivery:
    """A product handed to a customer."""
    by = by or parties()
    product = product or product_on_sale(by=by, on=on)
    told = contract(on=on, **over)
    deliveries.deliver(product, actor=by.seller, on=on, **told)
    return product.deliveries.get(contract_no=told["contract_no"])


def ended_delivery(*, by: Parties | None = None, on: date = START, **over: Any) -> Delivery:
    """The contract is over."""
    by = by or parties()
    handed = delivery(by=by, on=on, **over)
    deliveries.end_delivery(handed, actor=by.seller, on=on, ended_on=on, reason="合同期满。")
    return handed


def declaration(**over: Any) -> dict[str, Any]:
    """What a customer tells of a further product."""
    return {
        "developer_name": "云州出行科技有限公司",
        "developer_code": code(),
        "title": "停车热力图",
        "description": "由空余泊位数推算分时热力。",
        "contact": "0000-1234567",
    } | over


def redevelopment(*, by: Parties | None = None, on: date = START, **over: Any) -> Redevelopment:
    """A further product on record."""
    by = by or parties()
    handed = delivery(by=by, on=on)
    told = declaration(**over)
    deliveries.declare_redevelopment(handed, actor=VISITOR, on=on, **told)
    return Redevelopment.objects.get(delivery=handed, title=told["title"])


# Capabilities


def draft_capability(*, by: Parties | None = None, on: date = START, **over: Any) -> Capability:
    """What an operator can do, not yet public."""
    by = by or parties()
    fields: dict[str, Any] = {
        "licence": over.pop("licence", None) or licence_in_force(by=by, on=on),
        "business": Business.TECHNICAL_SERVICE,
        "name": f"隐私计算服务{next(_number)}",
        "description": "在平台内联合建模，数据可用不可见。",
        "contact": "0000-7654321",
        "created_by": by.seller,
    } | over
    with arranging():
        return Capability.objects.create(**fields)


def published_capability(*, by: Parties | None = None, on: date = START, **over: Any) -> Capability:
    """In the public list."""
    by = by or parties()
    capability = draft_capability(by=by, on=on, **over)
    capabilities.publish_capability(capability, actor=by.seller, on=on)
    return capability


def withdrawn_capability(*, by: Parties | None = None, on: date = START, **over: Any) -> Capability:
    """No longer offered."""
    by = by or parties()
    capability = published_capability(by=by, on=on, **over)
    capabilities.withdraw_capability(capability, actor=by.seller, on=on, reason="人员调整。")
    return capability


# Editions


def new_edition(
    *,
    by: Parties | None = None,
    product: Product | None = None,
    on: date = START,
    edition: str = "2.0",
) -> Product:
    """The working copy of a product on sale."""
    by = by or parties()
    product = product or product_on_sale(by=by, on=on)
    product_editions.revise_product(
        product, actor=by.seller, on=on, edition=edition, reason="增加车位类型。"
    )
    return product.revisions.get(edition=edition)


def reviewed_edition(*, by: Parties | None = None, on: date = START, **over: Any) -> Product:
    """Both reviews of the copy passed."""
    by = by or parties()
    copy = new_edition(by=by, on=on, **over)
    products.submit_product(copy, actor=by.seller, on=on)
    products.review_security(copy, actor=by.decider, on=on, **judged("security"))
    products.review_conformity(copy, actor=by.supervisor, on=on, **judged("conformity"))
    return copy


def released_edition(*, by: Parties | None = None, on: date = START, **over: Any) -> Product:
    """The copy has taken the place of the old edition."""
    by = by or parties()
    copy = reviewed_edition(by=by, on=on, **over)
    product_editions.release_edition(copy, actor=by.seller, on=on)
    return copy
