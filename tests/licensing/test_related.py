"""Related parties of operators: who is related on which day, and what that forbids (I-31; 27号 第六条)."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.models import Organisation, Role
from governance.errors import InvalidInput, NotPermitted
from governance.models import AuditEvent
from licensing.models import RelatedParty
from licensing.related import (
    Named,
    is_operator_or_related,
    redevelopment_faults,
    related_organisations,
)
from licensing.workflow import related
from tests.database import arranging
from tests.factories import related as made
from tests.factories.people import organisation, person
from tests.factories.schemes import START, code, company, parties
from tests.licensing.refusals import against_the_law, refused, rewrite

pytestmark = pytest.mark.django_db
STATES = {
    "draft": made.draft_relation,
    "disclosed": made.disclosed_relation,
    "returned": made.returned_relation,
    "confirmed": made.confirmed_relation,
    "ended": made.ended_relation,
}


@pytest.mark.parametrize(("state", "binds"), [
    ("draft", False), ("disclosed", True), ("returned", False), ("confirmed", True), ("ended", True),
])  # fmt: skip
def test_what_is_disclosed_binds_at_once(state: str, binds: bool) -> None:
    by = parties()
    party = STATES[state](by=by)
    assert (party.party in related_organisations(by.operator, START)) is binds


def test_a_relation_binds_from_its_first_to_its_last_day() -> None:
    by = parties()
    party = made.ended_relation(by=by)
    for day, binds in (
        (party.holds_from - timedelta(days=1), False),
        (party.holds_from, True),
        (START, True),
        (START + timedelta(days=1), False),
    ):
        assert (party.party in related_organisations(by.operator, day)) is binds, day


def test_a_relation_is_seen_from_both_sides() -> None:
    by = parties()
    party = made.confirmed_relation(by=by)
    assert list(related_organisations(party.party, START)) == [by.operator]


def test_a_party_written_by_its_code_is_found_once_it_joins_the_portal() -> None:
    by, number = parties(), code()
    made.disclosed_relation(by=by, party_name="云州算力有限公司", party_uscc=number)
    assert not related_organisations(by.operator, START)
    later = company(uscc=number)
    assert list(related_organisations(by.operator, START)) == [later]


def test_enterprises_of_one_group_are_related_but_not_all_that_one_bureau_owns() -> None:
    with arranging():
        bureau = organisation()
        group = organisation(name="云州数据集团", kind=Organisation.Kind.ENTERPRISE, parent=bureau)
        sister = organisation(name="云州数据科技", kind=Organisation.Kind.ENTERPRISE, parent=group)
        stranger = organisation(name="云州水务", kind=Organisation.Kind.ENTERPRISE, parent=bureau)
    by = parties(operator=company(parent=group))
    found = set(related_organisations(by.operator, START))
    assert found == {group, sister}
    assert stranger not in found


def named(party: RelatedParty) -> Named:
    return Named(party.party_name, party.party_uscc)


@pytest.mark.parametrize("who", [
    Named("云州算力有限公司（北区）"), Named("云州算力 有限公司(北区)"), Named("改名后的公司", "code"),
], ids=("name", "name in another hand", "code"))  # fmt: skip
def test_i_31_neither_the_operator_nor_its_related_party_redevelops(who: Named) -> None:
    by, number = parties(), code()
    made.disclosed_relation(by=by, party_name="云州算力有限公司（北区）", party_uscc=number)
    asked = Named(who.name, number if who.code else "")
    faults = redevelopment_faults(by.operator, START, named=asked)
    assert len(faults) == 1
    assert "不得直接或间接参与" in str(faults[0])
    assert not redevelopment_faults(by.operator, START, named=Named("无关公司", code()))


def test_i_31_the_operator_itself_by_organisation_code_and_name() -> None:
    by = parties()
    operator = by.operator
    assert is_operator_or_related(operator, START, organisation=operator)
    assert is_operator_or_related(operator, START, named=Named(code=operator.uscc))
    assert is_operator_or_related(operator, START, named=Named(operator.name))
    assert not is_operator_or_related(operator, START, organisation=company())
    assert not is_operator_or_related(operator, START, named=Named("", ""))


def test_who_wrote_it_does_not_check_it() -> None:
    by = parties()
    party = made.draft_relation(by=by, created_by=by.supervisor)
    related.disclose(party, actor=by.supervisor, on=START)
    with refused("须由他人核实", error=NotPermitted):
        related.confirm(party, actor=by.supervisor, on=START)
    event = related.confirm(party, actor=by.second_supervisor, on=START)
    assert event.action == "licensing.relatedparty.confirm"


def test_the_end_lies_within_the_relation_and_not_in_the_future() -> None:
    by = parties()
    party = made.confirmed_relation(by=by)
    for day in (party.holds_from - timedelta(days=1), START + timedelta(days=1)):
        with refused("关系截止日期"):
            related.end(party, actor=by.seller, on=START, holds_to=day, reason="已转让。")


@pytest.mark.parametrize(
    "role", [Role.AUDITOR, Role.OPERATOR, Role.IMPLEMENTING_BODY, Role.AUTHORITY]
)
def test_strangers_see_nothing_and_auditors_everything(role: Role) -> None:
    party = made.disclosed_relation(by=parties())
    with arranging():
        user = person(role, organisation=organisation())
    seen = RelatedParty.objects.visible_to(user).filter(pk=party.pk).exists()
    assert seen is (role == Role.AUDITOR)


LAWS: list[tuple[str, dict[str, Any]]] = [
    ("related_party_is_named", {"party": None, "party_name": ""}),
    ("related_party_other_relation_is_explained", {"relation": "other", "note": ""}),
    ("related_party_ends_after_it_begins", {"holds_to": START - timedelta(days=900)}),
    ("related_party_relation_is_listed", {"relation": "friend"}),
    ("related_party_status_is_known", {"status": "hidden"}),
    ("related_party_ended_says_when", {"status": "ended"}),
]


@pytest.mark.parametrize(("name", "values"), LAWS, ids=[name for name, _values in LAWS])
def test_the_database_keeps_the_law(name: str, values: dict[str, Any]) -> None:
    party = made.disclosed_relation(by=parties())
    with against_the_law(name):
        rewrite(party, **values)


def test_nobody_is_related_to_himself() -> None:
    party = made.disclosed_relation(by=parties())
    with against_the_law("related_party_is_another"):
        rewrite(party, party=party.operator)


def test_a_code_that_is_given_is_a_good_one() -> None:
    by = parties()
    party = made.draft_relation(by=by)
    rewrite(party, party_uscc="91990100XXXXXXXXX1")
    with refused("编码规则", error=InvalidInput):
        related.disclose(party, actor=by.seller, on=START)
    assert AuditEvent.objects.filter(action="licensing.relatedparty.disclose").count() == 0
