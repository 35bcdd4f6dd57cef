"""Canonical JSON: one value has one spelling, so that its hash can be checked anywhere."""

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

PLAIN = frozenset({str, int, bool, type(None)})


class CanonicalEncoder(DjangoJSONEncoder):
    """Dates, decimals, identifiers and lazy texts as strings; anything unknown is refused."""


def canonical_json(value: Any) -> str:
    """JSON with sorted keys, no spaces, and characters as themselves (UTF-8)."""
    return json.dumps(
        value,
        cls=CanonicalEncoder,
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        allow_nan=False,
    )


def plain(value: Any) -> Any:
    """The value as JSON would give it back."""
    if type(value) in PLAIN:
        return value
    return json.loads(canonical_json(value))


def sha256(text: str) -> str:
    """The SHA-256 of a text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
