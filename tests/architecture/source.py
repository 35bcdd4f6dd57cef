"""Reading our own source: the files of each layer, what they import, what they assign."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LAYERS = ("governance", "accounts", "catalog", "licensing", "pricing", "disclosure", "config")


def files(*folders: str, migrations: bool = False) -> list[Path]:
    """The Python files of the folders, sorted; migrations only on request."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in found if migrations or "migrations" not in path.parts)


def name_of(path: Path) -> str:
    """The file's path as a person writes it."""
    return str(path.relative_to(ROOT))


@cache
def tree_of(path: Path) -> ast.Module:
    """The parsed file; each is read once for all tests."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imported_modules(tree: ast.AST) -> Iterator[str]:
    """Every module that is imported anywhere in the tree, also by its name in ``import_module``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")
        elif isinstance(node, ast.Call) and called_name(node) == "import_module":
            yield from (
                str(given.value) for given in node.args[:1] if isinstance(given, ast.Constant)
            )


def imported_packages(tree: ast.AST) -> set[str]:
    """The first part of every imported name."""
    return {module.partition(".")[0] for module in imported_modules(tree)}


def called_name(node: ast.Call) -> str:
    """The last part of what is called: ``update`` in ``rows.filter(…).update(…)``."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method, also inside others."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
