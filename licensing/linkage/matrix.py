"""Whom resources identify by the names of their items, and where they can be joined: pure, no database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from catalog.similarity import clusters, folded, item_key

DIRECT, QUASI, NONE = "direct", "quasi", "none"
RANKS = (DIRECT, QUASI, NONE)
#: A link by so many common quasi-identifiers is as good as one by a direct identifier.
STRONG = 2


@dataclass(frozen=True)
class Word:
    """A word in the name of an item, and what it identifies."""

    text: str
    concept: str
    kind: str


@dataclass(frozen=True)
class Table:
    """A resource as the analysis sees it."""

    pk: int
    name: str
    items: tuple[str, ...]
    #: Under which licence the operator holds it already; empty for a resource of the licence itself.
    held_by: str = ""
    #: Items that the catalogue itself marks as personal information.
    personal: tuple[str, ...] = ()


@dataclass(frozen=True)
class Identified:
    """A resource with its items by what they identify."""

    table: Table
    cells: Mapping[str, tuple[str, ...]]
    keys: frozenset[str] = field(default_factory=frozenset)


def ordered(words: Iterable[Word]) -> list[Word]:
    """The longest first, and of equally long ones the gravest: the first that is found decides."""
    return sorted(words, key=lambda word: (-len(word.text), RANKS.index(word.kind), word.text))


def word_in(name: str, words: Sequence[Word]) -> Word | None:
    """The word that decides what an item identifies; ``words`` are in their order."""
    bare = folded(name)
    found = next((word for word in words if word.text in bare), None)
    return None if found is None or found.kind == NONE else found


def identified(table: Table, words: Sequence[Word]) -> Identified:
    """The items of one resource by concept."""
    cells: dict[str, list[str]] = {}
    for item in table.items:
        word = word_in(item, words)
        if word is not None:
            cells.setdefault(word.concept, []).append(item)
    # What identifies by a word is compared by its concept; all other items by their names.
    others = (item for item in table.items if word_in(item, words) is None)
    keys = {item_key(item) for item in others} - {""}
    return Identified(table, {each: tuple(kept) for each, kept in cells.items()}, frozenset(keys))


def kinds_of(words: Iterable[Word]) -> dict[str, str]:
    """The gravest kind of each concept."""
    kinds: dict[str, str] = {}
    for word in words:
        known = kinds.get(word.concept, NONE)
        kinds[word.concept] = min(known, word.kind, key=RANKS.index)
    return kinds


def joined(
    one: Identified, other: Identified, kinds: Mapping[str, str], heads: Mapping[str, str]
) -> dict[str, Any] | None:
    """What two resources have in common, how strongly that joins them, and what each adds to the other."""
    shared = sorted(set(one.cells) & set(other.cells))
    same = {heads[key] for key in one.keys} & {heads[key] for key in other.keys}
    if not shared and not same:
        return None
    is_strong = (
        bool(same)
        or len(shared) >= STRONG
        or any(kinds.get(concept) == DIRECT for concept in shared)
    )
    return {
        "one": one.table.pk,
        "other": other.table.pk,
        "names": [one.table.name, other.table.name],
        "shared": shared,
        "same": sorted(same),
        "adds": sorted(set(one.cells) ^ set(other.cells)),
        "is_strong": is_strong,
    }


def matrix(tables: Sequence[Table], words: Iterable[Word]) -> dict[str, Any]:
    """The frozen answer: resources by identifiers, links between them, and what is a direct identifier."""
    in_order = ordered(words)
    kinds = kinds_of(in_order)
    known = [identified(table, in_order) for table in tables]
    heads = clusters({key for each in known for key in each.keys})
    used = {concept for each in known for concept in each.cells}
    links = (joined(one, other, kinds, heads) for one, other in combinations(known, 2))
    return {
        "concepts": [
            {"name": concept, "kind": kinds[concept]}
            for concept in sorted(used, key=lambda each: (RANKS.index(kinds[each]), each))
        ],
        "resources": [
            {
                "id": each.table.pk,
                "name": each.table.name,
                "held_by": each.table.held_by,
                "personal": list(each.table.personal),
                "cells": {concept: list(items) for concept, items in each.cells.items()},
            }
            for each in known
        ],
        "joins": [link for link in links if link is not None],
    }


def direct_items(found: Mapping[str, Any], *, own_only: bool = True) -> dict[str, list[str]]:
    """Resource → its items that identify directly; of the licence's own resources unless told otherwise."""
    direct = {each["name"] for each in found["concepts"] if each["kind"] == DIRECT}
    listed = {
        row["name"]: [item for concept in row["cells"] if concept in direct for item in row["cells"][concept]]
        for row in found["resources"]
        if not (own_only and row["held_by"])
    }  # fmt: skip
    return {name: items for name, items in listed.items() if items}
