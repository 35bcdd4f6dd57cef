"""How much of a field lies in few hands: shares and the Herfindahl-Hirschman index, without a database (意见（五）)."""

from collections.abc import Hashable, Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

K = TypeVar("K", bound=Hashable)

ONE_PLACE = Decimal("0.1")
WHOLE = Decimal(1)
#: The index of a field that one holds alone.
MONOPOLY = 10_000


def shares(counts: Mapping[K, int]) -> dict[K, Decimal]:
    """Each one's share in per cent with one decimal; nothing of nothing."""
    total = sum(counts.values())
    if not total:
        return dict.fromkeys(counts, Decimal(0))
    return {
        key: (Decimal(100) * count / total).quantize(ONE_PLACE, ROUND_HALF_UP)
        for key, count in counts.items()
    }


def index(counts: Mapping[K, int]) -> int:
    """The sum of the squared shares in per cent: near 0 among many equals, 10 000 for one alone."""
    total = sum(counts.values())
    if not total:
        return 0
    squares = sum(Decimal(count) ** 2 for count in counts.values())
    return int((MONOPOLY * squares / Decimal(total) ** 2).quantize(WHOLE, ROUND_HALF_UP))


def grouped(members: Iterable[K], ties: Iterable[tuple[K, K]]) -> dict[K, K]:
    """Each member's group, named by one of its members: whoever is tied, however indirectly, is one."""
    leader = {member: member for member in members}

    def top(member: K) -> K:
        while leader[member] != member:
            member = leader[member]
        return member

    for one, other in ties:
        if one in leader and other in leader:
            leader[top(one)] = top(other)
    return {member: top(member) for member in leader}


def together(counts: Mapping[K, int], groups: Mapping[K, K]) -> dict[K, int]:
    """The counts of the groups."""
    summed: dict[K, int] = {}
    for member, count in counts.items():
        group = groups.get(member, member)
        summed[group] = summed.get(group, 0) + count
    return summed
