"""I-09 … I-11 by name: products within their licence, two reviews by two people, no raw data; and the lists."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from catalog.models import DataResource
from governance.errors import NotPermitted, Refusal
from licensing.models import (
    CollectiveDecision,
    Licence,
    LicensedResource,
    Product,
    ProductReview,
    ProductSource,
    Purpose,
    Scheme,
)
from licensing.workflow import products
from tests.factories.catalog import published_resource
from tests.factories.licensing import (
    decided_licence,
    draft_licence,
    draft_product,
    judged,
    licence_in_force,
    product_in_review,
    product_on_sale,
    reviewed_product,
)
from tests.factories.schemes import (
    START,
    licensable_resource,
    parties,
)
from tests.licensing.people import reviewer
from tests.licensing.refusals import against_the_law, decide, refused, rewrite

pytestmark = pytest.mark.django_db


# I-09: scope and purpose of a product


def test_i_09_a_source_of_another_licence_is_refused_by_form_and_database() -> None:
    by = parties()
    product = draft_product(by=by)
    foreign = licence_in_force(by=by).scope.get()
    source = ProductSource(product=product, licensed_resource=foreign)
    with pytest.raises(ValidationError, match="不属于本产品所依据的协议"):
        source.full_clean()
    for licence in (product.licence, foreign.licence):
        with against_the_law("product_source_is_(within_its_licence|of_its_products_licence)"):
            ProductSource.objects.create(
                product=product, licensed_resource=foreign, licence=licence
            )


def test_i_09_a_purpose_that_a_source_does_not_serve_is_refused() -> None:
    by = parties()
    licence = licence_in_force(by=by, purposes=(Purpose.WELFARE,))
    product = draft_product(by=by, licence=licence, purpose=Purpose.INDUSTRY)
    with refused("许可用途不含", "产业发展"):
        products.submit_product(product, actor=by.seller, on=START)


def test_i_09_the_database_asks_for_the_purpose_again() -> None:
    by = parties()
    licence = licence_in_force(by=by, purposes=(Purpose.WELFARE,))
    product = reviewed_product(by=by, licence=licence, purpose=Purpose.WELFARE)
    with against_the_law("许可用途"):
        rewrite(product, status="on_sale", purpose="industry")


def test_i_09_a_product_without_sources_is_refused() -> None:
    by = parties()
    product = draft_product(by=by)
    ProductSource.objects.filter(product=product)._raw_delete("default")
    with refused("数据来源"):
        products.submit_product(product, actor=by.seller, on=START)


def test_i_09_development_alone_sells_nothing() -> None:
    by = parties()
    product = draft_product(by=by, licence=licence_in_force(by=by, business=["development"]))
    with refused("业务范围"):
        products.submit_product(product, actor=by.seller, on=START)


def test_i_09_the_scope_stands_once_decided() -> None:
    licence = decided_licence()
    entry = licence.scope.get()
    with against_the_law("资源范围不能再改"):
        rewrite(entry, purposes=["welfare"])
    with against_the_law("资源范围不能再改"):
        LicensedResource.objects.create(
            licence=licence, resource=published_resource(), purposes=["welfare"]
        )
    with against_the_law("资源范围不能再改"):
        LicensedResource.objects.filter(pk=entry.pk)._raw_delete("default")


def test_i_09_a_resource_outside_the_scheme_is_refused() -> None:
    by = parties()
    licence = draft_licence(by=by)
    LicensedResource.objects.create(
        licence=licence, resource=licensable_resource(), purposes=["industry"]
    )
    with refused("不在已审议的实施方案范围内"):
        decide(licence, by)


# I-10: two reviews by two people


@pytest.mark.parametrize("kinds", [(), ("security",), ("conformity",)])
def test_i_10_no_sale_before_both_reviews_passed(kinds: tuple[str, ...]) -> None:
    by = parties()
    product = product_in_review(by=by)
    for kind in kinds:
        step = getattr(products, f"review_{kind}")
        step(product, actor=by.decider, on=START, **judged(kind))
    with refused("尚未通过"):
        products.put_on_sale(product, actor=by.seller, on=START)
    with against_the_law("作者以外的两人"):
        rewrite(product, status="on_sale")


def test_i_10_a_failed_review_does_not_count() -> None:
    by = parties()
    product = product_in_review(by=by)
    products.review_security(product, actor=by.decider, on=START, **judged("security", "delivery"))
    with refused("尚未通过安全审核"):
        products.put_on_sale(product, actor=by.seller, on=START)
    products.review_conformity(product, actor=by.supervisor, on=START, **judged("conformity"))
    assert product.status == Product.Status.RETURNED


def test_i_10_one_person_does_not_give_both_reviews() -> None:
    by = parties()
    product = product_in_review(by=by)
    products.review_security(product, actor=by.decider, on=START, **judged("security"))
    with pytest.raises(Refusal, match="不同人员"):
        products.review_conformity(product, actor=by.decider, on=START, **judged("conformity"))


def test_i_10_one_kind_is_given_once_in_a_round() -> None:
    by = parties()
    product = product_in_review(by=by)
    products.review_security(product, actor=by.decider, on=START, **judged("security", "raw"))
    with pytest.raises(Refusal, match="已有结论"):
        products.review_security(product, actor=by.supervisor, on=START, **judged("security"))


def test_i_10_the_author_reviews_nothing() -> None:
    by = parties()
    author = reviewer(by)
    product = product_in_review(by=by, created_by=author)
    with pytest.raises(NotPermitted, match="须由他人审核"):
        products.review_security(product, actor=author, on=START, **judged("security"))


def test_i_10_a_new_round_is_reviewed_anew() -> None:
    by = parties()
    product = reviewed_product(by=by)
    products.return_product(product, actor=by.supervisor, on=START, reason="改交付方式。")
    products.submit_product(product, actor=by.seller, on=START)
    assert product.round == 2
    with refused("尚未通过安全审核和业务规范性审核"):
        products.put_on_sale(product, actor=by.seller, on=START)


def test_i_10_a_review_is_never_changed() -> None:
    review = ProductReview.objects.filter(product=reviewed_product()).first()
    with against_the_law("只能追加"):
        rewrite(review, result="failed")


# I-11: raw data


def closed_licence_scope(by: Any) -> Licence:
    """A licence over data that are not lawfully public."""
    resource = licensable_resource(opening="conditional", opening_conditions="实名申请")
    return licence_in_force(by=by, resources=(resource,))


def test_i_11_raw_data_that_are_not_public_are_no_product() -> None:
    by = parties()
    product = draft_product(by=by, licence=closed_licence_scope(by), form="dataset", is_raw=True)
    with refused("不得以原始数据形式进入市场"):
        products.submit_product(product, actor=by.seller, on=START)


def test_i_11_the_database_refuses_raw_data_again() -> None:
    by = parties()
    product = reviewed_product(by=by, licence=closed_licence_scope(by), form="dataset")
    with against_the_law("原始数据形式"):
        rewrite(product, status="on_sale", is_raw=True)


def test_i_11_raw_data_that_everybody_may_have_are_no_harm() -> None:
    assert product_on_sale(form="dataset", is_raw=True).status == Product.Status.ON_SALE


def test_i_11_what_is_not_raw_says_how_it_was_processed() -> None:
    product = draft_product()
    with against_the_law("product_says_how_data_were_processed"):
        rewrite(product, processing="")
    with against_the_law("product_raw_only_as_data"):
        rewrite(product, is_raw=True, form="model")


@pytest.mark.parametrize(
    ("record", "values", "law"),
    [
        (draft_product, {"purpose": "profit"}, "product_purpose_is_listed"),
        (draft_product, {"form": "rumour"}, "product_form_is_listed"),
        (draft_licence, {"business": []}, "licence_business_is_listed"),
        (draft_licence, {"business": ["gambling"]}, "licence_business_is_listed"),
        (
            draft_licence,
            {"mode": "scenario", "scenario": ""},
            "licence_names_its_domain_or_scenario",
        ),
        (draft_licence, {"status": "dreaming"}, "licence_(status_is_known|past|signed|operator)"),
        (
            lambda: draft_licence().scope.get(),
            {"purposes": ["profit"]},
            "licensed_resource_purposes_are_listed",
        ),
        (lambda: draft_licence().scheme, {"planned_months": 61}, "scheme_term_within_five_years"),
    ],
)
def test_lists_hold_in_the_database(
    record: Callable[[], Any], values: dict[str, Any], law: str
) -> None:
    with against_the_law(law):
        rewrite(record(), **values)


def test_every_law_has_a_sentence() -> None:
    for model in (
        Scheme,
        CollectiveDecision,
        Licence,
        LicensedResource,
        Product,
        ProductSource,
        ProductReview,
    ):
        for constraint in model._meta.constraints:
            assert str(constraint.get_violation_error_message()).endswith("。"), constraint.name


def test_a_resource_stays_reachable_by_its_licences() -> None:
    licence = licence_in_force()
    resource = DataResource.objects.get(licences=licence)
    assert resource.licensed_entries.get().licence == licence
