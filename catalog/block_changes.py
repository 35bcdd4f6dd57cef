"""What a later application changes of a registration, block by block, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from catalog import blocks, claims
from catalog.models import RegistrationApplication

Content = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """One field of a block, before and after."""

    block: str
    name: str
    label: str
    before: str
    after: str


def changes(before: Content, after: Content) -> list[Change]:
    """The fields that differ; frozen content of an older form has no value for a newer field."""
    return list(_changes(before, after))


def changes_of(application: RegistrationApplication) -> list[Change]:
    """What an application about a registration would change of it."""
    if application.about is None:
        return []
    return changes(application.about.content_in_force, blocks.content(claims.whole(application)))


def _changes(before: Content, after: Content) -> Iterator[Change]:
    stood = {_key(block, each): each for block, each in _fields(before)}
    stands = {_key(block, each): each for block, each in _fields(after)}
    for key in dict.fromkeys((*stands, *stood)):
        was, now = stood.get(key, {}), stands.get(key, {})
        if was.get("value", "") != now.get("value", ""):
            label = (now or was)["label"]
            yield Change(key[0], key[1], label, was.get("value", ""), now.get("value", ""))


def _fields(content: Content) -> Iterator[tuple[str, dict[str, Any]]]:
    """The fields in order; of several proofs the second and later ones are told apart by their place."""
    for block in content.get("blocks", ()):
        seen: dict[str, int] = {}
        for each in block["fields"]:
            place = seen[each["name"]] = seen.get(each["name"], 0) + 1
            yield block["title"], each | {"place": place}


def _key(block: str, field: dict[str, Any]) -> tuple[str, str, int]:
    return block, field["name"], field["place"]
