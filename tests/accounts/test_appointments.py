"""Giving and taking roles: by whom, to whom, for how long; the three administrators apart (§14, I-34, I-35)."""

from datetime import date, timedelta
from itertools import permutations

import pytest
from django.db import IntegrityError, transaction

from accounts.models import THREE_ADMINISTRATORS, Membership, Role
from accounts.workflow import appoint, dismiss
from governance.errors import InvalidInput, NotPermitted, ReasonMissing, TransitionError
from governance.models import AuditEvent
from tests.factories.people import city, membership, organisation, person

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _in_november(time_machine):
    time_machine.move_to("2026-11-20 10:00+08:00", tick=False)


@pytest.fixture
def town():
    return city()


def give(town, user, role=Role.PROVIDER, *, actor=None, place=None, **over):
    terms = {"starts_on": TODAY} | over
    return appoint(
        place or town.organisations[Role.PROVIDER],
        actor=actor or town.people[Role.SECURITY_ADMIN],
        on=TODAY,
        user=user,
        role=role,
        **terms,
    )


def test_an_appointment_gives_the_role_and_tells_who_gave_it(town):
    user = person()
    assert not user.is_staff
    event = give(town, user, ends_on=date(2027, 1, 1))
    place = town.organisations[Role.PROVIDER]
    assert user.organisation_ids(Role.PROVIDER) == [place.pk]
    assert user.role_label == "数据提供单位"
    assert (event.subject_id, event.legal_basis) == (str(place.pk), "等级保护第三级 访问控制")
    held = AuditEvent.objects.get(action="accounts.membership.add")
    assert held.changes["role"] == [None, "PROVIDER"]
    assert held.changes["ends_on"] == [None, "2027-01-01"]
    assert held.actor == town.people[Role.SECURITY_ADMIN]


@pytest.mark.parametrize("role", [each for each in Role.values if each != Role.SECURITY_ADMIN])
def test_only_the_security_administrator_appoints(town, role):
    with pytest.raises(NotPermitted):
        give(town, person(), actor=town.people[role])
    assert not Membership.objects.filter(starts_on=TODAY).exists()
    assert AuditEvent.objects.get(outcome="refused").action == "accounts.organisation.appoint"


def test_nobody_appoints_himself(town):
    security = town.people[Role.SECURITY_ADMIN]
    with pytest.raises(TransitionError, match="不得任用本人"):
        give(town, security, Role.AUTHORITY)


def test_not_beyond_one_s_own_organisations(town):
    with pytest.raises(NotPermitted):
        give(town, person(), place=organisation(name="外地单位"))


def test_not_further_down_than_one_s_own_reach():
    root = organisation()
    organisation(parent=root)
    security = person(Role.SECURITY_ADMIN, organisation=root)
    terms = {"user": person(), "role": Role.PROVIDER, "starts_on": TODAY, "on": TODAY}
    with pytest.raises(TransitionError, match="不包括该单位的下级单位"):
        appoint(root, actor=security, covers_subtree=True, **terms)
    appoint(root, actor=security, **terms)


@pytest.mark.parametrize(
    ("over", "words"), [({"is_active": False}, "已停用"), ({"is_service": True}, "服务账号")]
)
def test_only_people_in_service(town, over, words):
    with pytest.raises(TransitionError, match=words):
        give(town, person(**over))


def test_not_in_an_abolished_body(town):
    gone = organisation(parent=town.root, is_active=False)
    with pytest.raises(TransitionError, match="已撤销"):
        give(town, person(), place=gone)


def test_a_term_ends_after_it_begins(town):
    with pytest.raises(InvalidInput, match="终止日期不得早于任用日期"):
        give(town, person(), ends_on=TODAY - timedelta(days=1))


def test_the_same_role_is_not_held_twice_at_once(town):
    user = person()
    give(town, user, ends_on=date(2027, 1, 1))
    with pytest.raises(InvalidInput, match="期限不得重叠"):
        give(town, user, starts_on=date(2026, 12, 31))
    give(town, user, starts_on=date(2027, 1, 1))


