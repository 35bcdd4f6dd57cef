"""The score: its bounds, that information never costs points, that a fix gains exactly what it says."""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.quality import DIMENSION_POINTS, Facts, FileFacts, FixKey, ItemFacts, score
from catalog.quality.checks import CHECKS
from catalog.quality.fixes import FIXES
from catalog.vocabulary import Category, Grade, Opening, Sharing, UpdateCycle

ON = date(2026, 3, 2)
days = st.integers(0, 2_000).map(lambda ago: ON - timedelta(days=ago))
any_day = st.sampled_from([None, date.min, date(2025, 1, 1), ON, date(2026, 4, 1), date.max])
words = st.sampled_from(
    ["", " ", "停车", "暂无", "0990-1234567", "a@b.example", "停车场的位置和空位" * 5]
)
formats = st.sampled_from(["CSV", "csv", "PDF", "XLSX", "API", "纸质", ""])
items = st.builds(ItemFacts, is_described=st.booleans())
files = st.builds(FileFacts, format=formats, is_reachable=st.booleans())
CODES = {
    "category": Category.values,
    "sharing": Sharing.values,
    "opening": Opening.values,
    "update_cycle": UpdateCycle.values,
    "grade": Grade.values,
}
TUPLES = {"formats": formats, "items": items, "files": files}
TEXTS = [
    each.name for each in fields(Facts) if each.type in ("str", str) and each.name not in CODES
]


#: An entry without a name cannot be stored.
MAY_BE_EMPTY = [each.name for each in fields(Facts) if each.name != "name"]


def entries(dates=any_day):
    return st.builds(
        Facts,
        **dict.fromkeys(TEXTS, words),
        **{name: st.sampled_from(["", *values]) for name, values in CODES.items()},
        **{name: st.lists(values, max_size=4).map(tuple) for name, values in TUPLES.items()},
        issued_on=dates,
        updated_on=dates,
    )


facts = entries()
FULL = Facts(
    name="公共停车场实时空位", abstract="全市公共停车场的总泊位、空余泊位、位置和收费标准，每日汇总。",
    category="theme", theme="交通出行", industry="交通运输", region="990100", sharing="unconditional",
    opening="unconditional",
    update_cycle="monthly", grade="general_1", acquisition="duty", acquisition_basis="《条例》第12条",
    phone="0990-1234567", updated_on=ON, items=(ItemFacts(is_described=True),),
    files=(FileFacts("CSV", is_reachable=True),),
)  # fmt: skip


def total(entry: Facts) -> int:
    return score(entry, ON).total


@given(facts)
def test_the_score_stays_within_its_bounds(entry):
    found = score(entry, ON)
    assert 0 <= found.total <= 100
    for dimension, points in DIMENSION_POINTS.items():
        assert 0 <= found.of(dimension) <= points


def test_the_weights_are_a_hundred_and_each_check_has_its_own_name():
    assert sum(DIMENSION_POINTS.values()) == 100
    assert list(DIMENSION_POINTS.values()) == [40, 25, 20, 15]
    assert len({check.key for check in CHECKS}) == len(CHECKS)
    assert {key for key, *_rest in FIXES} == set(FixKey) - {FixKey.NONE}


def test_an_entry_without_fault_has_all_points_and_an_empty_one_next_to_none():
    assert (total(FULL), score(FULL, ON).cheapest) == (100, None)
    assert total(Facts(name="停车")) == 1


@given(facts, entries(days | st.none()), st.sampled_from(MAY_BE_EMPTY))
def test_filling_what_was_empty_never_lowers_the_score(entry, other, name):
    empty = replace(entry, **{name: getattr(Facts(), name)})
    assert total(replace(empty, **{name: getattr(other, name)})) >= total(empty)


@given(facts, files)
def test_a_described_item_another_file_and_another_format_never_lower_the_score(entry, file):
    more = (
        replace(entry, items=(*entry.items, ItemFacts(is_described=True))),
        replace(entry, files=(*entry.files, file)),
        replace(entry, formats=(*entry.formats, file.format)),
    )
    assert all(total(each) >= total(entry) for each in more)


@given(facts, st.randoms())
def test_the_order_of_items_files_and_formats_does_not_matter(entry, chance):
    shuffled = {
        name: tuple(chance.sample(getattr(entry, name), len(getattr(entry, name))))
        for name in TUPLES
    }
    assert score(replace(entry, **shuffled), ON) == score(entry, ON)


@given(facts)
def test_a_fix_gains_exactly_what_it_says(entry):
    found = score(entry, ON)
    apply = {key: change for key, _minutes, _field, change in FIXES}
    for fix in found.fixes:
        assert fix.gain > 0
        assert total(apply[fix.key](entry, ON)) == found.total + fix.gain
    worths = [fix.worth for fix in found.fixes]
    assert worths == sorted(worths, reverse=True)


@given(facts)
def test_doing_the_cheapest_fix_again_and_again_ends_at_a_hundred(entry):
    apply = {key: change for key, _minutes, _field, change in FIXES}
    for _each in range(len(FIXES) + 1):
        cheapest = score(entry, ON).cheapest
        if cheapest is None:
            break
        entry = apply[cheapest.key](entry, ON)
    assert total(entry) == 100


@given(entries(days | st.none()), st.integers(0, 900))
def test_the_score_holds_until_the_day_it_names(entry, later):
    found = score(entry, ON)
    day = ON + timedelta(days=later)
    if found.holds_until is None or day <= found.holds_until:
        assert score(entry, day).total == found.total


@pytest.mark.parametrize(
    ("change", "lost", "fix"),
    [
        ({"abstract": ""}, 12, FixKey.ABSTRACT),
        ({"abstract": "公共停车场实时空位。"}, 6, FixKey.ABSTRACT),
        ({"abstract": "停车场空位"}, 3, FixKey.ABSTRACT),
        ({"phone": "暂无"}, 5, FixKey.CONTACT),
        ({"phone": "", "email": "a@b.example"}, 0, None),
        ({"phone": "", "email": "a@b"}, 5, FixKey.CONTACT),
        ({"update_cycle": "", "update_words": "按需"}, 23, FixKey.CYCLE),
        ({"update_cycle": "irregular"}, 11, FixKey.CYCLE),
        ({"updated_on": None}, 18, FixKey.UPDATED_ON),
        ({"updated_on": ON + timedelta(days=1)}, 18, FixKey.UPDATED_ON),
        ({"updated_on": date(2026, 1, 25)}, 8, FixKey.RENEW),
        ({"updated_on": date(2025, 1, 25)}, 15, FixKey.RENEW),
        ({"issued_on": ON + timedelta(days=1)}, 1, FixKey.ISSUED_ON),
        ({"items": ()}, 11, FixKey.ITEMS),
        ({"items": (ItemFacts(), ItemFacts(is_described=True))}, 4, FixKey.DESCRIBE),
        ({"files": (FileFacts("PDF", is_reachable=True),)}, 11, FixKey.FILE),
        ({"files": (FileFacts("XLSX", is_reachable=True),)}, 4, FixKey.FILE),
        ({"opening": "none"}, 2, FixKey.OPENING),
        ({"opening": "none", "opening_terms": "含个人信息。"}, 0, None),
    ],
)  # fmt: skip
def test_what_a_fault_costs_and_what_mends_it(change, lost, fix):
    found = score(replace(FULL, **change), ON)
    assert found.total == 100 - lost
    assert (found.cheapest.key if found.cheapest else None) == fix
