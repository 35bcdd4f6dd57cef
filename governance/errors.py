"""Why something was refused: one exception for each kind of refusal, each with a sentence for the person."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise


class Refusal(Exception):
    """Nothing was changed, and ``message`` says why in Chinese."""

    http_status = 409
    code = "refused"

    def __init__(self, message: str | Promise, *, details: Mapping[str, Any] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.details = dict(details or {})

    def __str__(self) -> str:
        return str(self.message)


class NotPermitted(Refusal):
    """The person has no right to this, for this record."""

    http_status = 403
    code = "not_permitted"


class WrongState(Refusal):
    """The record is in a state from which the step does not lead on."""

    code = "wrong_state"


class TransitionError(Refusal):
    """A rule of the procedure speaks against it."""

    code = "rule"


class ReasonMissing(Refusal):
    """The step needs a reason and none was given."""

    http_status = 400
    code = "reason_missing"


class InvalidInput(Refusal):
    """What was entered breaks the rules of a field; ``details`` maps fields to sentences."""

    http_status = 400
    code = "invalid"


class StaleVersion(Refusal):
    """Somebody else saved meanwhile; ``details`` holds the differing fields."""

    code = "stale"


class KeyReused(Refusal):
    """The idempotency key was used before, with another request."""

    http_status = 422
    code = "key_reused"
