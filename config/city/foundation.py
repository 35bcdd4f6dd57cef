"""The bodies and the people of 云州市: one organisation for each role of §14, and enough people for four eyes."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db import transaction
from stdnum.cn.uscc import calc_check_digit

from accounts import regions
from accounts.models import Membership, Organisation, Region, Role, User
from governance.models import AuditEvent

DATA = Path(__file__).resolve().parent / "data"
CITY_REGION = "990100"
#: 机关, 事业单位, 企业, 社会组织: the first two signs of a credit code.
PREFIXES = {"PARTY_OR_STATE": "11", "PUBLIC_INSTITUTION": "12", "ENTERPRISE": "91", "SOCIAL": "52"}
CITY_WIDE = frozenset(
    {
        Role.AUTHORITY, Role.PRICE_AUTHORITY, Role.AUDITOR, Role.REGISTRY,
        Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN,
    }
)  # fmt: skip
SURNAMES = "秦舒穆纪梅蓝骆柯管池宫冷班景詹束龙叶幸司韶郜黎蓟薄印宿怀蒲邰从鄂索咸"
GIVEN = "思远清禾若水望舒书衡景行知秋怀瑾一鸣允执明夷子衿"


@dataclass
class City:
    """The city as far as it has been brought about."""

    founded_on: date
    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    #: Records of the story by their key, so that a later chapter can go on with them.
    things: dict[str, Any] = field(default_factory=dict)

    def body(self, key: str) -> Organisation:
        """An organisation by its key in ``organisations.csv``."""
        return self.organisations[key]

    def person(self, key: str) -> User:
        """A person by user name."""
        return self.people[key]

    def provider_of(self, key: str) -> User:
        """The data officer of a providing body."""
        return self.people[f"{key}.data"]


@lru_cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a file of the city."""
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


def invented_uscc(kind: str, region: str, serial: int) -> str:
    """A credit code with a right check digit, in a region that does not exist."""
    stem = f"{PREFIXES[kind]}{region}YY{serial:07d}"
    return stem + calc_check_digit(stem)


@transaction.atomic
def found(city: City) -> None:
    """Bring the bodies, the people and their offices about, on record."""
    regions.load(Region)
    chronicler = User.objects.service_account("chronicler")
    AuditEvent.objects.record("config.city.found", None, actor=chronicler, reason="建立演示城市")
    for serial, row in enumerate(rows("organisations.csv"), start=1):
        city.organisations[row["key"]] = _organisation(city, row, serial)
    for row in rows("people.csv"):
        _appoint(city, row["username"], row["name"], row["organisation"], row["roles"].split())
    for key, name in _data_officers():
        _appoint(city, f"{key}.data", name, key, [Role.PROVIDER])


def _organisation(city: City, row: dict[str, str], serial: int) -> Organisation:
    region = row["district"] or CITY_REGION
    organisation = Organisation(
        name=row["name"],
        short_name=row["short_name"],
        uscc=invented_uscc(row["kind"], region, serial),
        kind=row["kind"],
        level=row["level"],
        region_id=region,
        parent=city.organisations.get(row["parent"]),
    )
    organisation.full_clean(validate_constraints=False)
    organisation.save()
    return organisation


def _data_officers() -> Iterator[tuple[str, str]]:
    """Every providing body has a data officer; the names are made up."""
    providers = [row["key"] for row in rows("organisations.csv") if "PROVIDER" in row["roles"]]
    for number, key in enumerate(providers):
        yield key, SURNAMES[number % len(SURNAMES)] + GIVEN[2 * number % 20 : 2 * number % 20 + 2]


def _appoint(city: City, username: str, name: str, organisation: str, roles: list[str]) -> None:
    person = User(username=username, name=name, email=f"{username}@yunzhou.example")
    person.set_unusable_password()
    person.save()
    city.people[username] = person
    for role in roles:
        membership = Membership(
            user=person,
            organisation=_office(city, organisation, role),
            role=role,
            starts_on=city.founded_on,
            covers_subtree=role in CITY_WIDE,
        )
        membership.full_clean(validate_constraints=False)
        membership.save()


def _office(city: City, organisation: str, role: str) -> Organisation:
    """Where a role is held: some reach over the whole city, but nobody of the province rules the city."""
    own = city.body(organisation)
    is_of_city = own.level != Organisation.Level.PROVINCE
    return city.body("government") if role in WHOLE_CITY and is_of_city else own


#: These offices reach over every body of the city.
WHOLE_CITY = frozenset({Role.AUTHORITY, Role.PRICE_AUTHORITY, Role.AUDITOR})
