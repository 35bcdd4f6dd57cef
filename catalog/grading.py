"""Grades of data: which is higher, which follows from the items, what a grade forbids (GB/T 43697, 就高从严)."""

from collections.abc import Iterable

#: From the least to the most sensitive.
ORDER = ("general_1", "general_2", "general_3", "general_4", "important", "core")
#: Grade → the ways of opening that it allows; closed is always allowed (I-30).
OPENINGS = {
    "general_1": frozenset({"unconditional", "conditional"}),
    "general_2": frozenset({"unconditional", "conditional"}),
    "general_3": frozenset({"unconditional", "conditional"}),
    "general_4": frozenset({"conditional"}),
    "important": frozenset[str](),
    "core": frozenset[str](),
}


def rank(grade: str) -> int:
    """The place of a grade in the order; what has no grade stands below all."""
    return ORDER.index(grade) if grade in ORDER else -1


def suggested(levels: Iterable[str]) -> str:
    """The highest of the items' levels; empty where none has one."""
    highest = max(levels, key=rank, default="")
    return highest if rank(highest) >= 0 else ""


def is_lower(grade: str, than: str) -> bool:
    """Whether ``grade`` is less strict than another one that was given."""
    return rank(than) >= 0 and rank(grade) < rank(than)


def allows_opening(grade: str, opening: str) -> bool:
    """Whether data of this grade may be opened in this way; closed and not yet decided always may."""
    return opening in ("", "none") or grade not in OPENINGS or opening in OPENINGS[grade]
