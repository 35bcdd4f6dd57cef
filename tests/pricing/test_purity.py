"""The guidance is arithmetic and nothing else: no ORM, no clock, no settings, no float."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "pricing" / "guidance"
ALLOWED = {"collections.abc", "dataclasses", "decimal", "typing"}


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.name)
def test_the_guidance_imports_arithmetic_only(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert not isinstance(node, ast.Import), node.lineno
        if isinstance(node, ast.ImportFrom):
            module = str(node.module)
            assert module in ALLOWED or module.startswith("pricing.guidance"), module


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.name)
def test_the_guidance_holds_no_float(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), node.lineno
        assert not (isinstance(node, ast.Name) and node.id == "float"), node.lineno
