"""A desk of the catalogue with people who have nothing to do with it, and who of them holds a permission."""

from django.contrib.auth.models import AnonymousUser

from accounts.models import Role
from governance.policies import explain, holds, predicate
from tests.factories.catalog import desk
from tests.factories.people import organisation, person


class World:
    """A desk, and people who have nothing to do with it."""

    def __init__(self) -> None:
        self.by = desk()
        elsewhere = organisation()
        self.people = {
            "visitor": AnonymousUser(),
            "clerk": self.by.clerk,
            "other_clerk": self.by.other_clerk,
            "authority": self.by.authority,
            "receiver": self.by.receiver,
            "reviewer": self.by.reviewer,
            "decider": self.by.decider,
            "auditor": person(Role.AUDITOR),
            "other_provider": person(Role.PROVIDER, organisation=elsewhere),
            "other_authority": person(Role.AUTHORITY, organisation=elsewhere),
            "other_registry": person(Role.REGISTRY, organisation=elsewhere),
            "operator": person(Role.OPERATOR),
            "system_admin": person(Role.SYSTEM_ADMIN),
            "inactive": person(Role.PROVIDER, organisation=self.by.provider, is_active=False),
        }


EVERYONE = frozenset(
    {
        "visitor", "clerk", "other_clerk", "authority", "receiver", "reviewer", "decider", "auditor", "other_provider",
        "other_authority", "other_registry", "operator", "system_admin", "inactive",
    }
)  # fmt: skip
NOBODY: frozenset[str] = frozenset()
PROVIDER = frozenset({"clerk", "other_clerk"})
REGISTRY = frozenset({"receiver", "reviewer", "decider"})
OWN = PROVIDER | {"authority", "auditor"}

#: (factory, its fields, permission) → who holds it.


def holders(world, permission, subject):
    """Who holds it, by the list and by the row."""
    rows = type(subject)._base_manager.filter(pk=subject.pk)
    by_list = {
        name
        for name, user in world.people.items()
        if rows.filter(predicate(user, permission)).exists()
    }
    by_row = {name for name, user in world.people.items() if holds(user, permission, subject)}
    by_words = {
        name for name, user in world.people.items() if explain(user, permission, subject).allowed
    }
    assert by_list == by_row == by_words
    return by_list
