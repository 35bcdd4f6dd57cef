"""“三重一大”: members, recusals, quorum and votes; a result is borne out by its votes or it is not signed (I-02)."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from governance import edits
from governance.errors import Refusal
from governance.models import AuditEvent
from licensing.models import CollectiveDecision, DecisionMember, QuorumRule
from licensing.workflow import decisions, licences, schemes
from tests.factories.licensing import draft_licence
from tests.factories.schemes import (
    START,
    Parties,
    approved_scheme,
    away,
    deliberated_scheme,
    draft_decision,
    parties,
    quorum_rule,
    scan,
    signed_decision,
    voters,
)
from tests.licensing.refusals import against_the_law, refused, rewrite

pytestmark = pytest.mark.django_db


def sign(decision: CollectiveDecision, by: Parties) -> None:
    """The second person."""
    decisions.sign_decision(
        decision, actor=by.second_supervisor, on=START, file=scan(), signed_on=START
    )


def unsigned(by: Parties, *members: dict[str, Any], **over: Any) -> CollectiveDecision:
    """On a scheme that waits for the meeting."""
    scheme = deliberated_scheme(by=by)
    return draft_decision(by=by, scheme=scheme, members=list(members), **over)


def test_the_count_is_taken_from_the_rows_and_kept_with_the_rule() -> None:
    by = parties()
    decision = unsigned(
        by,
        *voters("for", "for", "for", "for", "against", "abstain"),
        away("absent"),
        away("recused", name="钱七", has_conflict=True),
    )
    sign(decision, by)
    counts = (
        "members_listed",
        "members_recused",
        "members_present",
        "votes_for",
        "votes_against",
        "votes_abstained",
    )
    assert [getattr(decision, name) for name in counts] == [8, 1, 6, 4, 1, 1]
    assert decision.signed_by == by.second_supervisor
    assert "2/3" in decision.quorum_words
    assert "待核对" in decision.quorum_words
    assert decision.file is not None
    assert len(decision.file.sha256) == 64


@pytest.mark.parametrize(
    ("votes", "result", "word"),
    [
        (("for", "for", "against", "against", "abstain"), "passed", "与表决不符"),
        (("for", "for", "for", "for", "for"), "rejected", "与表决不符"),
        (("for", "for"), "passed", "到会人数不足"),
    ],
)
def test_i_02_a_result_that_the_votes_do_not_bear_out_is_not_signed(
    votes: tuple[str, ...], result: str, word: str
) -> None:
    by = parties()
    decision = unsigned(by, *voters(*votes), result=result)
    with refused(word, "应到"):
        sign(decision, by)
    decision.refresh_from_db()
    assert decision.status == CollectiveDecision.Status.DRAFT


def test_i_02_too_few_members_of_all_decide_nothing() -> None:
    by = parties()
    absent = [away("absent", name=f"缺席{number}") for number in range(3)]
    with refused("到会人数不足", "2/3"):
        sign(unsigned(by, *voters("for", "for", "for"), *absent), by)


def test_the_rule_of_a_body_takes_the_place_of_the_portals() -> None:
    by = parties()
    absent = [away("absent", name=f"缺席{number}") for number in range(3)]
    decision = unsigned(by, *voters("for", "for", "for"), *absent)
    quorum_rule(
        by=by, organisation=by.government, attendance_part=1, attendance_whole=2, majority_of="present"
    )  # fmt: skip
    sign(decision, by)
    assert "1/2" in decision.quorum_words
    assert "《议事规则》第九条" in decision.quorum_words


def test_a_rule_for_one_kind_of_meeting_goes_before_the_general_one() -> None:
    by = parties()
    quorum_rule(by=by, organisation=by.government, least_present=4)
    quorum_rule(by=by, organisation=by.government, meeting_type="government", least_present=7)
    rules = QuorumRule.objects
    assert rules.of(by.government.pk, "government").least_present == 7
    assert rules.of(by.government.pk, "office").least_present == 4
    assert rules.of(by.operator.pk, "office").least_present == 3


@pytest.mark.parametrize(
    ("member", "law"),
    [
        ({"attendance": "present", "vote": ""}, "votes_exactly_when_present"),
        ({"attendance": "recused", "reason": "回避。", "vote": "for"}, "votes_exactly_when_present"),
        ({"attendance": "absent"}, "away_says_why"),
        ({"has_conflict": True, "vote": "for"}, "with_a_conflict_is_recused"),
        ({"attendance": "asleep", "reason": "困。"}, "attendance_is_listed"),
        ({"name": "李四", "vote": "for"}, "decision_lists_a_member_once"),
    ],
)  # fmt: skip
def test_the_laws_of_a_member_hold_in_words_and_in_the_database(
    member: dict[str, Any], law: str
) -> None:
    by = parties()
    decision = unsigned(by, *voters("for", "for", "for"))
    row = DecisionMember(decision=decision, **{"name": "周九", "post": "委员"} | member)
    with pytest.raises(ValidationError):
        row.full_clean()
    with against_the_law(law):
        row.save()
    row = DecisionMember(decision=decision, **{"name": "周九", "post": "委员"} | member)
    with pytest.raises(Refusal, match=r"。$"):
        edits.save(row, actor=by.supervisor)


def test_i_02_members_are_fixed_with_the_signature() -> None:
    decision = signed_decision(by=(by := parties()), scheme=deliberated_scheme(by=by))
    member = decision.members.first()
    with against_the_law("表决不能再改"):
        rewrite(member, vote="against")
    with against_the_law("表决不能再改"):
        DecisionMember.objects.filter(pk=member.pk)._raw_delete("default")
    with against_the_law("表决不能再改"):
        DecisionMember.objects.create(decision=decision, **voters("for")[0] | {"name": "后来者"})
    other = draft_decision(by=by, scheme=deliberated_scheme(by=by))
    with against_the_law("表决不能再改"):
        rewrite(member, decision=other)


def test_i_02_the_database_compares_the_count_with_the_rows() -> None:
    by = parties()
    decision = draft_decision(by=by, scheme=deliberated_scheme(by=by))
    file = signed_decision(by=by, scheme=deliberated_scheme(by=by)).file
    forged = {
        "status": "signed",
        "signed_on": START,
        "file": file,
        "signed_by": by.second_supervisor,
    }
    count = {
        "members_listed": 5, "members_recused": 0, "members_present": 5, "votes_for": 5, "votes_against": 0,
        "votes_abstained": 0,
    }  # fmt: skip
    with against_the_law("票数与参会成员的表决不符"):
        rewrite(decision, **forged, **count | {"votes_for": 6})
    with against_the_law("缺少会议类型"):
        rewrite(decision, **forged | {"meeting_type": ""}, **count)
    with against_the_law("signed_by_another_than_its_recorder"):
        rewrite(decision, **forged | {"signed_by": decision.created_by}, **count)


@pytest.mark.parametrize(
    ("over", "word"),
    [
        ({"meeting_type": "party_group"}, "不能审议这一事项"),
        ({"meeting_type": ""}, "会议类型"),
        ({"chair": "局外人"}, "不在到会成员之列"),
    ],
)
def test_the_meeting_itself_must_be_the_right_one(over: dict[str, str], word: str) -> None:
    by = parties()
    with refused(word):
        sign(draft_decision(by=by, scheme=deliberated_scheme(by=by), **over), by)


def test_i_02_a_scheme_is_decided_by_its_authorising_body_alone() -> None:
    by = parties()
    decision = draft_decision(by=by, scheme=deliberated_scheme(by=by), body=by.implementing_body)
    with refused("授权主体"):
        sign(decision, by)


def test_an_agreement_is_not_decided_by_a_meeting_of_the_government() -> None:
    by = parties()
    with refused("不能审议这一事项"):
        signed_decision(by=by, licence=draft_licence(by=by), meeting_type="government")


def test_a_decision_of_another_kind_does_not_serve() -> None:
    by = parties()
    licence = draft_licence(by=by)
    signed_decision(
        by=by, licence=licence, kind="exceptional_term", exception_grounds="建设周期长。"
    )
    with refused("没有已签署的集体决策"):
        licences.decide_licence(licence, actor=by.decider, on=START)
    with against_the_law("decision_on_an_exceptional_term_says_why"):
        draft_decision(by=by, licence=licence, kind="exceptional_term")


def test_i_02_a_decision_serves_its_own_scheme_once() -> None:
    by = parties()
    used = approved_scheme(by=by).decision
    other = deliberated_scheme(by=by)
    with against_the_law("没有授权主体对这一事项的有效集体决策"):
        rewrite(other, status="approved", decision=used)
    own = signed_decision(by=by, scheme=other)
    schemes.return_scheme(other, actor=by.supervisor, on=START, reason="修改收益分配。")
    assert other.decision == own
    with against_the_law("没有授权主体对这一事项的有效集体决策"):
        rewrite(other, status="approved")


def test_a_member_listed_by_mistake_leaves_and_the_trail_keeps_who_it_was() -> None:
    by = parties()
    decision = unsigned(by, *voters("for", "for", "for", "against"))
    wrong = decision.members.get(vote="against")
    name = wrong.name
    decisions.strike_members(decision, actor=by.supervisor, members=[wrong], reason="误列。")
    assert decision.members.count() == 3
    told = AuditEvent.objects.get(action="licensing.decisionmember.strike")
    assert told.changes["name"] == [name, None]
