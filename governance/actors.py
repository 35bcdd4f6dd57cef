"""Who acts: what the mechanism needs to know of a person, whoever keeps the accounts."""

from typing import Any, Protocol, TypeGuard

from django.contrib.auth.models import AnonymousUser


class Actor(Protocol):
    """A person or a named service account, as policies see it."""

    pk: Any
    is_active: bool

    @property
    def is_authenticated(self) -> bool: ...

    @property
    def is_anonymous(self) -> bool: ...

    def organisation_ids(self, *roles: str) -> list[int]: ...

    def holds(self, *roles: str) -> bool: ...


class Visitor(AnonymousUser):
    """The public: no organisation, no role, no grant."""

    role_label = "公众"

    def organisation_ids(self, *roles: str) -> list[int]:
        """A visitor belongs to no organisation."""
        return []

    def holds(self, *roles: str) -> bool:
        """A visitor holds no role."""
        return False


VISITOR = Visitor()


def as_actor(user: Any) -> Any:
    """The person whose rights count: who is not signed in, or no longer active, has the rights of the public."""
    return user if is_person(user) else VISITOR


def is_person(user: Any) -> TypeGuard[Actor]:
    """Whether this is a known, active account."""
    return bool(user is not None and user.is_authenticated and user.is_active)
