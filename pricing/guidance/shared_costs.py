"""Shared costs divided by what each product adds to them, over every order of joining (Shapley).

Exact up to fifteen products: the work is done in whole fen and rounded once, by largest remainder.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from pricing.guidance.allocation import Allocation
from pricing.guidance.figures import (
    FEN,
    ROUNDING,
    ZERO,
    GuidanceError,
    Step,
    apportioned,
    fen,
    money,
)

MOST_PLAYERS = 15
PARTS = 360_360  # what every number up to fifteen divides


@dataclass(frozen=True)
class SharedResource:
    """A cost that is spent once, whichever of its users there are."""

    label: str
    cost: Decimal
    users: frozenset[str]

    def __post_init__(self) -> None:
        money("cost", self.cost)
        if not self.users:
            raise GuidanceError("users", "none")


def shapley(names: Sequence[str], *, cost_of: Callable[[frozenset[str]], Decimal]) -> Allocation:
    """Divide the cost of all by the mean of what each one adds.

    ``cost_of`` gives the cost in yuan of serving a group alone. GuidanceError: more than fifteen products,
    a group of nobody that costs something, or a group that becomes cheaper when it grows.
    """
    players = _players(names)
    costs = _costs(players, cost_of)
    total = Decimal(costs[-1]) * FEN
    exact = [_mean_addition(place, len(players), costs) for place in range(len(players))]
    parts = dict(zip(players, apportioned(exact, total=fen(total)), strict=True))
    steps = tuple(
        Step("part", part, "{alone} … {last}", _ends(place, costs), label=name)
        for place, (name, part) in enumerate(parts.items())
    )
    return Allocation("shapley", fen(total), parts, steps)


def shared(names: Sequence[str], *, resources: Sequence[SharedResource]) -> Allocation:
    """Shapley over resources of which each is used by some: every resource equally among its users."""
    players = _players(names)
    strangers = {user for resource in resources for user in resource.users} - set(players)
    if strangers:
        raise GuidanceError("users", "unknown_product")
    with localcontext(ROUNDING):
        exact = [
            Decimal(sum(_equal_part(resource, name) for resource in resources)) * FEN / PARTS
            for name in players
        ]
        total = fen(sum((resource.cost for resource in resources), ZERO))
    parts = dict(zip(players, apportioned(exact, total=total), strict=True))
    steps = tuple(
        Step("resource", resource.cost, "{cost} ÷ {users}", _users(resource), label=resource.label)
        for resource in resources
    )
    return Allocation("shared", total, parts, steps)


def nested(needs: Mapping[str, Decimal]) -> Allocation:
    """The airport form: each needs a larger piece of one facility than the one before.

    The piece that the smallest need takes is borne by all, what the next takes in addition by the
    others, and so on: costs 8, 11, 13, 18 give 2, 3, 4, 9.
    """
    players = _players(list(needs))
    by_need = sorted(players, key=lambda name: money("cost", needs[name]))
    with localcontext(ROUNDING):
        exact, reached, borne = {}, ZERO, ZERO
        steps = []
        for place, name in enumerate(by_need):
            sharers = Decimal(len(by_need) - place)
            borne += (needs[name] - reached) / sharers
            terms = {"cost": needs[name], "reached": reached, "sharers": sharers}
            steps.append(
                Step(
                    "increment",
                    needs[name] - reached,
                    "( {cost} − {reached} ) ÷ {sharers}",
                    terms,
                    label=name,
                )
            )
            exact[name], reached = borne, needs[name]
    shares = apportioned([exact[name] for name in players], total=fen(reached))
    return Allocation("nested", fen(reached), dict(zip(players, shares, strict=True)), tuple(steps))


def _players(names: Sequence[str]) -> list[str]:
    if not names:
        raise GuidanceError("products", "none")
    if len(set(names)) > MOST_PLAYERS:
        raise GuidanceError("products", "too_many", Decimal(MOST_PLAYERS))
    return sorted(set(names))


def _costs(players: Sequence[str], cost_of: Callable[[frozenset[str]], Decimal]) -> list[int]:
    """The cost in fen of every group; bit by bit, who is in it."""
    costs = []
    for group in range(1 << len(players)):
        members = frozenset(name for place, name in enumerate(players) if group >> place & 1)
        costs.append(int(money("cost", cost_of(members)) / FEN))
    if costs[0]:
        raise GuidanceError("cost", "of_nobody", ZERO)
    return costs


def _mean_addition(place: int, count: int, costs: Sequence[int]) -> Decimal:
    """What one product adds, over all orders: those before it in any order, those after in any order."""
    ways = _factorials(count)
    bit, added = 1 << place, 0
    for group, cost in enumerate(costs):
        if group & bit:
            addition = cost - costs[group ^ bit]
            if addition < 0:
                raise GuidanceError("cost", "falls_as_group_grows")
            size = group.bit_count()
            added += ways[size - 1] * ways[count - size] * addition
    with localcontext(ROUNDING):
        return Decimal(added) * FEN / Decimal(ways[count])


def _factorials(count: int) -> list[int]:
    ways = [1]
    for number in range(1, count + 1):
        ways.append(ways[-1] * number)
    return ways


def _ends(place: int, costs: Sequence[int]) -> dict[str, Decimal]:
    """What the product costs alone and what it adds to all others: its part lies between, or on one."""
    bit, everyone = 1 << place, len(costs) - 1
    return {"alone": costs[bit] * FEN, "last": (costs[everyone] - costs[everyone ^ bit]) * FEN}


def _equal_part(resource: SharedResource, name: str) -> int:
    """Counted in parts of a fen of which every number of users takes whole ones: the order of adding is nothing."""
    if name not in resource.users:
        return 0
    return int(resource.cost / FEN) * (PARTS // len(resource.users))


def _users(resource: SharedResource) -> dict[str, Decimal]:
    return {"cost": resource.cost, "users": Decimal(len(resource.users))}
