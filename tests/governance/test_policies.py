"""Policies: grounds and bars, one answer for list and row, and no model without its rules."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from accounts.models import Role
from governance import policies
from governance.models import DeadlineRule
from governance.policies import NOBODY, allow, could, covered, explain, grounds, holds
from tests.factories.people import person

pytestmark = pytest.mark.django_db

CHANGE = "governance.change_deadlinerule"


def rows(condition: Q) -> set[str]:
    return set(DeadlineRule.objects.filter(condition).values_list("key", flat=True))


def test_nobody_covers_nothing() -> None:
    assert rows(NOBODY.condition) == set()


def test_grounds_add_up_and_a_bar_takes_away() -> None:
    both = allow("受理", Q(key="reg.accept")) | allow("审核", Q(key="reg.review"))
    assert rows(both.condition) == {"reg.accept", "reg.review"}
    assert rows(both.unless("不办审核", Q(key="reg.review")).condition) == {"reg.accept"}


def test_a_ground_for_all_rows_is_not_lost_in_the_sum() -> None:
    assert rows((NOBODY | allow("全部", Q())).condition) == rows(Q())


@pytest.mark.parametrize("role", [Role.AUTHORITY, Role.OPERATOR, None])
def test_list_row_and_many_rows_agree(role: str | None) -> None:
    user = person(role) if role else AnonymousUser()
    rule = DeadlineRule.objects.get(key="reg.accept")
    listed = DeadlineRule.objects.permitted(user, CHANGE).filter(pk=rule.pk).exists()
    assert listed == holds(user, CHANGE, rule) == (covered(user, CHANGE, [rule]) == {rule.pk})
    assert listed == (role == Role.AUTHORITY)
    assert could(user, CHANGE, DeadlineRule) == listed


def test_an_inactive_account_has_the_rights_of_the_public() -> None:
    user = person(Role.AUTHORITY, is_active=False)
    rule = DeadlineRule.objects.get(key="reg.accept")
    assert not holds(user, CHANGE, rule)
    assert not user.has_perm(CHANGE, rule)
    assert holds(user, "governance.view_deadlinerule", rule)


def test_the_clause_that_decides_is_named() -> None:
    rule = DeadlineRule.objects.get(key="reg.accept")
    allowed = explain(person(Role.AUTHORITY), CHANGE, rule)
    assert (allowed.allowed, allowed.clauses) == (True, ("数据主管部门维护期限和工作日历",))
    refused = explain(person(Role.OPERATOR), CHANGE, rule)
    assert (refused.allowed, refused.clauses) == (False, ("没有任何条款授予此项权限。",))


def test_a_permission_without_a_rule_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    assert policies.every_permission_has_a_rule() == []
    monkeypatch.delitem(policies._rules, CHANGE)
    (error,) = policies.every_permission_has_a_rule()
    assert CHANGE in error.msg


def test_a_permission_has_one_rule_only() -> None:
    with pytest.raises(ValueError, match="two rules"):
        policies.rule(CHANGE)(lambda user: NOBODY)


def test_an_unknown_permission_is_refused_and_never_guessed() -> None:
    with pytest.raises(KeyError):
        grounds(person(Role.AUTHORITY), "governance.abolish_deadlinerule")
    rule = DeadlineRule.objects.get(key="reg.accept")
    assert not person(Role.AUTHORITY).has_perm("governance.abolish_deadlinerule", rule)


def test_a_hundred_checks_cost_one_query(django_assert_num_queries: object) -> None:
    user = person(Role.AUTHORITY)
    user.organisation_ids()
    every = list(DeadlineRule.objects.all())
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(covered(user, CHANGE, every)) == len(every) > 20
