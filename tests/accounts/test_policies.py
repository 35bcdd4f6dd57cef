"""Who may do what with accounts: one table, asked of lists and of single rows."""

from dataclasses import dataclass

import pytest

from accounts.models import Membership, Organisation, Region, Role, User
from governance.actors import VISITOR
from governance.policies import permissions_of
from tests.factories.people import city, membership, organisation, person, region

pytestmark = pytest.mark.django_db

#: person → permission → the rows that the permission covers.
TABLE = {
    "visitor": {"view_organisation": "every", "view_region": "every"},
    "provider": {
        "view_organisation": "every",
        "view_region": "every",
        "view_membership": "own",
        "view_user": "own",
    },
    "authority": {
        "view_organisation": "every",
        "view_region": "every",
        "view_membership": "own",
        "view_user": "own",
        "accept_code_organisation": "town",
    },
    "auditor": {
        "view_organisation": "every",
        "view_region": "every",
        "view_membership": "town",
        "view_user": "town new",
    },
    "audit_admin": {
        "view_organisation": "every",
        "view_region": "every",
        "view_membership": "town",
        "view_user": "town new",
    },
    "security_admin": {
        "view_organisation": "every",
        "view_region": "every",
        "view_membership": "town",
        "view_user": "town new",
        "appoint_organisation": "town",
        "dismiss_membership": "town -own",
        "reset_second_factor_user": "town new -own -elsewhere",
    },
    "system_admin": {
        "view_organisation": "every",
        "view_region": "every",
        "view_membership": "town",
        "view_user": "town new",
        "add_user": "new",
        "change_user": "town new -own -elsewhere",
        "invite_user": "town new -own -elsewhere -keys",
        "add_organisation": "below",
        "change_organisation": "town",
        "move_organisation": "town",
    },
    "inactive": {"view_organisation": "every", "view_region": "every"},
}
#: Regions all get one answer: a few stand for the thousands.
FEW = ("990100", "110000")
MODELS = (User, Organisation, Region, Membership)
PERMISSIONS = [
    (model, permission.partition(".")[2])
    for model in MODELS
    for permission in permissions_of(model)
]


@dataclass
class World:
    """Two cities, a newcomer without a role, and somebody who serves in both cities."""

    people: dict
    rows: dict

    def covered(self, name, model, words):
        """The keys of the rows that the words of the table stand for."""
        rows = set()
        for word in words.split():
            named = self.rows[model, word.lstrip("-")]
            keys = {row.pk for row in (named(self.people[name]) if callable(named) else named)}
            rows = rows - keys if word.startswith("-") else rows | keys
        return rows


def few(model):
    """All rows, but of the regions only some."""
    return model.objects.filter(pk__in=FEW) if model is Region else model.objects.all()


@pytest.fixture
def world():
    town, other = city(), _other_city()
    newcomer = person()
    both = person(Role.PROVIDER, organisation=town.root)
    membership(both, Role.OPERATOR, organisation=other)
    people = {role.lower(): user for role, user in town.people.items()}
    people |= {"visitor": VISITOR, "inactive": person(Role.SYSTEM_ADMIN, is_active=False)}
    bodies = [town.root, *town.organisations.values()]
    staff = [*town.people.values(), both]
    keys = [town.people[Role.SECURITY_ADMIN], town.people[Role.AUDIT_ADMIN]]
    inside = Membership.objects.filter(organisation__in=bodies)
    rows = {
        (User, "own"): lambda user: [user],
        (User, "town"): staff,
        (User, "new"): [newcomer],
        (User, "elsewhere"): [both],
        (User, "keys"): keys,
        (Organisation, "every"): Organisation.objects.all(),
        (Organisation, "town"): bodies,
        (Organisation, "below"): bodies[1:],
        (Region, "every"): Region.objects.all(),
        (Membership, "town"): inside,
        (Membership, "own"): lambda user: user.memberships.all(),
    }
    region("110000")
    return World(people=people, rows=rows)


def _other_city():
    other = organisation(name="外地政府")
    person(Role.PROVIDER, organisation=other)
    person(Role.SYSTEM_ADMIN, organisation=other, covers_subtree=True)
    return other


@pytest.mark.parametrize("name", TABLE)
def test_lists_show_what_the_table_says(world, name):
    for model, permission in PERMISSIONS:
        expected = world.covered(name, model, TABLE[name].get(permission, ""))
        listed = model.objects.permitted(world.people[name], f"accounts.{permission}")
        assert set(listed.values_list("pk", flat=True)) == expected, permission
        assert listed.count() == len(expected), permission


@pytest.mark.parametrize("name", [name for name in TABLE if name not in {"visitor", "inactive"}])
def test_single_rows_get_the_same_answer(world, name):
    user = world.people[name]
    for model, permission in PERMISSIONS:
        expected = world.covered(name, model, TABLE[name].get(permission, ""))
        for row in few(model):
            answer = user.has_perm(f"accounts.{permission}", row)
            assert answer == (row.pk in expected), (permission, row)


@pytest.mark.parametrize("name", ["visitor", "inactive"])
def test_who_is_not_signed_in_holds_no_permission_on_a_row(world, name):
    assert not any(
        world.people[name].has_perm(f"accounts.{permission}", model.objects.first())
        for model, permission in PERMISSIONS
    )
