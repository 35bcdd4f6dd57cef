"""Edits: version, validation, policy after saving, event."""

import pytest

from accounts.models import Role, User
from governance import edits
from governance.errors import InvalidInput, NotPermitted, StaleVersion
from governance.models import AuditEvent, DeadlineRule
from tests.factories.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper() -> User:
    return person(Role.AUTHORITY)


def accept_rule() -> DeadlineRule:
    return DeadlineRule.objects.get(key="reg.accept")


def test_an_edit_leaves_an_event_with_the_difference(keeper: User) -> None:
    rule = accept_rule()
    rule.number = 5
    event = edits.save(rule, actor=keeper, expected_version=1, reason="地方规定")
    assert event.action == "governance.deadlinerule.change"
    assert event.changes == {"number": [3, 5]}
    assert (rule.version, event.reason) == (2, "地方规定")


def test_a_stale_edit_is_refused_with_the_difference(keeper: User) -> None:
    mine, theirs = accept_rule(), accept_rule()
    theirs.number = 5
    edits.save(theirs, actor=keeper, expected_version=1)
    mine.number = 7
    with pytest.raises(StaleVersion) as refusal:
        edits.save(mine, actor=keeper, expected_version=1)
    assert refusal.value.details == {"number": [5, 7]}
    assert accept_rule().number == 5


def test_an_outsider_changes_nothing(keeper: User) -> None:
    rule = accept_rule()
    rule.number = 5
    with pytest.raises(NotPermitted):
        edits.save(rule, actor=person(Role.OPERATOR))
    assert accept_rule().number == 3


def test_what_breaks_a_constraint_is_refused_in_its_words(keeper: User) -> None:
    twin = DeadlineRule(
        key="reg.accept", name="又一条", number=3, unit="day", starts_at="收到", source="无"
    )
    before = AuditEvent.objects.count()
    with pytest.raises(InvalidInput, match="该地区已有同一代码的期限"):
        edits.save(twin, actor=keeper)
    assert AuditEvent.objects.count() == before


def test_a_new_record_knows_who_made_it(keeper: User) -> None:
    rule = DeadlineRule(
        key="reg.accept",
        region_code="460000",
        name="海南受理",
        number=2,
        unit="working_day",
        starts_at="收到",
        source="无",
    )
    event = edits.save(rule, actor=keeper)
    assert (rule.created_by, event.action) == (keeper, "governance.deadlinerule.add")
