"""Notices and applications: what each step demands until the candidates are admitted (27号 第十二条; I-05)."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Role
from governance.errors import InvalidInput, NotPermitted
from licensing.models import Candidate, SelectionMethod
from licensing.selecting import warnings
from licensing.workflow import (
    candidates,
    results,
    selections,
)
from tests.database import arranging
from tests.factories import selections as made
from tests.factories.people import membership, person
from tests.factories.related import disclosed_relation
from tests.factories.schemes import START, code, draft_scheme, parties
from tests.licensing.refusals import against_the_law, refused, rewrite
from tests.licensing.selecting import evaluation_time

__all__ = ("evaluation_time",)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evaluation_time")]
SECOND = timedelta(seconds=1)


def test_the_whole_way_from_the_notice_to_the_agreement() -> None:
    by = parties()
    selection = made.concluded_selection(by=by)
    results.draw_up_licence(
        selection, actor=by.drafter, on=made.CONCLUDED, starts_on=made.CONCLUDED
    )
    licence = selection.licences.get()
    assert (licence.operator, licence.status) == (by.operator, "draft")
    assert (licence.notice_no, licence.result_no) == (selection.notice_no, selection.result_no)
    assert set(licence.resources.all()) == set(selection.scheme.resources.all())
    assert "停车空位接口" in licence.planned_products
    with refused("已经起草协议"):
        results.draw_up_licence(
            selection, actor=by.drafter, on=made.CONCLUDED, starts_on=made.CONCLUDED
        )


def test_the_schemes_conditions_are_taken_over_once() -> None:
    by = parties()
    scheme = made.filed_scheme(
        by=by, operator_conditions="（一）实缴资本五百万元以上；\n（二）通过等保三级测评。"
    )
    selection = made.draft_selection(by=by, scheme=scheme)
    selections.take_conditions(selection, actor=by.drafter, on=START)
    kinds = dict(selection.conditions.values_list("requirement", "kind"))
    assert kinds["实缴资本五百万元以上"] == "funds"
    assert kinds["通过等保三级测评"] == "security"
    with refused("没有可以带入的条件"):
        selections.take_conditions(selection, actor=by.drafter, on=START)


@pytest.mark.parametrize("change", [
    {"scheme": "draft"}, {"weight": 39}, {"kind": "service"}, {"consultation": ""}, {"needed_candidates": 2},
    {"needed_judges": 4}, {"method": SelectionMethod.INVITED_TENDER},
], ids=lambda change: next(iter(change)))  # fmt: skip
def test_a_notice_is_complete_before_it_is_put_forward(change: dict[str, Any]) -> None:
    by = parties()
    scheme = {"scheme": draft_scheme(by=by)} if "scheme" in change else {}
    selection = made.draft_selection(by=by, **scheme)
    if "weight" in change:
        rewrite(selection.criteria.first(), weight=change["weight"])
    elif "kind" in change:
        rewrite(selection.conditions.first(), kind=change["kind"])
    elif not scheme:
        rewrite(selection, **change)
    with refused():
        selections.submit_selection(selection, actor=by.drafter, on=START)


def test_a_tender_leaves_twenty_days_and_other_ways_do_not_need_them() -> None:
    by = parties()
    soon = made.CLOSES_AT - timedelta(days=15)
    tender = made.submitted_selection(by=by, closes_at=soon)
    with refused("申请期不足"):
        selections.publish_selection(tender, actor=by.decider, on=START)
    talks = made.submitted_selection(by=by, closes_at=soon, method=SelectionMethod.NEGOTIATION)
    selections.publish_selection(talks, actor=by.decider, on=START)
    assert talks.published_on == START


@pytest.mark.parametrize("name", ["publish", "announce", "conclude"])
def test_who_prepared_does_not_approve(name: str) -> None:
    by = parties()
    factory, step, given = {
        "publish": (made.submitted_selection, selections.publish_selection, {}),
        "announce": (made.scored_selection, results.announce_result, {"result_no": "一号"}),
        "conclude": (made.announced_selection, results.conclude_selection, {}),
    }[name]
    selection = factory(by=by)
    with refused("须由他人审定", error=NotPermitted):
        step(selection, actor=by.drafter, on=made.CONCLUDED, **given)


@pytest.mark.parametrize(("late", "accepted"), [
    (timedelta(0), True), (-SECOND, True), (SECOND, False), (timedelta(minutes=1), False),
], ids=("at the very second", "a second before", "a second after", "a minute after"))  # fmt: skip
def test_the_closing_is_a_moment_in_china(late: timedelta, accepted: bool) -> None:
    by = parties()
    candidate = made.draft_candidate(by=by)
    at = made.CLOSES_AT + late
    if accepted:
        candidates.submit_candidate(candidate, actor=by.seller, on=made.CLOSING, at=at)
        assert candidate.received_at == at
    else:
        with refused("北京时间", "17:00:00"):
            candidates.submit_candidate(candidate, actor=by.seller, on=made.CLOSING, at=at)


def test_nothing_is_opened_before_the_closing_and_nothing_received_after_the_opening() -> None:
    by = parties()
    candidate = made.draft_candidate(by=by)
    with refused("不能提前开启"):
        selections.close_selection(candidate.selection, actor=by.decider, at=made.CLOSES_AT)
    selections.close_selection(candidate.selection, actor=by.decider, at=made.CLOSES_AT + SECOND)
    with refused("截止"):
        candidates.submit_candidate(candidate, actor=by.seller, on=made.CLOSING, at=made.CLOSES_AT)


def test_the_database_takes_no_late_application() -> None:
    candidate = made.submitted_candidate(by=parties())
    with against_the_law("candidate_received_before_closing"):
        rewrite(candidate, received_at=made.CLOSES_AT + SECOND)


@pytest.mark.parametrize("change", [
    {"has_legal_personality": False}, {"credit_file": None}, {"relations": ""}, {"undertaking_signer": ""},
])  # fmt: skip
def test_i_05_a_candidate_is_a_complete_legal_person(change: dict[str, Any]) -> None:
    by = parties()
    candidate = made.draft_candidate(by=by)
    rewrite(candidate, **change)
    with refused():
        candidates.submit_candidate(candidate, actor=by.seller, on=START + made.LATER)


def test_i_05_the_implementing_body_does_not_apply_to_itself() -> None:
    by = parties()
    candidate = made.draft_candidate(by=by)
    rewrite(by.operator, uscc="")
    rewrite(by.implementing_body, uscc=candidate.uscc)
    with refused("管运分离"):
        candidates.submit_candidate(candidate, actor=by.seller, on=START + made.LATER)


def test_a_code_with_a_fault_is_told_at_once() -> None:
    on_paper = Candidate(uscc="919901000000000000")
    with pytest.raises(ValidationError, match="编码规则"):
        on_paper.clean()


def test_only_the_invited_apply_to_an_invited_tender() -> None:
    by = parties()
    selection = made.draft_selection(by=by, method=SelectionMethod.INVITED_TENDER)
    invited = [by.operator, made.bidder().organisation, made.bidder().organisation]
    selection.invited.set(invited)
    selections.submit_selection(selection, actor=by.drafter, on=START)
    selections.publish_selection(selection, actor=by.decider, on=START)
    made.submitted_candidate(by=by, selection=selection)
    with refused("受邀请"):
        made.submitted_candidate(by=by, selection=selection, bidder=made.bidder())


def test_one_supplement_and_then_the_examination() -> None:
    by = parties()
    candidate = made.returned_candidate(by=by)
    with refused("补正期限"):
        candidates.examine_candidate(candidate, actor=by.decider, on=made.OPENED)
    candidates.submit_candidate(candidate, actor=by.seller, on=made.OPENED + made.LATER)
    assert (candidate.status, candidate.remarks) == ("submitted", {})
    with refused("一次性告知过"):
        candidates.return_candidate(candidate, actor=by.decider, on=made.OPENED, credit="再看看。")


def test_a_returned_application_that_does_not_come_back_is_examined_as_it_is() -> None:
    by = parties()
    candidate = made.returned_candidate(by=by)
    late = candidate.due_on + timedelta(days=1)
    with refused("补正期限"):
        candidates.submit_candidate(candidate, actor=by.seller, on=late)
    found = {f"verdict_{each.pk}": "met" for each in candidate.selection.conditions.all()}
    candidates.examine_candidate(candidate, actor=by.decider, on=late, **found)
    assert candidate.status == "admitted"


def test_a_return_names_at_least_one_field() -> None:
    by = parties()
    with refused("至少在一项"):
        candidates.return_candidate(
            made.opened_candidate(by=by), actor=by.decider, on=made.OPENED, credit=" "
        )


def test_an_unmet_condition_ends_the_application_with_its_reason() -> None:
    candidate = made.rejected_candidate(by=parties())
    assert candidate.status == "rejected"
    assert "没有提供证明" in candidate.outcome_reason
    assert candidate.checks.filter(verdict="unmet").count() == 1


def test_a_condition_without_verdict_or_reason_is_refused() -> None:
    by = parties()
    candidate = made.opened_candidate(by=by)
    for verdict in ("", "unmet"):
        found = {f"verdict_{each.pk}": verdict for each in candidate.selection.conditions.all()}
        with refused(error=InvalidInput):
            candidates.examine_candidate(candidate, actor=by.decider, on=made.OPENED, **found)
    assert not candidate.checks.exists()


def test_a_withdrawn_candidate_may_apply_again_while_it_is_open_and_not_after_the_result() -> None:
    by = parties()
    candidate = made.withdrawn_candidate(by=by)
    again = made.submitted_candidate(by=by, selection=candidate.selection)
    assert again.number != candidate.number
    winner = made.ranked_candidate(1, by=parties())
    with refused("不能", error=Exception):
        candidates.withdraw_candidate(
            winner, actor=winner.created_by, on=made.ANNOUNCED, reason="后悔。"
        )


def test_one_organisation_applies_once() -> None:
    by = parties()
    candidate = made.submitted_candidate(by=by)
    with against_the_law("candidate_applies_once"):
        made.draft_candidate(by=by, selection=candidate.selection)


def test_i_05_the_code_is_that_of_the_organisation() -> None:
    by = parties()
    candidate = made.draft_candidate(by=by)
    candidate.uscc = code()
    with pytest.raises(ValidationError, match="须是申请单位自己的"):
        candidate.clean()
    with against_the_law("须是申请单位自己的"):
        rewrite(candidate, uscc=candidate.uscc)


def test_a_published_notice_and_its_parts_stand() -> None:
    selection = made.open_selection(by=parties())
    for values in (
        {"notice": "改了"},
        {"closes_at": made.CLOSES_AT + timedelta(days=1)},
        {"tie_rule": "earlier"},
    ):
        with against_the_law("已经发布，不能修改"):
            rewrite(selection, **values)
    for part in (selection.conditions.first(), selection.criteria.first()):
        with against_the_law("不能再改"):
            rewrite(part, selection=selection)


def test_relations_are_told_to_the_official() -> None:
    by = parties()
    selection = made.opened_selection(by=by)
    assert warnings.relations(selection) == []
    other = selection.candidates.last().organisation
    disclosed_relation(by=by, party=other)
    disclosed_relation(by=by, party=by.implementing_body)
    judge = made.appointed_judge(selection, by=by)
    with arranging():
        membership(judge.judge, Role.PROVIDER, organisation=by.implementing_body)
    told = " ".join(str(each) for each in warnings.relations(selection, made.OPENED))
    for words in (other.name, by.implementing_body.name, "任职于实施机构"):
        assert words in told


def test_past_selections_are_closed_by_the_job_and_stay_closed() -> None:
    by = parties()
    selection = made.open_selection(by=by)
    with arranging():
        job = type(person()).objects.service_account("due")
    assert selections.close_past_selections(job, made.ANNOUNCED) == 1
    assert selections.close_past_selections(job, made.ANNOUNCED) == 0
    selection.refresh_from_db()
    assert selection.status == "evaluating"
