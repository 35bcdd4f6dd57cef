"""Quality issues and data requests: every state × step, the clocks, the laws in the database, two answers at once."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from catalog.models import DataRequest, NumberSeries, QualityIssue
from catalog.workflow import issues, requests
from governance.actors import VISITOR
from governance.errors import NotPermitted, ReasonMissing, TransitionError, WrongState
from governance.models import AuditEvent
from governance.transitions import steps_of
from tests.factories.cases import (
    DECIDED_BY_BUREAU,
    ISSUE,
    ISSUE_ARGUMENTS,
    ISSUE_PATHS,
    REQUEST,
    REQUEST_PATHS,
    SUPERVISED,
    data_request,
    quality_issue,
    request_arguments,
)
from tests.factories.people import organisation
from tests.factories.resources import DAY, desk, draft_resource, published_resource

pytestmark = pytest.mark.django_db


def carry_out_on_issue(step, issue, by):
    verb = step.transition.verb
    actor = by.authority if verb in SUPERVISED else by.clerk
    return step(issue, actor=actor, on=DAY, reason="理由。", **ISSUE_ARGUMENTS.get(verb, {}))


def carry_out_on_request(step, request, by):
    verb = step.transition.verb
    actor = by.clerk if verb in DECIDED_BY_BUREAU else by.authority
    given = request_arguments(verb, by)
    if verb in ("open_data", "open_partly"):
        given["resource"] = published_resource(by=by, name="另一资源")
    return step(request, actor=actor, on=DAY, reason="理由。", **given)


STATES = [
    *((quality_issue, carry_out_on_issue, status) for status in ISSUE_PATHS),
    *((data_request, carry_out_on_request, status) for status in REQUEST_PATHS),
]


@pytest.mark.parametrize(
    ("make", "carry_out", "status"), STATES, ids=[f"{make.__name__}-{s}" for make, _c, s in STATES]
)
def test_each_step_leads_on_from_its_sources_and_from_no_other_state(make, carry_out, status):
    by = desk()
    case = make(status, by=by)
    assert case.status == status
    for step in steps_of(type(case)):
        kept = transaction.savepoint()
        if status in step.transition.sources:
            event = carry_out(step, case, by)
            case.refresh_from_db()
            assert case.status == (step.transition.target or status)
            assert (event.action, event.legal_basis) == (
                step.transition.action,
                str(step.transition.clause),
            )
        else:
            # Before a request is assigned there is no bureau that could decide it.
            is_nobodys = step.transition.verb in DECIDED_BY_BUREAU and case.bureau is None
            with pytest.raises(NotPermitted if is_nobodys else WrongState, match=r"。$"):
                carry_out(step, case, by)
        transaction.savepoint_rollback(kept)
        case.refresh_from_db()
        assert case.status == status


def test_every_state_is_reached():
    assert set(ISSUE_PATHS) == set(QualityIssue.Status)
    assert set(REQUEST_PATHS) == set(DataRequest.Status)


@pytest.mark.parametrize(
    "step",
    [*steps_of(QualityIssue), *steps_of(DataRequest)],
    ids=lambda step: step.transition.action,
)
def test_i_27_what_goes_against_somebody_needs_a_reason(step):
    against = {"decline", "reject", "escalate", "reopen", "refuse", "send_back"}
    assert step.transition.needs_reason == (step.transition.verb in against)


def test_i_27_a_blank_reason_is_none():
    by = desk()
    issue = quality_issue("verified", by=by)
    with pytest.raises(ReasonMissing):
        issues.reject(issue, actor=by.clerk, on=DAY, reason=" \n")


@pytest.mark.parametrize(
    ("make", "status", "key", "due_on"),
    [
        (quality_issue, "filed", "quality.accept", date(2026, 3, 5)),
        (quality_issue, "accepted", "quality.answer", date(2026, 3, 23)),
        (quality_issue, "verified", "quality.answer", date(2026, 3, 23)),
        (quality_issue, "corrected", "", None),
        (quality_issue, "declined", "", None),
        (data_request, "filed", "demand.accept", date(2026, 3, 5)),
        (data_request, "accepted", "demand.reply", date(2026, 3, 30)),
        (data_request, "opened", "demand.reply", date(2026, 3, 30)),
        (data_request, "replied", "", None),
        (data_request, "declined", "", None),
    ],
)
def test_the_clocks_run_from_filing_and_from_acceptance(make, status, key, due_on):
    case = make(status)
    case.refresh_from_db()
    assert (case.due_rule, case.due_on) == (key, due_on)
    if key:
        assert case.clock_started_on == DAY


def test_a_provisional_term_is_counted_from_the_acceptance_not_from_the_last_step():
    by = desk()
    issue = quality_issue("accepted", by=by)
    later = date(2026, 3, 10)
    issues.mark(issue, actor=by.clerk, on=later, mark_words="正在核实。")
    assert (issue.status_since, issue.clock_started_on) == (later, DAY)


def test_a_case_gets_the_next_number_of_its_series():
    by = desk()
    resource = published_resource(by=by)
    numbers = [
        quality_issue(by=by, resource=resource, description=f"第{n}处泊位数不对。").number
        for n in range(3)
    ]
    assert numbers == ["质-2026-0001", "质-2026-0002", "质-2026-0003"]
    assert data_request().number == "需-2026-0001"


@pytest.mark.parametrize(
    "words",
    [
        "东湖停车场的泊位数应为120，现在写成了12。",
        "东湖停车场的泊位数应为１２０, 现在写成了12",
        " 东湖停车场的泊位数应为120\n现在写成了12！",
    ],
)
def test_the_same_words_are_one_open_case_and_leave_no_gap_in_the_numbers(words):
    by = desk()
    issue = quality_issue(by=by)
    again, is_new = issues.report(
        issue.resource, actor=VISITOR, on=DAY, kind="other", description=words
    )
    assert (again, is_new) == (issue, False)
    assert NumberSeries.objects.get(prefix="质").last == 1
    other, is_new = issues.report(
        published_resource(by=by, name="乙"), actor=VISITOR, on=DAY, kind="wrong", description=words
    )
    assert is_new
    assert other.number == "质-2026-0002"


def test_the_same_words_after_the_answer_are_a_new_case():
    by = desk()
    issue = quality_issue("closed", by=by)
    again, is_new = issues.report(issue.resource, actor=VISITOR, on=DAY, **ISSUE)
    assert is_new
    assert again != issue
    first = data_request("replied", by=by, resource=issue.resource)
    second, is_new = requests.ask(actor=VISITOR, on=DAY, **REQUEST)
    assert is_new
    assert second != first


def test_neither_the_trail_nor_the_name_of_a_case_tells_how_to_reach_its_author():
    issue, request = quality_issue("accepted"), data_request("accepted")
    for case in (issue, request):
        for event in AuditEvent.objects.about(case):
            assert case.contact not in event.payload
        assert case.contact not in str(case)


def test_only_what_is_public_can_be_reported():
    for hidden in (draft_resource(), published_resource(name="密", is_secret=True, opening="none", sharing="none",
                   opening_reason="涉密。", sharing_legal_basis="《保守国家秘密法》第三十五条")):  # fmt: skip
        with pytest.raises(NotPermitted):
            issues.report(hidden, actor=VISITOR, on=DAY, **ISSUE)
    assert not QualityIssue.objects.exists()
    assert not NumberSeries.objects.filter(prefix="质").exists()


def test_the_authority_steps_in_and_then_carries_the_case_on_itself():
    by = desk()
    issue = quality_issue("accepted", by=by)
    with pytest.raises(NotPermitted):
        issues.mark(issue, actor=by.authority, on=DAY, mark_words="正在核实。")
    due_on = issue.due_on
    issues.escalate(issue, actor=by.authority, on=DAY, reason="已超过期限。")
    assert (issue.is_escalated, issue.due_on, issue.status) == (True, due_on, "accepted")
    issues.mark(issue, actor=by.authority, on=DAY, mark_words="正在核实。")
    assert issue.status == "marked"


def test_a_reopened_case_begins_anew_with_a_new_term():
    by = desk()
    issue = quality_issue("closed", by=by)
    later = date(2026, 3, 10)
    issues.reopen(issue, actor=by.authority, on=later, reason="没有回应提出的问题。")
    assert (issue.status, issue.answer, issue.mark_words) == ("accepted", "", "")
    assert (issue.due_rule, issue.due_on) == ("quality.answer", date(2026, 3, 31))


def test_only_open_published_resources_answer_a_request():
    by = desk()
    request = data_request("assigned", by=by)
    closed = published_resource(by=by, name="闭", opening="none", opening_reason="含个人信息。")
    for resource in (draft_resource(by=by, name="稿"), closed):
        with pytest.raises(TransitionError, match="请先发布并开放"):
            requests.open_data(
                request, actor=by.clerk, on=DAY, resource=resource, opinion="已开放。"
            )


def test_what_was_closed_meanwhile_does_not_answer_a_request_any_more():
    by = desk()
    resource = published_resource(by=by)
    request = data_request("opened", by=by, resource=resource)
    type(resource).objects.filter(pk=resource.pk).update(
        opening="none", opening_reason="有个人信息。"
    )
    request.refresh_from_db()
    with pytest.raises(TransitionError, match="请先发布并开放"):
        requests.publish_reply(request, actor=by.authority, on=DAY, reply="已开放，请使用。")


def test_a_bureau_without_anybody_is_not_given_a_request():
    by = desk()
    request = data_request("accepted", by=by)
    with pytest.raises(TransitionError, match="请先配置人员"):
        requests.assign(request, actor=by.authority, on=DAY, bureau=organisation())


def test_a_refusal_after_an_opening_that_was_sent_back_names_no_resource():
    by = desk()
    request = data_request("opened", by=by)
    requests.send_back(request, actor=by.authority, on=DAY, reason="请重新研究。")
    requests.refuse(request, actor=by.clerk, on=DAY, reason="含个人信息。")
    request.refresh_from_db()
    assert (request.outcome, request.resource, request.opinion) == ("refused", None, "含个人信息。")


ISSUE_LAWS = [
    ("filed", {"description": ""}, "qualityissue_says_what_is_wrong"),
    ("marked", {"mark_words": ""}, "qualityissue_mark_has_words"),
    ("rejected", {"answer": ""}, "qualityissue_is_not_ended_without_an_answer"),
    ("closed", {"answered_on": None}, "qualityissue_is_not_ended_without_an_answer"),
    ("declined", {"answered_by": None}, "qualityissue_is_not_ended_without_an_answer"),
]
REQUEST_LAWS = [
    ("filed", {"purpose": ""}, "datarequest_says_what_and_what_for"),
    ("assigned", {"bureau": None}, "datarequest_is_assigned_to_a_bureau"),
    ("refused", {"opinion": ""}, "datarequest_decision_states_who_and_why"),
    ("opened", {"decided_by": None}, "datarequest_decision_states_who_and_why"),
    ("replied", {"resource": None}, "datarequest_opening_names_the_resource"),
    ("closed", {"reply": ""}, "datarequest_is_not_ended_without_a_reply"),
    ("declined", {"replied_on": None}, "datarequest_is_not_ended_without_a_reply"),
]


@pytest.mark.parametrize(
    ("make", "status", "change", "law"),
    [*((quality_issue, *each) for each in ISSUE_LAWS), *((data_request, *each) for each in REQUEST_LAWS)],
)  # fmt: skip
def test_the_database_holds_the_laws_too(make, status, change, law):
    case = make(status)
    with pytest.raises(IntegrityError, match=law), transaction.atomic():
        type(case).objects.filter(pk=case.pk).update(**change)


@pytest.mark.parametrize(
    ("make", "law"),
    [
        (quality_issue, "qualityissue_same_words_are_one_open_case"),
        (data_request, "datarequest_same_words_are_one_open_case"),
    ],
)
def test_the_database_knows_one_open_case_for_the_same_words(make, law):
    case = make()
    case.pk, case.number, case._state.adding = None, "另-2026-0001", True
    with pytest.raises(IntegrityError, match=law), transaction.atomic():
        case.save(force_insert=True)
