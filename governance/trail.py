"""Where a change came from: the request and the door, carried beside the call without passing them through it."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Origin:
    """One request (or one run of a command) and the door through which it came."""

    door: str
    request_id: uuid.UUID = field(default_factory=uuid.uuid4)
    address: str = ""


_origin: ContextVar[Origin | None] = ContextVar("origin", default=None)


def origin() -> Origin:
    """The origin of what happens now; outside a request, a command."""
    return _origin.get() or Origin("command")


@contextmanager
def coming_from(source: Origin) -> Iterator[Origin]:
    """Let all events inside the block tell of this origin."""
    token = _origin.set(source)
    try:
        yield source
    finally:
        _origin.reset(token)
