"""I-01 … I-04 by name: term, decisions, filings, selection."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from governance.errors import NotPermitted, Refusal
from licensing.models import (
    CollectiveDecision,
    Licence,
)
from licensing.workflow import licences
from tests.database import past_the_triggers
from tests.factories.licensing import (
    decided_licence,
    draft_licence,
    filed_licence,
    signed_licence,
)
from tests.factories.schemes import (
    START,
    approved_scheme,
    deliberated_scheme,
    filing,
    parties,
    signed_decision,
)
from tests.licensing.refusals import against_the_law, decide, refused, rewrite

pytestmark = pytest.mark.django_db


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
    with refused("须由实施机构"):
        signed_decision(by=by, licence=licence, body=by.government)


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
        with past_the_triggers():
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
    assert (filed.authority, filed.filed_on) == (by.province, START)
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
