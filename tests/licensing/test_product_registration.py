"""Products are registered like resources, no longer than their licence; which still owe it (26号 15; 27号 16)."""

from datetime import date, timedelta

import pytest

from accounts.models import Role
from catalog import duties, inspection, prefill
from catalog.models import Evidence, Registration, RegistrationApplication, RegistrationPractice
from catalog.workflow import applications, registrations
from governance import edits
from governance.errors import TransitionError
from licensing.models import Product
from tests.catalog.test_constraints import refused
from tests.factories.catalog import Desk, day_after_notice, passed_internal_review
from tests.factories.licensing import licence_in_force, product_on_sale, reviewed_product
from tests.factories.people import organisation, person
from tests.factories.schemes import START, parties

pytestmark = pytest.mark.django_db


@pytest.fixture
def licensed():
    return parties()


@pytest.fixture
def by(licensed):
    registry = organisation(name="云州市数据登记中心")
    clerks = [person(Role.OPERATOR, organisation=licensed.operator) for _each in "12"]
    registrars = [person(Role.REGISTRY, organisation=registry) for _each in "123"]
    return Desk(licensed.operator, registry, *clerks, licensed.supervisor, *registrars)


def draft(product, by, **over):
    fields = {
        "registry": by.registry, "legal_representative": "钱二", "contact_name": "产品部", "contact_phone": "0",
        "risk_assessor": "测评中心", "risk_assessed_on": START, "risk_level": "low", "risk_conclusion": "可控。",
    }  # fmt: skip
    application = RegistrationApplication(**prefill.from_product(product) | fields | over)
    sources = prefill.sources_of(product)
    edits.save(
        application,
        actor=by.clerk,
        relations=lambda: application.source_registrations.set(sources),
    )
    Evidence.objects.create(
        application=application, digest="ab" * 32, institution="公证处", preserved_on=START
    )
    return application


def filed(product, by, **over):
    application = draft(product, by, **over)
    passed_internal_review(application, by=by, on=START)
    applications.submit(application, actor=by.clerk, on=START)
    return application


def coded(product, by):
    application = filed(product, by)
    applications.accept(application, actor=by.receiver, on=START)
    applications.review(application, actor=by.reviewer, on=START)
    registrations.give_notice(application, actor=by.receiver, on=START)
    on = day_after_notice(application)
    registrations.assign_code(application, actor=by.receiver, on=on)
    return application.registration


def test_i_24_a_product_is_registered_no_longer_than_its_licence_runs(licensed, by):
    product = product_on_sale(by=licensed)
    registration = coded(product, by)
    three_years = date(registration.coded_on.year + 3, *registration.coded_on.timetuple()[1:3])
    assert registration.valid_to == min(three_years, product.licence.ends_on)
    assert (registration.product, registration.resource) == (product, None)
    assert registration.content["subject_kind"] == "公共数据产品和服务"
    sources = registration.content["blocks"][4]["fields"][-1]["value"]
    assert sources == "、".join(str(each) for each in prefill.sources_of(product))


def test_i_24_a_short_licence_ends_the_registration_with_it(licensed, by):
    ends_on = START + timedelta(days=200)
    licence = licence_in_force(by=licensed, ends_on=ends_on)
    product = product_on_sale(by=licensed, licence=licence)
    assert coded(product, by).valid_to == ends_on


def test_only_what_is_on_sale_is_registered_and_only_by_its_operator(licensed, by):
    with pytest.raises(TransitionError, match="没有在售"):
        filed(reviewed_product(by=licensed), by)
    product = product_on_sale(by=licensed)
    other = organisation(name="别的公司")
    clerk = person(Role.OPERATOR, organisation=other)
    desk = Desk(
        other, by.registry, clerk, clerk, by.authority, by.receiver, by.reviewer, by.decider
    )
    with pytest.raises(TransitionError, match="请由其作为登记主体申请"):
        filed(product, desk, registrant=other)


def test_a_product_in_the_books_is_not_registered_twice(licensed, by):
    product = product_on_sale(by=licensed)
    registration = coded(product, by)
    with pytest.raises(TransitionError, match="已有有效的登记"):
        filed(product, by)
    other = coded(product_on_sale(by=licensed, licence=product.licence), by)
    refused(
        "registration_is_the_only_active_one_of_its_product",
        lambda: Registration.objects.filter(pk=other.pk).update(product=registration.product),
    )


def test_one_open_first_application_for_a_product(licensed, by):
    product = product_on_sale(by=licensed)
    filed(product, by)
    second = draft(product, by)
    passed_internal_review(second, by=by, on=START)
    with pytest.raises(Exception, match="这一产品已有正在办理的首次登记申请"):
        applications.submit(second, actor=by.clerk, on=START)
    assert "application_is_the_only_open_one_of_its_product" in {
        law.name for law in RegistrationApplication._meta.constraints
    }


def test_products_on_sale_owe_their_registration_unless_the_region_lets_them_choose(licensed, by):
    product = product_on_sale(by=licensed)
    assert list(duties.unregistered_products(START)) == [product]
    (owed,) = duties.owed_to_the_registry(
        duties.unregistered_resources(START).none(), duties.unregistered_products(START)
    )
    assert (owed.is_product, owed.term.key) == (True, "reg.first")
    RegistrationPractice.objects.create(
        region=licensed.operator.region, is_product_registration_mandatory=False, source="细则"
    )
    assert not duties.unregistered_products(START).exists()
    RegistrationPractice.objects.all().delete()
    filed(product, by)
    assert not duties.unregistered_products(START).exists()


def test_the_inspection_asks_for_the_sources_of_a_product(licensed, by):
    application = filed(product_on_sale(by=licensed), by)
    application.source_registrations.clear()
    Product.objects.filter(pk=application.product_id).update(status="withdrawn")
    application.product.refresh_from_db()
    words = "".join(each.words for each in inspection.inspect(application, START))
    assert "没有列出来源数据资源的登记" in words
    assert "没有在售" in words
