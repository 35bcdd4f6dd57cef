"""The shape of the source: imports point left, statuses change by steps, files and functions stay small."""

from pathlib import Path

import pytest

from tests.architecture import rules
from tests.architecture.source import LAYERS, ROOT, files, name_of, tree_of

STATUS_DOOR = ROOT / "governance" / "transitions.py"
OURS = files(*LAYERS)
TESTS = files("tests")


@pytest.mark.parametrize("layer", LAYERS)
def test_imports_point_left(layer: str) -> None:
    # Migrations too: they name other apps by string, never by import.
    for path in files(layer, migrations=True):
        assert not rules.to_the_right(layer, tree_of(path)), name_of(path)


@pytest.mark.parametrize("path", files("pricing/guidance"), ids=name_of)
def test_the_arithmetic_of_prices_is_pure(path: Path) -> None:
    assert not rules.impure(tree_of(path))


@pytest.mark.parametrize("path", OURS, ids=name_of)
def test_a_status_changes_only_by_a_step(path: Path) -> None:
    if path != STATUS_DOOR:
        assert not rules.status_writes(tree_of(path))


@pytest.mark.parametrize("path", OURS + TESTS, ids=name_of)
def test_a_file_fits_in_the_head(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= rules.LONGEST_FILE


@pytest.mark.parametrize("path", OURS + TESTS, ids=name_of)
def test_the_form_of_a_file(path: Path) -> None:
    tree = tree_of(path)
    assert not rules.long_functions(tree)
    assert not rules.hidden_imports(tree)
    assert not rules.relative_imports(tree)
    assert not rules.lacks_docstring(tree)
