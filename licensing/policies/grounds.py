"""The clauses that several policies of authorised operation share."""

from typing import Any

from django.db.models import Model, Q
from django.utils.functional import Promise

from accounts.models import Role
from governance.actors import Actor
from governance.policies import NOBODY, Grounds, allow

EVERY_ROW = Q(pk__isnull=False)


def staff_of(
    user: Actor, role: Role, field: str, label: str | Promise, within: Q | None = None
) -> Grounds:
    """Who holds the role in the organisation that the field names, for the rows of ``within``."""
    return allow(label, Q(**{f"{field}__in": user.organisation_ids(role)}) & (within or Q()))


def holders_of(user: Actor, role: Role, label: str | Promise, within: Q = EVERY_ROW) -> Grounds:
    """Whoever holds the role anywhere, for the rows of ``within``."""
    return allow(label, within) if user.organisation_ids(role) else NOBODY


def the_job(user: Actor, label: str | Promise, within: Q = EVERY_ROW) -> Grounds:
    """The named service account that does due work, for the rows of ``within``."""
    return allow(label, within) if getattr(user, "is_service", False) else NOBODY


def through(
    user: Actor, model: type[Model], permission: str, field: str, label: str | Promise
) -> Grounds:
    """Rows whose ``field`` points at a record on which the person holds ``permission``."""
    rows: Any = model._default_manager
    return allow(label, Q(**{f"{field}__in": rows.permitted(user, permission)}))
