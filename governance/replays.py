"""Repeated requests: the first one acts, the same one again gets the same answer."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.canonical import CanonicalEncoder, sha256
from governance.errors import KeyReused
from governance.models import AuditEvent, IdempotencyKey


class RequestEncoder(CanonicalEncoder):
    """What a request asked for: rows by their key, files by their name and size."""

    def default(self, value: Any) -> Any:
        """Name a value that JSON does not know."""
        if hasattr(value, "pk"):
            return f"{value._meta.label_lower}:{value.pk}"
        if hasattr(value, "size") and hasattr(value, "name"):
            return f"{value.name}:{value.size}"
        try:
            return super().default(value)
        except TypeError:
            return repr(value)


class Replay:
    """Carries out a request at most once for each key of each caller; call it inside the transaction."""

    def __init__(self, key: str, actor: Any, request: list[Any]) -> None:
        self.key = key
        self.actor = actor
        self.fingerprint = (
            sha256(RequestEncoder(sort_keys=True, ensure_ascii=False).encode(request))
            if key
            else ""
        )

    def answer(self, act: Callable[[], AuditEvent]) -> AuditEvent:
        """The event of the first time; raises ``KeyReused`` where the key stood for another request."""
        if not self.key or not self.actor.is_authenticated:
            return act()
        # A second caller waits here for the first one's commit: the unique key is the lock.
        kept, is_new = IdempotencyKey.objects.get_or_create(
            actor_id=self.actor.pk, key=self.key, defaults={"fingerprint": self.fingerprint}
        )
        if kept.fingerprint != self.fingerprint:
            raise KeyReused(_("这个幂等键已用于另一个请求，请换一个新的键。"))
        if kept.event is not None and not is_new:
            return kept.event
        kept.event = event = act()
        kept.save(update_fields=["event"])
        return event