@pytest.mark.parametrize(("first", "second"), list(permutations(sorted(THREE_ADMINISTRATORS), 2)))
def test_i_34_two_of_the_three_never_on_one_person(town, first, second):
    user = person()
    give(town, user, first, ends_on=date(2027, 1, 1))
    elsewhere = town.organisations[Role.REGISTRY]
    with pytest.raises(InvalidInput, match="不得由同一人同时担任"):
        give(town, user, second, place=elsewhere, starts_on=date(2026, 12, 31))
    with pytest.raises(IntegrityError, match="membership_"), transaction.atomic():
        membership(user, second, organisation=elsewhere)
    give(town, user, second, place=elsewhere, starts_on=date(2027, 1, 1))


def test_i_34_one_of_the_three_may_be_held_in_two_places(town):
    user = person()
    give(town, user, Role.SYSTEM_ADMIN)
    give(town, user, Role.SYSTEM_ADMIN, place=town.organisations[Role.REGISTRY])


@pytest.mark.parametrize("role", [each for each in Role.values if each != Role.AUDITOR])
def test_i_35_an_auditor_holds_no_other_role(town, role):
    user = person()
    give(town, user, Role.AUDITOR)
    with pytest.raises(InvalidInput, match="只查阅不办理"):
        give(town, user, role, place=town.organisations[Role.REGISTRY])
    with pytest.raises(IntegrityError), transaction.atomic():
        membership(user, role, organisation=town.organisations[Role.REGISTRY])


class TestDismissal:
    def end(self, town, held, *, actor=None, reason="调离岗位", **over):
        return dismiss(
            held, actor=actor or town.people[Role.SECURITY_ADMIN], on=TODAY, reason=reason, **over
        )

    def test_it_takes_effect_at_once(self, town):
        user = town.people[Role.PROVIDER]
        assert user.holds(Role.PROVIDER)
        event = self.end(town, user.memberships.get())
        assert event.changes["ends_on"] == [None, "2026-11-20"]
        assert event.reason == "调离岗位"
        user.forget_roles()
        assert not user.holds(Role.PROVIDER)
        assert not user.is_staff

    def test_or_on_a_later_day(self, town, time_machine):
        user = town.people[Role.PROVIDER]
        self.end(town, user.memberships.get(), ends_on=date(2026, 12, 1))
        user.forget_roles()
        assert user.holds(Role.PROVIDER)
        time_machine.move_to("2026-12-01 00:00+08:00", tick=False)
        assert not user.holds(Role.PROVIDER)

    def test_one_that_has_not_begun_never_begins(self, town):
        user = person()
        give(town, user, starts_on=date(2027, 1, 1))
        self.end(town, user.memberships.get())
        held = user.memberships.get()
        assert held.ends_on == held.starts_on == date(2027, 1, 1)

    def test_never_back_in_time_and_not_twice(self, town):
        held = town.people[Role.PROVIDER].memberships.get()
        with pytest.raises(TransitionError, match="不得早于今天"):
            self.end(town, held, ends_on=TODAY - timedelta(days=1))
        self.end(town, held)
        with pytest.raises(TransitionError, match="不需要再次终止"):
            self.end(town, held)

    def test_a_reason_is_needed(self, town):
        with pytest.raises(ReasonMissing):
            self.end(town, town.people[Role.PROVIDER].memberships.get(), reason=" ")

    def test_nobody_ends_his_own(self, town):
        with pytest.raises(NotPermitted, match="不得终止本人的任用"):
            self.end(town, town.people[Role.SECURITY_ADMIN].memberships.get())

    @pytest.mark.parametrize("role", [each for each in Role.values if each != Role.SECURITY_ADMIN])
    def test_only_the_security_administrator_dismisses(self, town, role):
        held = membership(person(), Role.PROVIDER, organisation=town.organisations[Role.PROVIDER])
        with pytest.raises(NotPermitted):
            self.end(town, held, actor=town.people[role])


def test_roles_of_a_day_are_asked_once(town, django_assert_num_queries):
    user = town.people[Role.AUTHORITY]
    user.forget_roles()
    with django_assert_num_queries(1):
        assert set(user.organisation_ids()) == {
            town.root.pk,
            *(body.pk for body in town.organisations.values()),
        }
        assert user.is_staff
        assert user.holds(Role.AUTHORITY, Role.PROVIDER)
        assert user.organisation_ids(Role.PROVIDER) == []


def test_without_the_subtree_a_role_counts_in_its_own_place_only(town):
    user = person(Role.AUTHORITY, organisation=town.root)
    assert user.organisation_ids() == [town.root.pk]


def test_a_disabled_person_holds_nothing():
    assert person(Role.AUTHORITY, is_active=False).organisation_ids() == []
