"""Who stands above both parties of a dispute (809号 第二十七条): pure, over lines of descent."""

from collections.abc import Collection, Hashable, Sequence
from itertools import takewhile
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def common_superiors(first: Sequence[T], second: Sequence[T]) -> list[T]:
    """The bodies above both, the nearest first.

    A line leads from the root down to the body itself, so its last member is the party: no party is its own superior.
    """
    pairs = zip(first[:-1], second[:-1], strict=False)
    shared = takewhile(lambda pair: pair[0] == pair[1], pairs)
    return [above for above, _same in shared][::-1]


def deciding_superior(
    first: Sequence[T], second: Sequence[T], with_authority: Collection[T]
) -> T | None:
    """The nearest body above both over which a data authority holds office; nothing where there is none."""
    return next((each for each in common_superiors(first, second) if each in with_authority), None)
