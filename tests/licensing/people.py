"""Persons of the tables of authorised operation."""

from typing import Any

from accounts.models import Role, User
from governance.actors import VISITOR
from governance.transitions import Step
from tests.database import arranging
from tests.factories.people import membership, person
from tests.factories.schemes import Parties

REVIEWS = {"review_security", "review_conformity"}


def chief(by: Parties) -> User:
    """Somebody who prepared nothing and may do everything: what is refused to him is refused by state or rule."""
    with arranging():
        user = person(Role.AUTHORITY, organisation=by.authority)
        membership(user, Role.IMPLEMENTING_BODY, organisation=by.implementing_body)
        membership(user, Role.OPERATOR, organisation=by.operator)
    return user


def reviewer(by: Parties) -> User:
    """The same without the operator's own people: these review nothing of their house."""
    with arranging():
        user = person(Role.AUTHORITY, organisation=by.authority)
        membership(user, Role.IMPLEMENTING_BODY, organisation=by.implementing_body)
    return user


def who_may(step: Step, by: Parties) -> Any:
    """Whoever may carry out a step on any record that he did not prepare."""
    if step.transition.verb == "redevelop":
        return VISITOR
    return reviewer(by) if step.transition.verb in REVIEWS else chief(by)
