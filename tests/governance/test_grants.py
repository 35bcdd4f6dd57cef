"""Rights on single records: by whom, to whom, for how long, and always on record."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group

from accounts.models import Role
from catalog.models import DataResource
from governance import clock, grants
from governance.errors import InvalidInput, NotPermitted
from governance.models import AuditEvent, DeadlineRule
from tests.factories.catalog import draft_resource
from tests.factories.people import person

pytestmark = pytest.mark.django_db

VIEW = "catalog.view_dataresource"


def sees(user: object, resource: DataResource) -> bool:
    return DataResource.objects.visible_to(user).filter(pk=resource.pk).exists()


def test_a_grant_opens_one_record_and_its_withdrawal_closes_it() -> None:
    security, guest, resource = (
        person(Role.SECURITY_ADMIN),
        person(Role.EVALUATOR),
        draft_resource(),
    )
    other = draft_resource(name="另一项")
    assert not sees(guest, resource)
    event = grants.grant(guest, VIEW, resource, actor=security, reason="第三方评估")
    assert sees(guest, resource)
    assert not sees(guest, other)
    assert (event.action, event.reason) == ("governance.grant.give", "第三方评估")
    grants.withdraw(guest, VIEW, resource, actor=security, reason="评估结束")
    assert not sees(guest, resource)
    actions = AuditEvent.objects.about(resource).values_list("action", flat=True)
    assert "governance.grant.withdraw" in actions


def test_a_grant_ends_by_itself() -> None:
    security, guest, resource = (
        person(Role.SECURITY_ADMIN),
        person(Role.EVALUATOR),
        draft_resource(),
    )
    yesterday = clock.today() - timedelta(days=1)
    grants.grant(guest, VIEW, resource, actor=security, reason="评估", ends_on=yesterday)
    assert not sees(guest, resource)


def test_a_group_is_granted_like_a_person() -> None:
    security, guest, resource = (
        person(Role.SECURITY_ADMIN),
        person(Role.EVALUATOR),
        draft_resource(),
    )
    group = Group.objects.create(name="评估组")
    guest.groups.add(group)
    grants.grant(group, VIEW, resource, actor=security, reason="第三方评估")
    assert sees(guest, resource)


@pytest.mark.parametrize("role", [Role.AUTHORITY, Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN])
def test_only_the_security_administrator_grants(role: str) -> None:
    with pytest.raises(NotPermitted, match="只有安全管理员"):
        grants.grant(person(), VIEW, draft_resource(), actor=person(role), reason="x")


def test_nobody_grants_to_himself() -> None:
    security = person(Role.SECURITY_ADMIN)
    with pytest.raises(NotPermitted, match="不得为自己"):
        grants.grant(security, VIEW, draft_resource(), actor=security, reason="x")


def test_a_grant_needs_a_reason_and_a_record_that_knows_grants() -> None:
    security = person(Role.SECURITY_ADMIN)
    with pytest.raises(InvalidInput, match="请填写授予权限的理由"):
        grants.grant(person(), VIEW, draft_resource(), actor=security, reason=" ")
    with pytest.raises(InvalidInput):
        grants.withdraw(
            person(), "governance.view_deadlinerule", DeadlineRule.objects.first(),  # type: ignore[arg-type]
            actor=security, reason="x",
        )  # fmt: skip


def test_dates_are_passed_in() -> None:
    assert grants.in_force(date(2026, 1, 1)) != grants.in_force(date(2026, 1, 2))
