"""I-01 … I-11 by name: what the steps refuse in words, the database refuses whatever the door."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from catalog.models import DataResource, Registration
from governance.errors import NotPermitted, Refusal, TransitionError
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
from licensing.workflow import ends, licences, products
from tests.factories.catalog import published_resource, registered_resource
from tests.factories.licensing import (
    decided_licence,
    draft_licence,
    draft_product,
    filed_licence,
    licence_in_force,
    product_in_review,
    product_on_sale,
    reviewed_product,
    signed_licence,
)
from tests.factories.people import organisation
from tests.factories.schemes import (
    EARLIER,
    START,
    approved_scheme,
    deliberated_scheme,
    filing,
    parties,
    scan,
    signed_decision,
)
from tests.licensing.people import chief

pytestmark = pytest.mark.django_db


@contextmanager
def refused(*words: str, error: type[Exception] = TransitionError) -> Iterator[None]:
    """A refusal in words, each of which the official reads."""
    with pytest.raises(error) as refusal:
        yield
    for word in words:
        assert word in str(refusal.value)
    assert str(refusal.value).endswith("。")


@contextmanager
def against_the_law(name: str) -> Iterator[None]:
    """The database itself refuses, by the constraint or with the sentence of a trigger."""
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        yield


def rewrite(record: Any, **values: Any) -> None:
    """Past every door: straight into the table."""
    type(record)._base_manager.filter(pk=record.pk).update(**values)


def decide(licence: Licence, by: Any, on: date = START) -> None:
    """The last step of drafting."""
    signed_decision(by=by, licence=licence, on=on)
    licences.decide_licence(licence, actor=by.decider, on=on)


# I-01: term


def test_i_01_a_term_beyond_five_years_is_refused_by_form_and_database() -> None:
    licence = draft_licence()
    licence.ends_on = date(2031, 4, 2)
    with pytest.raises(ValidationError, match="最长不超过 5 年"):
        licence.full_clean()
    with against_the_law("licence_term_within_five_years"):
        rewrite(licence, ends_on=date(2031, 4, 2))
    rewrite(licence, ends_on=date(2031, 4, 1))


def test_i_01_the_end_comes_after_the_start() -> None:
    licence = draft_licence()
    with against_the_law("licence_ends_after_it_starts"):
        rewrite(licence, ends_on=licence.starts_on)


def test_i_01_a_longer_term_needs_a_decision_on_this_agreement_that_says_why() -> None:
    by = parties()
    licence = draft_licence(by=by)
    silent = signed_decision(by=by, licence=licence)
    rewrite(licence, exceptional_term=silent, ends_on=date(2033, 4, 1))
    with refused("超过 5 年", "理由"):
        licences.decide_licence(licence, actor=by.decider, on=START)
    grounds = signed_decision(
        by=by, licence=licence, exception_grounds="管网建设周期长，五年不能收回投资。"
    )
    rewrite(licence, exceptional_term=grounds)
    licences.decide_licence(licence, actor=by.decider, on=START)
    assert licence.status == Licence.Status.DECIDED


def test_i_01_grounds_of_another_agreement_do_not_count() -> None:
    by = parties()
    other = decided_licence(by=by)
    licence = draft_licence(by=by)
    elsewhere = CollectiveDecision.objects.get(licence=other)
    rewrite(licence, exceptional_term=elsewhere, ends_on=date(2033, 4, 1))
    with refused("超过 5 年"):
        decide(licence, by)


# I-02: decisions and agreement


def test_i_02_no_agreement_is_decided_without_a_signed_decision() -> None:
    by = parties()
    licence = draft_licence(by=by)
    with refused("没有已签署的集体决策"):
        licences.decide_licence(licence, actor=by.decider, on=START)


@pytest.mark.parametrize("result", ["rejected"])
def test_i_02_a_decision_that_did_not_pass_does_not_carry(result: str) -> None:
    by = parties()
    licence = draft_licence(by=by)
    signed_decision(by=by, licence=licence, result=result)
    with refused("不通过"):
        licences.decide_licence(licence, actor=by.decider, on=START)


def test_i_02_the_agreement_is_decided_by_the_implementing_body_itself() -> None:
    by = parties()
    licence = draft_licence(by=by)
    signed_decision(by=by, licence=licence, body=by.government)
    with refused("须由实施机构"):
        licences.decide_licence(licence, actor=by.decider, on=START)


def test_i_02_the_scheme_must_have_been_approved() -> None:
    by = parties()
    licence = draft_licence(by=by, scheme=deliberated_scheme(by=by))
    with refused("尚未经集体审议通过"):
        decide(licence, by)


def test_i_02_a_decision_serves_once_after_a_return() -> None:
    by = parties()
    licence = decided_licence(by=by)
    licences.return_licence(licence, actor=by.decider, on=START, reason="改期限。")
    with refused("没有已签署的集体决策"):
        licences.decide_licence(licence, actor=by.decider, on=START)
    decide(licence, by)
    assert licence.status == Licence.Status.DECIDED


def test_i_02_a_signed_decision_is_fixed_in_the_database() -> None:
    decision = signed_decision(by=(by := parties()), scheme=deliberated_scheme(by=by))
    with against_the_law("已经签署"):
        rewrite(decision, result="rejected")
    with against_the_law("已经签署"):
        CollectiveDecision.objects.filter(pk=decision.pk)._raw_delete("default")


def test_i_02_the_recorder_does_not_sign_his_own_record() -> None:
    decision = signed_decision(by=(by := parties()), scheme=deliberated_scheme(by=by))
    assert decision.created_by == by.supervisor
    with pytest.raises(NotPermitted, match="须由他人核对签署"):
        signed_decision(by=by, scheme=decision.scheme, created_by=by.second_supervisor)


def test_i_02_no_signature_without_file_and_number() -> None:
    licence = signed_licence()
    assert licence.number == f"{licence.regulator}授〔2026〕1号"
    assert licence.agreement is not None
    assert len(licence.agreement.sha256) == 64
    for missing in ({"agreement": None}, {"number": ""}, {"signed_on": None}):
        with against_the_law("licence_signed_has_agreement_and_number"):
            rewrite(licence, **missing)


def test_i_02_the_database_lets_no_licence_take_effect_without_its_decisions() -> None:
    licence = filed_licence()
    with against_the_law("实施方案未经集体审议通过"):
        rewrite(licence.scheme, status="draft")
        rewrite(licence, status="in_force", status_since=START)
    draft = draft_licence()
    with against_the_law("licence_past_drafting_rests_on_a_decision|协议未经实施机构集体决策通过"):
        rewrite(draft, status="in_force", status_since=START)


def test_numbers_count_up_within_the_year_of_one_regulator() -> None:
    by = parties()
    first, second = signed_licence(by=by), signed_licence(by=by)
    assert (first.serial, second.serial) == (1, 2)
    with against_the_law("licence_number_is_unique"):
        rewrite(second, number=first.number)
    with against_the_law("licence_serial_is_unique_in_its_year"):
        rewrite(second, serial=first.serial)


# I-03: filings


@pytest.mark.parametrize("make", [signed_licence, lambda by: approved_scheme(by=by)])
def test_i_03_a_missing_filing_becomes_overdue(make: Callable[..., Any]) -> None:
    record = make(by=parties())
    assert record.due_rule == "lic.filing"
    assert not record.is_overdue(record.due_on)
    assert record.is_overdue(record.due_on + timedelta(days=1))


def test_i_03_filing_stops_the_clock_and_leaves_authority_number_and_date() -> None:
    by = parties()
    licence = filed_licence(by=by)
    assert licence.due_on is None
    filed = licence.filings.get()
    assert (filed.authority, filed.filed_on) == (by.government, START)
    with against_the_law("只能追加"):
        rewrite(filed, number="改号")


def test_i_03_a_filing_is_not_dated_before_the_signature() -> None:
    by = parties()
    licence = signed_licence(by=by)
    with refused("备案日期"):
        licences.file_licence(
            licence, actor=by.drafter, on=START, **filing(by, START - timedelta(days=1))
        )


# I-04: selection


@pytest.mark.parametrize("missing", [{"notice_no": ""}, {"result_no": ""}, {"selection": ""}])
def test_i_04_the_operator_was_chosen_in_competition(missing: dict[str, str]) -> None:
    by = parties()
    licence = draft_licence(by=by, **missing)
    with pytest.raises(Refusal, match="公平竞争方式"):
        decide(licence, by)
    with against_the_law("licence_operator_chosen_in_competition"):
        rewrite(decided_licence(), **missing)


def test_i_04_another_way_states_its_basis() -> None:
    with against_the_law("licence_other_selection_states_its_basis"):
        rewrite(draft_licence(), selection="other_competitive")


# I-05: separation of manager and operator


def test_i_05_nobody_operates_what_he_implements_or_regulates() -> None:
    licence = draft_licence()
    with against_the_law("licence_operator_is_not_implementing_body"):
        rewrite(licence, operator=licence.implementing_body)
    with against_the_law("licence_operator_is_not_regulator"):
        rewrite(licence, operator=licence.regulator)


@pytest.mark.parametrize(
    ("flaw", "words"),
    [({"has_legal_personality": False}, "法人资格"), ({"uscc": ""}, "统一社会信用代码")],
)
def test_i_05_the_operator_is_a_legal_person_with_a_valid_code(
    flaw: dict[str, Any], words: str
) -> None:
    by = parties()
    licence = draft_licence(by=by)
    rewrite(by.operator, **flaw)
    with refused(words):
        decide(licence, by)


def test_i_05_the_database_asks_for_a_legal_person_again() -> None:
    licence = filed_licence()
    rewrite(licence.operator, has_legal_personality=False)
    with against_the_law("法人资格"):
        rewrite(licence, status="in_force", status_since=START)


def test_i_05_the_regulator_does_not_implement_unless_the_region_says_so(settings: Any) -> None:
    body = organisation()
    by = parties(authority=body, implementing_body=body)
    licence = draft_licence(by=by)
    with refused("管运分离"):
        decide(licence, by)
    settings.LICENSING_REGULATOR_MAY_IMPLEMENT = True
    licences.decide_licence(licence, actor=by.decider, on=START)


# I-06, I-07: grade gate and consent

SCOPE_FLAWS = [
    pytest.param({"is_secret": True, "opening": "none", "opening_reason": "涉密", "sharing": "none",
                  "sharing_legal_basis": "《保密法》第九条"}, "依法保密", id="secret"),
    pytest.param({"grade": "core", "opening": "none", "opening_reason": "核心"}, "核心数据", id="core"),
    pytest.param({"grade": "important", "opening": "none", "opening_reason": "重要"}, "风险评估报告", id="important"),
    pytest.param({"acquisition": "shared"}, "同意函", id="shared"),
]  # fmt: skip


@pytest.mark.parametrize(("flaw", "words"), SCOPE_FLAWS)
def test_i_06_i_07_the_scope_is_gated_when_decided_and_when_taking_effect(
    flaw: dict[str, Any], words: str
) -> None:
    by = parties()
    resource = registered_resource(on=START - EARLIER)
    draft = draft_licence(by=by, resources=(resource,))
    filed = filed_licence(by=by, resources=(resource,))
    rewrite(resource, **flaw)
    with refused(words):
        decide(draft, by)
    with refused(words):
        licences.activate_licence(filed, actor=by.supervisor, on=START)
    with against_the_law("不符合授权条件"):
        rewrite(filed, status="in_force", status_since=START)


@pytest.mark.parametrize(
    ("flaw", "kind"),
    [({"grade": "important", "opening": "none", "opening_reason": "重要"}, "assessment"),
     ({"acquisition": "shared"}, "consent")],
)  # fmt: skip
def test_i_06_i_07_the_proof_opens_the_gate(flaw: dict[str, str], kind: str) -> None:
    by = parties()
    licence = draft_licence(by=by)
    entry = licence.scope.get()
    rewrite(entry.resource, **flaw)
    licences.attach_proof(
        licence, actor=by.drafter, on=START, entry=entry, kind=kind, file=scan("证明.pdf")
    )
    decide(licence, by)
    entry.refresh_from_db()
    assert getattr(entry, kind).name == "证明.pdf"


def test_i_06_a_resource_without_grade_is_refused() -> None:
    by = parties()
    licence = filed_licence(by=by)
    resource = licence.scope.get().resource
    rewrite(resource, status="draft", grade="")
    with refused("尚未定级"):
        licences.activate_licence(licence, actor=by.supervisor, on=START)


# I-08: registration


def test_i_08_an_unregistered_resource_keeps_the_licence_from_taking_effect() -> None:
    by = parties()
    licence = filed_licence(by=by, resources=(published_resource(on=START - EARLIER),))
    with refused("尚未登记"):
        licences.activate_licence(licence, actor=by.supervisor, on=START)
    with against_the_law("不符合授权条件"):
        rewrite(licence, status="in_force", status_since=START)


def test_i_08_within_twenty_working_days_of_its_first_delivery_it_may() -> None:
    by = parties()
    resource = published_resource(on=START - EARLIER)
    licence = filed_licence(by=by, resources=(resource,))
    rewrite(resource, delivered_on=START)
    with refused("尚未登记"):
        # The twentieth working day after 1 April 2026 is 30 April (清明节 on the 6th).
        licences.activate_licence(licence, actor=by.supervisor, on=date(2026, 5, 6))
    licences.activate_licence(licence, actor=by.supervisor, on=date(2026, 4, 29))
    assert licence.status == Licence.Status.IN_FORCE


def test_i_08_an_expired_registration_keeps_a_licence_suspended() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    ends.suspend_licence(
        licence, actor=by.supervisor, on=START, until=date(2029, 3, 1), reason="核查。"
    )
    lapsed = Registration.objects.get(resource=licence.scope.get().resource).valid_to + timedelta(
        days=1
    )
    assert lapsed <= licence.ends_on
    with refused("尚未登记"):
        ends.reinstate_licence(licence, actor=by.decider, on=lapsed, reason="已整改。")


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
        licence=licence, resource=registered_resource(on=START - EARLIER), purposes=["industry"]
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
        step(product, actor=by.decider, on=START, result="passed", opinion="符合。")
    with refused("尚未通过"):
        products.put_on_sale(product, actor=by.seller, on=START)
    with against_the_law("作者以外的两人"):
        rewrite(product, status="on_sale")


def test_i_10_a_failed_review_does_not_count() -> None:
    by = parties()
    product = product_in_review(by=by)
    products.review_security(
        product, actor=by.decider, on=START, result="failed", opinion="缺限流。"
    )
    products.review_conformity(
        product, actor=by.supervisor, on=START, result="passed", opinion="符合。"
    )
    with refused("尚未通过安全审核"):
        products.put_on_sale(product, actor=by.seller, on=START)


def test_i_10_one_person_does_not_give_both_reviews() -> None:
    by = parties()
    product = product_in_review(by=by)
    products.review_security(product, actor=by.decider, on=START, result="passed", opinion="符合。")
    with pytest.raises(Refusal, match="不同人员"):
        products.review_conformity(
            product, actor=by.decider, on=START, result="passed", opinion="符合。"
        )


def test_i_10_one_kind_is_given_once_in_a_round() -> None:
    by = parties()
    product = product_in_review(by=by)
    products.review_security(
        product, actor=by.decider, on=START, result="failed", opinion="不符合。"
    )
    with pytest.raises(Refusal, match="已有结论"):
        products.review_security(
            product, actor=by.supervisor, on=START, result="passed", opinion="符合。"
        )


def test_i_10_the_author_reviews_nothing() -> None:
    by = parties()
    author = chief(by)
    product = product_in_review(by=by, created_by=author)
    with pytest.raises(NotPermitted, match="须由他人审核"):
        products.review_security(product, actor=author, on=START, result="passed", opinion="符合。")


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
    resource = registered_resource(
        on=START - EARLIER, opening="conditional", opening_conditions="实名申请"
    )
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
