"""A cost divided among products: sums exact, none negative, symmetric, no order, more use never costs less."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pricing.guidance import (
    Allocation,
    Driver,
    GuidanceError,
    SharedResource,
    added,
    by_drivers,
    direct,
    equal_markup,
    fen,
    nested,
    shapley,
    shared,
)

D = Decimal
FEN = D("0.01")
NAMES = ["企业画像", "信贷核验", "产业指数", "路况接口", "用电分析"]

sums = st.decimals(0, 10**9, places=2, allow_nan=False)
uses = st.decimals(0, 10**6, places=3, allow_nan=False)
by_name = st.dictionaries(st.sampled_from(NAMES), sums, min_size=1)
used = st.dictionaries(st.sampled_from(NAMES), uses, min_size=1).filter(
    lambda use: any(use.values())
)


def one_driver(total: Decimal, use: dict[str, Decimal]) -> Allocation:
    return by_drivers(total, drivers=[Driver("calls", D(1), use)])


def test_the_airport_vectors() -> None:
    assert dict(nested({"甲": D(8), "乙": D(11), "丙": D(13), "丁": D(18)}).parts) == {
        "甲": D(2),
        "乙": D(3),
        "丙": D(4),
        "丁": D(9),
    }
    runway = nested({"a": D(1500), "b": D(2200), "c": D(3000)})
    assert list(runway.parts.values()) == [D(500), D(850), D(1650)]
    assert runway.total == D(3000)


def test_the_airport_is_a_shapley_value() -> None:
    needs = {"a": D(1500), "b": D(2200), "c": D(3000)}
    whole = shapley(
        list(needs), cost_of=lambda group: max((needs[name] for name in group), default=D(0))
    )
    assert whole.parts == nested(needs).parts


def test_fifteen_products_are_exact_and_sixteen_are_refused() -> None:
    needs = {f"p{number:02d}": D(number) for number in range(1, 16)}
    found = shapley(
        list(needs), cost_of=lambda group: max((needs[name] for name in group), default=D(0))
    )
    assert found.parts == nested(needs).parts
    assert sum(found.parts.values()) == D(15)
    with pytest.raises(GuidanceError, match="too_many"):
        shapley([*needs, "p16"], cost_of=lambda group: D(len(group)))


@given(st.dictionaries(st.sampled_from(NAMES), sums, min_size=1))
def test_shapley_over_every_order_is_what_its_definition_says(needs: dict[str, Decimal]) -> None:
    def cost_of(group: frozenset[str]) -> Decimal:
        return max((needs[name] for name in group), default=D(0))

    orders = list(permutations(sorted(needs)))
    for name, part in shapley(list(needs), cost_of=cost_of).parts.items():
        added_up = sum(
            cost_of(frozenset(order[: order.index(name) + 1]))
            - cost_of(frozenset(order[: order.index(name)]))
            for order in orders
        )
        assert abs(part - added_up / len(orders)) < FEN


resources = st.lists(
    st.builds(
        SharedResource, st.just("x"), sums, st.frozensets(st.sampled_from(NAMES), min_size=1)
    ),
    min_size=1,
    max_size=6,
)


@given(resources)
def test_shared_resources_are_a_shapley_value_too(found: list[SharedResource]) -> None:
    def cost_of(group: frozenset[str]) -> Decimal:
        return sum((one.cost for one in found if one.users & group), D(0))

    assert shared(NAMES, resources=found).parts == shapley(NAMES, cost_of=cost_of).parts


@given(resources, st.permutations(NAMES))
def test_a_dummy_pays_nothing_and_no_order_matters(
    found: list[SharedResource], names: Sequence[str]
) -> None:
    allocation = shared(names, resources=found)
    assert allocation.parts == shared(NAMES, resources=list(reversed(found))).parts
    for name in set(names) - {user for one in found for user in one.users}:
        assert allocation.parts[name] == 0


WAYS: list[Callable[[Decimal, dict[str, Decimal]], Allocation]] = [
    one_driver,
    lambda total, use: equal_markup(
        total, direct_costs={name: fen(part) for name, part in use.items()}
    ),
]


@pytest.mark.parametrize("divide", WAYS, ids=["driver", "markup"])
@given(total=sums, use=used)
def test_parts_add_up_none_is_negative_and_no_order_matters(
    divide: Callable[[Decimal, dict[str, Decimal]], Allocation],
    total: Decimal,
    use: dict[str, Decimal],
) -> None:
    if not any(fen(part) for part in use.values()):
        return
    allocation = divide(total, use)
    assert sum(allocation.parts.values()) == total == allocation.total
    assert all(part >= 0 for part in allocation.parts.values())
    assert divide(total, dict(reversed(use.items()))).parts == allocation.parts


@given(sums, used, st.sampled_from(NAMES), uses)
def test_using_more_never_costs_less(
    total: Decimal, use: dict[str, Decimal], name: str, more: Decimal
) -> None:
    before = one_driver(total, use).parts.get(name, D(0))
    after = one_driver(total, use | {name: use.get(name, D(0)) + more}).parts[name]
    assert after >= before


@given(sums, used, uses)
def test_equal_use_bears_the_same_to_a_fen(
    total: Decimal, use: dict[str, Decimal], same: Decimal
) -> None:
    twins = {name: part for name, part in use.items() if name not in {"企业画像", "信贷核验"}}
    twins |= {"企业画像": same, "信贷核验": same}
    if not any(twins.values()):
        return
    parts = one_driver(total, twins).parts
    assert abs(parts["企业画像"] - parts["信贷核验"]) <= FEN
    if not same:
        assert parts["企业画像"] == 0


def test_drivers_count_by_their_weight() -> None:
    calls = Driver("calls", D("0.6"), {"甲": D(900), "乙": D(100)})
    hours = Driver("person_hours", D("0.4"), {"甲": D(10), "乙": D(30)})
    found = by_drivers(D("1000.00"), drivers=[calls, hours])
    assert dict(found.parts) == {"甲": D("640.00"), "乙": D("360.00")}
    assert [step.label for step in found.steps] == ["乙", "甲"]
    assert found.steps[1].terms["weight_2"] == D("0.4")


def test_an_equal_markup_is_the_same_share_of_every_direct_cost() -> None:
    found = equal_markup(D("50.00"), direct_costs={"甲": D("300.00"), "乙": D("200.00")})
    assert dict(found.parts) == {"甲": D("30.00"), "乙": D("20.00")}
    assert found.steps[0].amount == D("0.1")


@given(by_name, sums, used)
def test_several_costs_add_up_by_product(
    own: dict[str, Decimal], total: Decimal, use: dict[str, Decimal]
) -> None:
    both = added([direct(own), one_driver(total, use)])
    assert both.total == sum(own.values()) + total == sum(both.parts.values())
    assert set(both.parts) == set(own) | set(use)


@pytest.mark.parametrize(
    ("divide", "fault"),
    [
        (lambda: direct({}), "products: none"),
        (
            lambda: by_drivers(D(1), drivers=[Driver("calls", D("0.9"), {"甲": D(1)})]),
            "weight: not_whole",
        ),
        (lambda: by_drivers(D(1), drivers=[Driver("calls", D(1), {"甲": D(0)})]), "use: zero"),
        (lambda: equal_markup(D(1), direct_costs={"甲": D(0)}), "direct_cost: zero"),
        (lambda: shapley(["甲"], cost_of=lambda group: D(1)), "cost: of_nobody"),
        (lambda: shapley(["甲", "乙"], cost_of=lambda g: D(len(g) % 2)), "falls_as_group_grows"),
        (
            lambda: shared(["甲"], resources=[SharedResource("x", D(1), frozenset({"乙"}))]),
            "unknown_product",
        ),
        (lambda: SharedResource("x", D(1), frozenset()), "users: none"),
    ],
)
def test_what_cannot_be_divided_is_refused(divide: Callable[[], object], fault: str) -> None:
    with pytest.raises(GuidanceError, match=fault):
        divide()
