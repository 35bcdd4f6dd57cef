"""The documents say what is there: the policy map's code, tests and pages exist, the glossary knows every noun."""

import re
from functools import lru_cache
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import Resolver404, resolve

from governance.policies import governed_models
from tests.architecture.source import LAYERS, ROOT

POLICY_MAP = ROOT / "docs" / "policy-map.md"
GLOSSARY = ROOT / "docs" / "glossary.md"
QUOTED = re.compile(r"`([^`]+)`")
INVARIANT = re.compile(r"I-(\d\d)")
PLACEHOLDERS = {
    "<pk>": "1",
    "<number>": "1",
    "<n>": "1",
    "…": "x",
    "<verb>": "submit",
    "<code>": "x",
}
HOUSE = ("governance", "accounts", "config")


def rows_of(document: Path, columns: int) -> list[list[str]]:
    """The rows of the document's tables, without their headings."""
    lines = (line for line in document.read_text("utf-8").splitlines() if line.startswith("|"))
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if len(row) == columns and not set(row[0]) <= {"-", " "}]


def duties() -> list[list[str]]:
    """Clause, what, code, test, page."""
    return [row for row in rows_of(POLICY_MAP, 5) if row[0] != "clause"]


@lru_cache
def source_text() -> str:
    """All code of the portal as one text."""
    folders = (ROOT / layer for layer in LAYERS)
    return "\n".join(
        path.read_text("utf-8") for folder in folders for path in sorted(folder.rglob("*.py"))
    )


@lru_cache
def names_of_tests() -> frozenset[str]:
    """Every test function and class of tests."""
    found = (
        re.findall(r"^\s*(?:def|class) (test_\w+|Test\w+)", path.read_text("utf-8"), re.MULTILINE)
        for path in (ROOT / "tests").rglob("test_*.py")
    )
    return frozenset(name for names in found for name in names)


def is_there(word: str) -> bool:
    """A path that exists, a command, or words that stand in the code."""
    if list(ROOT.glob(f"*/management/commands/{word.removeprefix('manage.py ')}.py")):
        return True
    place = word.split(":")[0]
    if "/" in place and not place.startswith("/"):
        return (ROOT / place).exists() or bool(list(ROOT.glob(f"*/{place}")))
    return all(part in source_text() for part in re.split(r"[…*\s().]", word) if part)


def is_tested(word: str) -> bool:
    """A test of this name (… stands for the rest of it), or a place that holds tests."""
    if word.endswith((".py", "/")):
        return (ROOT / word).exists() or bool(list((ROOT / "tests").rglob(word)))
    if word.endswith("…"):
        return any(name.startswith(word.removesuffix("…")) for name in names_of_tests())
    return word in names_of_tests()


def is_served(address: str) -> bool:
    """An address that the portal answers."""
    for mark, value in PLACEHOLDERS.items():
        address = address.replace(mark, value)
    try:
        resolve(address.split("#")[0])
    except Resolver404:
        return False
    return True


def test_the_policy_map_has_rows() -> None:
    assert len(duties()) > 60


@pytest.mark.parametrize("row", duties(), ids=lambda row: row[1][:40])
def test_what_the_policy_map_names_is_there(row: list[str]) -> None:
    _clause, _what, code, test, page = row
    assert [word for word in QUOTED.findall(code) if not is_there(word)] == []
    assert QUOTED.findall(test), "a duty without a test"
    assert [word for word in QUOTED.findall(test) if not is_tested(word)] == []
    addresses = [word for word in QUOTED.findall(page) if word.startswith("/")]
    assert [word for word in addresses if not is_served(word)] == []


def test_a_duty_that_nobody_tests_is_found() -> None:
    assert not is_tested("test_of_nothing")
    assert not is_there("catalog/nowhere.py")
    assert not is_served("/nowhere/")


def test_every_invariant_in_force_has_a_test_that_names_it() -> None:
    in_force = {number for row in duties() for number in INVARIANT.findall(" ".join(row))}
    named = {number for name in names_of_tests() for number in re.findall(r"_i_(\d\d)(?=_)", name)}
    assert in_force - named == set()


def test_the_glossary_knows_every_governed_noun() -> None:
    words = {word.split(".")[0] for row in rows_of(GLOSSARY, 4) for word in QUOTED.findall(row[2])}
    nouns = {
        model.__name__
        for model in governed_models()
        if model._meta.app_label not in HOUSE and model in apps.get_models()
    }
    assert sorted(nouns - words) == []


def test_the_glossary_says_each_word_once() -> None:
    chinese = [row[0] for row in rows_of(GLOSSARY, 4) if row[0] != "中文"]
    assert len(chinese) == len(set(chinese))
