"""Who used what for which purpose; I-31: the operator builds nothing on what it delivered; capabilities in scope."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from governance.actors import VISITOR
from governance.errors import NotPermitted, Refusal
from licensing.models import Delivery, Redevelopment
from licensing.workflow import capabilities, deliveries, ends
from tests.database import arranging
from tests.factories.licensing import licence_in_force, product_on_sale, suspended_licence
from tests.factories.products import (
    contract,
    declaration,
    delivery,
    draft_capability,
    published_capability,
    redevelopment,
)
from tests.factories.schemes import START, company, parties
from tests.licensing.refusals import against_the_law, refused, rewrite

pytestmark = pytest.mark.django_db


def test_a_delivery_says_who_uses_what_for_what() -> None:
    handed = delivery()
    assert (handed.customer, handed.get_purpose_display(), handed.status) == (
        "云州出行科技有限公司", "产业发展", "running",
    )  # fmt: skip


def test_of_a_natural_person_only_the_class_is_kept() -> None:
    person = {"customer_kind": "person", "customer_name": "", "customer_code": ""}
    handed = delivery(**person, person_class="个人开发者")
    assert handed.customer == "自然人（个人开发者）"
    with against_the_law("delivery_names_its_customer"):
        rewrite(handed, customer_name="张三")


@pytest.mark.parametrize(
    "over",
    [
        {"customer_code": ""},
        {"customer_name": ""},
        {"customer_code": "1234"},
        {"person_class": "个人"},
    ],
)
def test_an_organisation_is_named_with_its_code(over: dict[str, Any]) -> None:
    with pytest.raises(Refusal, match=r"客户是单位的|18"):
        delivery(**over)


def test_i_09_a_customer_uses_it_for_what_the_sources_are_licensed() -> None:
    by = parties()
    product = product_on_sale(
        by=by, licence=licence_in_force(by=by, purposes=("industry", "sector"))
    )
    with refused("不在", "许可用途之内"):
        delivery(by=by, product=product, purpose="welfare")
    assert delivery(by=by, product=product, purpose="sector").purpose == "sector"


def test_i_09_nothing_is_delivered_once_the_licence_stops() -> None:
    by = parties()
    product = product_on_sale(by=by)
    ends.suspend_licence(
        product.licence,
        actor=by.supervisor,
        on=START,
        until=START + timedelta(days=9),
        reason="核查。",
    )
    with refused("不在售"):
        delivery(by=by, product=product)
    with against_the_law("不能登记交付"):
        Delivery.objects.create(product=product, **contract())


@pytest.mark.parametrize("days", [-1, 4000])
def test_a_delivery_begins_between_listing_and_the_end_of_the_licence(days: int) -> None:
    with refused("开始提供日期"):
        delivery(starts_on=START + timedelta(days=days))


def test_a_contract_is_recorded_once() -> None:
    by = parties()
    handed = delivery(by=by, contract_no="一号")
    with pytest.raises(Refusal, match="已登记过这份合同"):
        delivery(by=by, product=handed.product, contract_no="一号")


def test_a_delivery_ends_today_at_the_latest() -> None:
    by = parties()
    handed = delivery(by=by)
    with refused("不能晚于今天"):
        deliveries.end_delivery(
            handed, actor=by.seller, on=START, ended_on=START + timedelta(days=1), reason="期满。"
        )
    with pytest.raises(NotPermitted):
        deliveries.end_delivery(
            handed, actor=parties().seller, on=START, ended_on=START, reason="期满。"
        )


# I-31


def test_i_31_others_may_redevelop() -> None:
    made = redevelopment()
    assert (made.status, made.refusal) == ("recorded", "")


def test_i_31_the_operator_itself_is_refused_and_the_refusal_stays_on_record() -> None:
    by = parties()
    for told in ({"developer_code": by.operator.uscc}, {"developer_name": by.operator.name}):
        made = redevelopment(by=by, **told)
        assert made.status == Redevelopment.Status.REFUSED
        assert "本身或者其关联方" in made.refusal
        with against_the_law("只能追加"):
            rewrite(made, status="recorded", refusal="")


def test_i_31_a_body_of_the_operators_family_is_refused() -> None:
    by = parties()
    with arranging():
        child = company(parent=by.operator)
    made = redevelopment(by=by, developer_code=child.uscc, developer_name=child.name)
    assert (made.status, "关联方" in made.refusal) == ("refused", True)


def test_i_31_the_database_records_no_redevelopment_of_the_operator() -> None:
    by = parties()
    handed = delivery(by=by)
    told = declaration(developer_code=by.operator.uscc)
    with pytest.raises(IntegrityError, match="不得直接或间接参与"), transaction.atomic():
        Redevelopment.objects.create(delivery=handed, declared_on=START, **told)


def test_a_redevelopment_is_declared_once() -> None:
    by = parties()
    handed, told = delivery(by=by), declaration()
    deliveries.declare_redevelopment(handed, actor=VISITOR, on=START, **told)
    with pytest.raises(Refusal, match="已经申报过"):
        deliveries.declare_redevelopment(handed, actor=VISITOR, on=START, **told)


# Capabilities


def test_a_capability_stays_within_the_business_of_its_licence() -> None:
    by = parties()
    licence = licence_in_force(by=by, business=["development", "product_operation"])
    capability = draft_capability(by=by, licence=licence)
    with refused("业务范围不含技术服务"):
        capabilities.publish_capability(capability, actor=by.seller, on=START)
    with against_the_law("不在授权的业务范围之内"):
        rewrite(capability, status="published", published_on=START)


def test_a_capability_is_offered_under_a_licence_in_force_only() -> None:
    by = parties()
    capability = published_capability(by=by)
    assert list(type(capability).objects.offered(START)) == [capability]
    ends.suspend_licence(
        capability.licence, actor=by.supervisor, on=START, until=START, reason="核查。"
    )
    assert not type(capability).objects.offered(START).exists()
    other = draft_capability(by=by, licence=suspended_licence(by=by))
    with refused("不在有效期内"):
        capabilities.publish_capability(other, actor=by.seller, on=START)
