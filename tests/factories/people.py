"""People, their organisations and a small city; a test that commits arranges inside ``arranging()``."""

from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from accounts import regions
from accounts.models import Membership, Organisation, Region, Role, User

SINCE = date(2020, 1, 1)
#: Whose office reaches over the whole city.
CITY_WIDE = frozenset(
    {
        Role.AUTHORITY,
        Role.PRICE_AUTHORITY,
        Role.AUDITOR,
        Role.SYSTEM_ADMIN,
        Role.SECURITY_ADMIN,
        Role.AUDIT_ADMIN,
    }
)
_number = count(1)


def region(code: str = "990100") -> Region:
    """An administrative division of the fixture (the demonstration city, if none is named)."""
    found = Region.objects.filter(code=code).first()
    if found is None:
        regions.load(Region)
        found = Region.objects.get(code=code)
    return found


def organisation(**over: Any) -> Organisation:
    """A bureau of the demonstration city."""
    number = next(_number)
    fields = {"name": f"云州市第{number}局", "region": over.pop("region", None) or region()} | over
    return Organisation.objects.create(**fields)


def person(*roles: str, organisation: Organisation | None = None, **over: Any) -> User:
    """An active person who holds the roles in one organisation (a new one, if none is given)."""
    terms = {
        key: over.pop(key) for key in ("starts_on", "ends_on", "covers_subtree") if key in over
    }
    number = next(_number)
    password = over.pop("password", None)
    user = User(**{"username": f"person{number}", "name": f"人员{number}"} | over)
    user.set_password(password)
    user.save()
    if roles:
        place = organisation or _new_organisation()
        for role in roles:
            membership(user, role, organisation=place, **terms)
    return user


def membership(user: User, role: str, *, organisation: Organisation, **over: Any) -> Membership:
    """A role in force since long ago."""
    held = Membership.objects.create(
        **{"user": user, "role": role, "organisation": organisation, "starts_on": SINCE} | over
    )
    user.forget_roles()
    return held


def _new_organisation() -> Organisation:
    return organisation()


@dataclass(frozen=True)
class City:
    """A government with one body, and one person, for each role."""

    root: Organisation
    organisations: dict[str, Organisation]
    people: dict[str, User]


def city() -> City:
    """The demonstration city: offices that reach over all of it hold their role at the root."""
    root = organisation(name="云州市人民政府")
    bodies = {
        role: organisation(name=f"云州市{Role(role).label}", parent=root) for role in Role.values
    }
    for role in (Role.OPERATOR, Role.EVALUATOR):
        bodies[role].kind = Organisation.Kind.ENTERPRISE
        bodies[role].save()
    people = {
        role: person(
            role,
            organisation=root if role in CITY_WIDE else bodies[role],
            covers_subtree=role in CITY_WIDE,
            username=role.lower(),
        )
        for role in Role.values
    }
    return City(root=root, organisations=bodies, people=people)
