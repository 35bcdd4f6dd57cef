"""我的待办: a step is owed when the procedure waits for it, by those whose turn it is."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from governance.inbox import Inbox, Urgency
from licensing.workflow import products
from tests.factories.licensing import draft_licence, judged, product_in_review, signed_licence
from tests.factories.schemes import (
    START,
    approved_scheme,
    deliberated_scheme,
    draft_decision,
    merged_change,
    parties,
    signed_decision,
)

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
