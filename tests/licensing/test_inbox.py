"""我的待办: a step is owed when the procedure waits for it, by those whose turn it is."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
import time_machine
from django.utils.html import escape

from governance.inbox import Inbox, Urgency
from licensing.workflow import products, schemes
from licensing.workflow.decisions import sign_decision
from tests.factories.licensing import draft_licence, judged, product_in_review, signed_licence
from tests.factories.schemes import (
    START,
    approved_scheme,
    change_before_the_meeting,
    deliberated_scheme,
    draft_decision,
    merged_change,
    parties,
    scan,
    signed_decision,
)
from tests.licensing.test_admin import signed_in

pytestmark = pytest.mark.django_db


def owed(user: Any, record: Any) -> set[str]:
    """The verbs that the record owes this person."""
    with time_machine.travel(f"{START} 12:00:00+08:00", tick=False):
        inbox = Inbox(user, Urgency(today=START, soon_until=START + timedelta(days=5)))
        duties = [
            each
            for each in inbox.duties()
            if (each.model, each.pk) == (type(record), str(record.pk))
        ]
    return {step.transition.verb for duty in duties for step in duty.steps}


def test_reviews_are_owed_until_given_and_never_both_by_one_person() -> None:
    by = parties()
    product = product_in_review(by=by)
    assert owed(by.decider, product) == {"review_security", "review_conformity"}
    assert owed(by.seller, product) == set()
    products.review_security(product, actor=by.decider, on=START, **judged("security"))
    assert owed(by.decider, product) == set()
    assert owed(by.supervisor, product) == {"review_conformity"}
    products.review_conformity(product, actor=by.supervisor, on=START, **judged("conformity"))
    assert owed(by.supervisor, product) == set()
    assert owed(by.seller, product) == {"put_on_sale"}


def test_a_failed_review_leaves_nothing_to_list() -> None:
    by = parties()
    product = product_in_review(by=by)
    products.review_security(product, actor=by.decider, on=START, **judged("security", "output"))
    products.review_conformity(product, actor=by.supervisor, on=START, **judged("conformity"))
    assert owed(by.seller, product) == {"submit"}  # returned by itself, to be mended


def test_an_agreement_waits_for_its_decision() -> None:
    by = parties()
    licence = draft_licence(by=by)
    assert owed(by.decider, licence) == set()
    signed_decision(by=by, licence=licence)
    assert owed(by.decider, licence) == {"decide"}
    assert owed(by.drafter, licence) == set()  # his own draft


def test_a_scheme_waits_for_its_meeting_before_anybody_owes_the_result() -> None:
    by = parties()
    scheme = deliberated_scheme(by=by)
    assert owed(by.supervisor, scheme) == set()
    decision = draft_decision(by=by, scheme=scheme)
    assert owed(by.supervisor, scheme) == set()  # recorded, not signed
    sign_decision(decision, actor=by.second_supervisor, on=START, file=scan(), signed_on=START)
    assert owed(by.supervisor, scheme) == {"approve"}
    signed_decision(by=by, scheme=scheme, result="rejected")
    assert owed(by.supervisor, scheme) == {"reject"}


def test_a_decision_that_was_used_up_makes_nothing_owed() -> None:
    by = parties()
    scheme = deliberated_scheme(by=by)
    signed_decision(by=by, scheme=scheme, result="rejected")
    schemes.return_scheme(scheme, actor=by.supervisor, on=START, reason="请补充论证。")
    for name, actor in (
        ("submit_scheme", by.drafter), ("review_scheme", by.supervisor), ("deliberate_scheme", by.supervisor),
    ):  # fmt: skip
        getattr(schemes, name)(scheme, actor=actor, on=START)
    assert owed(by.supervisor, scheme) == set()


def test_a_larger_change_waits_for_a_decision_of_its_own_kind() -> None:
    by = parties()
    change = change_before_the_meeting(by=by)
    assert owed(by.supervisor, change) == set()
    signed_decision(by=by, scheme=change)
    assert owed(by.supervisor, change) == {"approve"}


def test_the_meeting_is_recorded_from_the_matter_that_waits_for_it() -> None:
    by = parties()
    scheme, licence = deliberated_scheme(by=by), draft_licence(by=by)
    cases = (
        (scheme, by.supervisor, {"kind": "scheme", "scheme": scheme.pk, "body": scheme.authorising_body.pk}),
        (licence, by.drafter, {"kind": "agreement", "licence": licence.pk, "body": by.implementing_body.pk}),
    )  # fmt: skip
    for record, recorder, given in cases:
        address = f"/admin/licensing/collectivedecision/add/?{urlencode(given)}"
        client = signed_in(recorder)
        page = client.get(f"/admin/licensing/{record._meta.model_name}/{record.pk}/change/")
        assert f'href="{escape(address)}">登记会议决策<' in page.content.decode()
        form = client.get(address).context["adminform"].form
        for name, value in given.items():
            assert str(form[name].value()) == str(value)
            assert f'value="{value}" selected' in str(form[name])


def test_who_may_not_record_the_meeting_is_not_led_there() -> None:
    by = parties()
    scheme, licence = deliberated_scheme(by=by), draft_licence(by=by)
    decided = approved_scheme(by=by)
    for record, other in (
        (scheme, by.drafter),
        (licence, by.supervisor),
        (decided, by.supervisor),
    ):
        page = signed_in(other).get(
            f"/admin/licensing/{record._meta.model_name}/{record.pk}/change/"
        )
        assert page.status_code == 200
        assert "登记会议决策" not in page.content.decode()


def test_a_signed_agreement_owes_its_filing() -> None:
    by = parties()
    assert owed(by.drafter, signed_licence(by=by)) == {"file"}


def test_a_recorded_decision_waits_for_the_second_person() -> None:
    by = parties()
    decision = draft_decision(by=by, scheme=deliberated_scheme(by=by))
    assert owed(by.second_supervisor, decision) == {"sign"}
    assert owed(by.supervisor, decision) == set()  # his own record


def test_a_scheme_that_has_passed_owes_its_filing_and_so_does_one_that_was_changed() -> None:
    by = parties()
    assert owed(by.supervisor, approved_scheme(by=by)) == {"file"}
    change = merged_change(by=by)
    assert owed(by.supervisor, change.revision_of) == {"file"}
    assert owed(by.supervisor, change) == set()
