"""The function, the API and the working site lead to one step: the same event, but for the door it names."""

import pytest
from django.test import Client

from accounts.models import Membership, Role
from accounts.workflow import appoint, dismiss
from governance.clock import today
from governance.models import AuditEvent
from tests.factories.people import city, person

pytestmark = pytest.mark.django_db

REASON = "岗位调整"


@pytest.fixture
def town():
    return city()


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def told(event):
    """What an event says, apart from when, through which door and about which person."""
    names = ("action", "outcome", "actor_id", "actor_name", "actor_role", "reason", "legal_basis")
    return {name: getattr(event, name) for name in names} | {"changes": set(event.changes)}


def by_function(step, subject, actor, arguments):
    step(subject, actor=actor, reason=REASON, **arguments)


def by_api(step, subject, actor, arguments):
    noun = {"organisation": "organisations", "membership": "memberships"}[subject._meta.model_name]
    sent = {key: getattr(value, "pk", value) for key, value in arguments.items()}
    address = f"/api/v1/{noun}/{subject.pk}/{step.transition.verb}/"
    body = {**sent, "reason": REASON}
    response = client_of(actor).post(address, body, content_type="application/json")
    assert response.status_code == 200, response.content.decode()


def by_site(step, subject, actor, arguments):
    sent = {key: getattr(value, "pk", value) for key, value in arguments.items()}
    address = (
        f"/admin/accounts/{subject._meta.model_name}/{subject.pk}/step/{step.transition.verb}/"
    )
    response = client_of(actor).post(address, {**sent, "reason": REASON})
    assert response.status_code == 302, response.content.decode()


DOORS = {"command": by_function, "api": by_api, "admin": by_site}


def test_every_door_leads_to_the_same_appointment_and_dismissal(town):
    security, body = town.people[Role.SECURITY_ADMIN], town.organisations[Role.PROVIDER]
    appointed, dismissed = [], []
    for door in DOORS.values():
        user = person()
        given = {"user": user, "role": Role.PROVIDER.value, "starts_on": today()}
        door(appoint, body, security, given)
        appointed.append(
            AuditEvent.objects.filter(action="accounts.organisation.appoint").latest("id")
        )
        door(dismiss, Membership.objects.get(user=user), security, {})
        dismissed.append(
            AuditEvent.objects.filter(action="accounts.membership.dismiss").latest("id")
        )
    for events in (appointed, dismissed):
        assert [event.door for event in events] == list(DOORS)
        assert told(events[0]) == told(events[1]) == told(events[2])
