"""Persons of the tables of authorised operation."""

from accounts.models import Role, User
from tests.database import arranging
from tests.factories.people import membership, person
from tests.factories.schemes import Parties


def chief(by: Parties) -> User:
    """Somebody who prepared nothing and may do everything: what is refused to him is refused by state or rule."""
    with arranging():
        user = person(Role.AUTHORITY, organisation=by.authority)
        membership(user, Role.IMPLEMENTING_BODY, organisation=by.implementing_body)
        membership(user, Role.OPERATOR, organisation=by.operator)
    return user
