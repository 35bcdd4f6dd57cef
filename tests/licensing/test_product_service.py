"""What a product says of itself and how it is judged: excuses, what stands, check-lists (I-09, I-10, I-11)."""

import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Role, User
from catalog.models import DataItem
from governance.errors import NotPermitted
from licensing.models import Product, ReviewPoint
from licensing.models.product_laws import NO_PROCESSING
from licensing.workflow import products
from tests.database import arranging
from tests.factories.licensing import (
    draft_product,
    judged,
    licence_in_force,
    product_in_review,
)
from tests.factories.people import membership, person
from tests.factories.schemes import START, licensable_resource, parties
from tests.licensing.refusals import against_the_law, refused, rewrite

pytestmark = pytest.mark.django_db
EXCUSES = (
    "无", "没有。", "无需加工", "未经处理", "不作任何处理。", "未进行加工处理", "略", "-", "N/A", "加工处理",
    "SELECT * FROM parking", "create view v as x", "以数据库视图提供", "库表直连", "原样提供给客户", "直接转发源接口",
)  # fmt: skip
HONEST = (
    "去除车牌等标识，按停车场汇总。",
    "按小时汇总，少于 10 的计数不输出。",
    "无监督聚类后输出类别。",
)


@pytest.mark.parametrize("text", EXCUSES)
def test_i_11_an_excuse_is_no_processing(text: str) -> None:
    assert re.search(NO_PROCESSING, text, re.IGNORECASE)


@pytest.mark.parametrize("text", HONEST)
def test_i_11_honest_words_pass(text: str) -> None:
    assert not re.search(NO_PROCESSING, text, re.IGNORECASE)


@given(
    st.lists(st.sampled_from(["无", "未", "不", "需", "经", "加工", "处理", "脱敏"]), max_size=3)
)
def test_i_11_words_of_denial_alone_never_pass(words: list[str]) -> None:
    text = "".join(sorted(words, key=["无", "未", "不", "需", "经", "加工", "处理", "脱敏"].index))
    assert re.search(NO_PROCESSING, text + "。", re.IGNORECASE)


def test_i_11_the_database_reads_excuses_alike() -> None:
    product = draft_product(form="other")
    for text in EXCUSES:
        with against_the_law("product_processing_is_no_excuse"):
            rewrite(product, processing=text)
    for text in HONEST:
        rewrite(product, processing=text)


def test_i_09_what_was_submitted_stands() -> None:
    product = product_in_review()
    source = product.product_sources.get()
    with against_the_law("内容不能再改"):
        rewrite(product, output_fields="车牌号")
    with against_the_law("数据来源不能再改"):
        type(source).objects.filter(pk=source.pk)._raw_delete("default")
    item = DataItem.objects.create(resource=source.licensed_resource.resource, name="新数据项")
    with against_the_law("数据项不能再改"):
        source.items.add(item)


def test_i_09_the_database_asks_at_submission_already() -> None:
    by = parties()
    licence = licence_in_force(by=by, purposes=("welfare",))
    product = draft_product(by=by, licence=licence, purpose="industry")
    with against_the_law("不能送审"):
        rewrite(product, status="in_review")


def test_an_item_of_another_resource_is_refused() -> None:
    source = draft_product().product_sources.get()
    item = DataItem.objects.create(resource=licensable_resource(), name="别处的数据项")
    with against_the_law("不属于该数据来源"):
        source.items.add(item)


def test_the_grade_is_the_highest_of_the_items_used() -> None:
    by = parties()
    product = draft_product(by=by)
    source = product.product_sources.get()
    resource = source.licensed_resource.resource
    low, high = (
        DataItem.objects.create(resource=resource, name=grade, sensitivity=grade)
        for grade in ("general_1", "general_3")
    )
    assert product.grade() == resource.grade
    source.items.set([low])
    assert product.grade() == "general_1"
    source.items.set([low, high])
    assert product.grade() == "general_3"
    products.submit_product(product, actor=by.seller, on=START)
    assert (product.graded_as, product.submitted_by) == ("general_3", by.seller)


@pytest.mark.parametrize("field", ["output_fields", "support_hours", "how_to_get", "terms_of_use"])
def test_a_product_without_its_service_is_not_reviewed(field: str) -> None:
    by = parties()
    product = draft_product(by=by, **{field: ""})
    with refused("尚不完整", str(Product._meta.get_field(field).verbose_name)):
        products.submit_product(product, actor=by.seller, on=START)


def test_on_an_exchange_the_number_there_is_asked_for() -> None:
    by = parties()
    product = product_in_review(by=by, is_on_exchange=True, exchange_name="云州数据交易所")
    products.review_security(product, actor=by.decider, on=START, **judged("security"))
    products.review_conformity(product, actor=by.supervisor, on=START, **judged("conformity"))
    with refused("须填写场内挂牌编号"):
        products.put_on_sale(product, actor=by.seller, on=START)
    products.put_on_sale(product, actor=by.seller, on=START, listing_no="云交〔2026〕1号")
    assert product.listing_no == "云交〔2026〕1号"
    with against_the_law("product_on_exchange_names_the_exchange"):
        rewrite(product, is_on_exchange=False)


# I-10: check-lists


def test_i_10_a_pass_with_a_point_not_met_is_refused_everywhere() -> None:
    by = parties()
    product = product_in_review(by=by)
    answers = judged("security", "masking", result="passed")
    with refused("审核结论不能是通过"):
        products.review_security(product, actor=by.decider, on=START, **answers)
    with refused("还没有判断"):
        products.review_security(
            product, actor=by.decider, on=START, result="passed", opinion="可。"
        )
    products.review_security(product, actor=by.decider, on=START, **judged("security"))
    review = product.reviews.get()
    with against_the_law("审核结论不能是通过"):
        ReviewPoint.objects.create(review=review, key="x", point="x", is_met=False, note="x")
    with against_the_law("只能追加"):
        rewrite(review.points.first(), is_met=False)


def test_i_10_both_reviews_given_and_one_failed_returns_the_product_with_its_points() -> None:
    by = parties()
    product = product_in_review(by=by)
    products.review_conformity(
        product, actor=by.supervisor, on=START, **judged("conformity", "terms")
    )
    assert product.status == "in_review"
    products.review_security(product, actor=by.decider, on=START, **judged("security"))
    assert product.status == "returned"
    unmet = ReviewPoint.objects.get(review__product=product, is_met=False)
    assert (unmet.field, bool(unmet.note)) == ("terms_of_use", True)


def test_i_10_the_submitter_and_the_operators_people_review_nothing() -> None:
    by = parties()
    product = product_in_review(by=by)
    with arranging():
        insider: User = person(Role.AUTHORITY, organisation=by.authority)
        membership(insider, Role.OPERATOR, organisation=by.operator)
    with pytest.raises(NotPermitted, match="不得审核本单位的产品"):
        products.review_security(product, actor=insider, on=START, **judged("security"))
    rewrite(product, submitted_by=by.decider)
    with pytest.raises(NotPermitted, match="须由他人审核"):
        products.review_security(product, actor=by.decider, on=START, **judged("security"))


def test_a_review_is_due_in_its_term_and_says_that_it_is_the_portals_own() -> None:
    product = product_in_review()
    assert product.due_rule == "prod.review"
    assert product.due_on > START + timedelta(days=20)
