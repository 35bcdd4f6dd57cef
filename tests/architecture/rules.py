"""The rules of the house, each a function from a parsed file to the places that break it."""

import ast
from collections.abc import Iterator

from tests.architecture.source import (
    LAYERS,
    called_name,
    functions,
    imported_modules,
    imported_packages,
)

LONGEST_FILE = 300
LONGEST_FUNCTION = 30
PURE_IMPORTS = frozenset({"dataclasses", "decimal", "typing", "collections.abc"})


def to_the_right(layer: str, tree: ast.AST) -> set[str]:
    """The layers that this layer must not know, and that the file imports."""
    return imported_packages(tree) & set(LAYERS[LAYERS.index(layer) + 1 :])


def impure(tree: ast.AST) -> set[str]:
    """What a pure module must not import."""
    ours = {module for module in imported_modules(tree) if module.startswith("pricing.guidance")}
    return {module for module in imported_modules(tree) if module not in PURE_IMPORTS} - ours


def status_writes(tree: ast.AST) -> list[int]:
    """The lines that set a status past the steps: by assignment, by name, by a bulk statement."""
    return sorted(node.lineno for node in ast.walk(tree) if writes_status(node))


def writes_status(node: ast.AST) -> bool:
    """Whether this very node sets a status."""
    if isinstance(node, ast.Assign):
        return any(is_status(target) for target in flattened(node.targets))
    if isinstance(node, ast.AugAssign | ast.AnnAssign):
        return is_status(node.target)
    return isinstance(node, ast.Call) and call_writes_status(node)


def is_status(target: ast.AST) -> bool:
    """``something.status``, but not a field that a class declares."""
    return isinstance(target, ast.Attribute) and target.attr == "status"


def flattened(targets: list[ast.expr]) -> Iterator[ast.expr]:
    """The targets, those of an unpacked tuple one by one."""
    for target in targets:
        if isinstance(target, ast.Tuple | ast.List):
            yield from flattened(target.elts)
        else:
            yield target


def call_writes_status(call: ast.Call) -> bool:
    """``setattr(x, "status", …)``, ``.update(status=…)``, ``bulk_update(…, ["status"])``."""
    name = called_name(call)
    if name in ("setattr", "__setattr__", "bulk_update", "abulk_update"):
        return says_status(*call.args, *(given.value for given in call.keywords))
    if name in ("update", "aupdate", "update_or_create"):
        unpacked = (given.value for given in call.keywords if given.arg in (None, "defaults"))
        return any(given.arg == "status" for given in call.keywords) or says_status(*unpacked)
    return False


def says_status(*given: ast.expr) -> bool:
    """Whether the word ``"status"`` stands anywhere in what is given."""
    nodes = (node for part in given for node in ast.walk(part))
    return any(isinstance(node, ast.Constant) and node.value == "status" for node in nodes)


def long_functions(tree: ast.AST) -> list[str]:
    """Functions that do not fit on a screen."""
    return [
        f"{function.name} ({length_of(function)} lines)"
        for function in functions(tree)
        if length_of(function) > LONGEST_FUNCTION
    ]


def length_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """From its name to its last line; decorators tell what it is, not what it does."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def hidden_imports(tree: ast.AST) -> list[int]:
    """The lines of imports inside functions: a cycle that nobody wants to see."""
    return sorted(
        node.lineno
        for function in functions(tree)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    )


def relative_imports(tree: ast.AST) -> list[int]:
    """The lines that import by dots."""
    return [
        node.lineno for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level
    ]


def lacks_docstring(tree: ast.Module) -> bool:
    """A file with code says in its first line what it is for."""
    return bool(tree.body) and ast.get_docstring(tree) is None
