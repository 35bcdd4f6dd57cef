"""A product on the shelf: another review, suspension, the last day, the duty to register (clauses 三, 五, 十二)."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from accounts.models import Role, User
from catalog.models import DataResource, RegistrationApplication, RegistrationPractice
from governance.actors import VISITOR
from governance.errors import InvalidInput
from governance.models import AuditEvent
from governance.policies import holds
from licensing.models import Product
from licensing.workflow import product_service, products, products_due
from tests.factories.licensing import licence_in_force, product_on_sale
from tests.factories.people import person
from tests.factories.products import delivery, suspended_product
from tests.factories.schemes import START, Parties, licensable_resource, parties
from tests.licensing.refusals import refused
from tests.licensing.test_inbox import owed

pytestmark = pytest.mark.django_db


# Another review


def ground(resource: DataResource, **values: Any) -> None:
    DataResource.objects.filter(pk=resource.pk).update(**values)


def test_a_stricter_grade_of_a_source_asks_for_another_review() -> None:
    by = parties()
    licence = licence_in_force(by=by, resources=(licensable_resource(grade="general_1"),))
    product = product_on_sale(by=by, licence=licence)
    assert "recall" not in owed(by.supervisor, product)
    ground(product.sources.get().resource, grade="general_3")
    assert "recall" in owed(by.supervisor, product)
    product_service.recall_product(product, actor=by.supervisor, on=START, reason="数据分级调高。")
    assert (product.status, product.round, product.due_rule) == ("in_review", 2, "prod.review")
    assert owed(by.seller, product) == set()
    assert not holds(VISITOR, "licensing.view_product", product)


def test_a_source_that_left_the_catalogue_asks_for_another_review() -> None:
    by = parties()
    product = suspended_product(by=by)
    assert "recall" not in owed(by.supervisor, product)
    ground(product.sources.get().resource, status="submitted")
    assert "recall" in owed(by.supervisor, product)
    with refused("已不在公共数据目录中"):
        product_service.resume_product(product, actor=by.supervisor, on=START, reason="已修复。")


# Suspension


@time_machine.travel(f"{START} 12:00:00+08:00", tick=False)
def test_a_suspended_product_is_off_sale_at_once_and_comes_back() -> None:
    by = parties()
    product = suspended_product(by=by)
    assert not product.is_on_sale(START)
    assert not Product.objects.on_sale(START).exists()
    # Whoever uses it reads that it is suspended: its page stays, with the notice.
    assert holds(VISITOR, "licensing.view_product", product)
    assert product.due_on == product.suspended_until == START + timedelta(days=30)
    product_service.resume_product(product, actor=by.supervisor, on=START, reason="已修复。")
    assert (product.status, product.suspended_until, product.due_rule) == (
        "on_sale",
        None,
        "reg.first",
    )


def test_a_suspension_ends_within_the_licence() -> None:
    by = parties()
    product = product_on_sale(by=by)
    for until in (START - timedelta(days=1), product.licence.ends_on + timedelta(days=1)):
        with refused("暂停期限"):
            product_service.suspend_product(
                product, actor=by.supervisor, on=START, until=until, reason="核查。"
            )


# The last day


def announced(by: Any, product: Product, days: int) -> None:
    product_service.announce_end(
        product, actor=by.seller, on=START, reason="技术换代。", closing_notice="请改用新接口。",
        last_service_on=START + timedelta(days=days),
    )  # fmt: skip


def test_customers_learn_the_last_day_in_time_and_the_public_with_them() -> None:
    by = parties()
    handed = delivery(by=by)
    product = Product.objects.get(pk=handed.product_id)
    with refused("须提前告知客户"):
        announced(by, product, 10)
    announced(by, product, 40)
    handed.refresh_from_db()
    last = START + timedelta(days=40)
    assert handed.service_ends_on == product.last_service_on == last
    assert product.is_on_sale(last)
    assert not product.is_on_sale(last + timedelta(days=1))
    assert not Product.objects.on_sale(last + timedelta(days=1)).exists()


def test_running_contracts_keep_a_product_from_vanishing_overnight() -> None:
    by = parties()
    handed = delivery(by=by)
    product = Product.objects.get(pk=handed.product_id)
    with refused("1 份在用的合同"):
        products.withdraw_product(product, actor=by.seller, on=START, reason="不做了。")
    products.withdraw_product(product, actor=by.supervisor, on=START, reason="泄露风险。")
    handed.refresh_from_db()
    assert (product.status, handed.status, handed.ended_on) == ("withdrawn", "ended", START)


def test_the_job_writes_down_what_was_over_at_midnight() -> None:
    by = parties()
    handed = delivery(by=by)
    product = Product.objects.get(pk=handed.product_id)
    announced(by, product, 40)
    job, after = User.objects.service_account("due"), START + timedelta(days=41)
    with time_machine.travel(f"{after} 01:00:00+08:00", tick=False):
        assert products_due.withdraw_closed_products(job, after) == 1
        assert products_due.withdraw_closed_products(job, after) == 0
    product.refresh_from_db()
    handed.refresh_from_db()
    assert product.status == "withdrawn"
    assert handed.ended_on == START + timedelta(days=40)


# Registration


def test_a_listed_product_owes_its_registration_with_a_clock_and_begins_it_prefilled() -> None:
    by = parties()
    person(Role.REGISTRY)
    product = product_on_sale(by=by)
    assert product.due_rule == "reg.first"
    assert "begin_registration" in owed(by.seller, product)
    product_service.begin_registration(product, actor=by.seller, on=START)
    application = RegistrationApplication.objects.get(product=product)
    assert (application.data_name, application.registrant) == (product.name, by.operator)
    assert "begin_registration" not in owed(by.seller, product)
    with refused("已在办理"):
        product_service.begin_registration(product, actor=by.seller, on=START)


def test_without_a_registry_it_says_whom_to_ask() -> None:
    by = parties()
    product = product_on_sale(by=by)
    with pytest.raises(InvalidInput, match="请联系数据主管部门"):
        product_service.begin_registration(product, actor=by.seller, on=START)


def left_free(by: Parties) -> None:
    """The region's practice does not ask for products to be registered."""
    RegistrationPractice.objects.create(
        region=by.operator.region, is_product_registration_mandatory=False, source="本地办法第三条"
    )


def test_where_the_region_leaves_it_free_no_clock_runs() -> None:
    by = parties()
    left_free(by)
    product = product_on_sale(by=by)
    assert product.due_on is None
    assert "begin_registration" not in owed(by.seller, product)


def test_the_clock_is_taken_down_once_no_registration_is_owed() -> None:
    by = parties()
    product = product_on_sale(by=by)
    job = User.objects.service_account("due")
    assert products_due.stop_met_registration_clocks(job, START) == 0
    left_free(by)
    assert products_due.stop_met_registration_clocks(job, START) == 1
    product.refresh_from_db()
    assert (product.due_on, product.due_rule) == (None, "")
    event = AuditEvent.objects.about(product).latest("id")
    assert (event.action, "due_on" in event.changes) == ("licensing.product.stop_clock", True)
