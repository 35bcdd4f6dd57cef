"""The shared admin site: closed where Django's own admin leaks (the table of leaks of ``security.md``)."""

import pytest
from django.test import Client

from accounts.models import Role
from governance import edits
from governance.models import AuditEvent, DeadlineRule
from tests.factories.people import person

pytestmark = pytest.mark.django_db

RULES = "/admin/governance/deadlinerule/"


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def authority():
    return person(Role.AUTHORITY)


@pytest.fixture
def rule(authority) -> DeadlineRule:
    made = DeadlineRule(
        key="test.term",
        name="测试期限",
        number=3,
        unit="working_day",
        starts_at="收到",
        source="试",
    )
    edits.save(made, actor=authority)
    return made


def typed(rule: DeadlineRule, **over) -> dict[str, object]:
    fields = (
        "key",
        "region_code",
        "name",
        "number",
        "unit",
        "month_day",
        "starts_at",
        "duty_of",
        "source",
    )
    return {name: getattr(rule, name) or "" for name in fields} | {"_version": rule.version} | over


def test_list_form_history_rights_open(authority, rule):
    client = signed_in(authority)
    for address in (
        "?q=test.term",
        "add/",
        f"{rule.pk}/change/",
        f"{rule.pk}/history/",
        f"{rule.pk}/rights/",
    ):
        response = client.get(RULES + address)
        assert response.status_code == 200, address
        assert "测试期限" in response.content.decode() or address == "add/"


def test_saving_writes_one_event_with_reason(authority, rule):
    response = signed_in(authority).post(
        f"{RULES}{rule.pk}/change/", typed(rule, number=5, _reason="按新规定")
    )
    assert response.status_code == 302
    event = AuditEvent.objects.about(rule).first()
    assert event is not None
    assert (event.action, event.reason, event.door) == (
        "governance.deadlinerule.change",
        "按新规定",
        "admin",
    )
    assert event.changes == {"number": [3, 5]}


def test_adding_twice_with_one_key_makes_one_record(authority):
    client = signed_in(authority)
    form = typed(
        DeadlineRule(key="once", name="一次", number=1, unit="day", starts_at="收到", source="试"),
        _key="k1",
    )
    first, second = client.post(f"{RULES}add/", form), client.post(f"{RULES}add/", form)
    assert (first.status_code, second.status_code) == (302, 302)
    assert DeadlineRule.objects.filter(key="once").count() == 1
