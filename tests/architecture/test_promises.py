"""What the repository promises to whoever opens it: commands that exist, packages that are pinned."""

import re
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.source import LAYERS, ROOT, files, imported_packages, tree_of

READMES = ("README.md", "README.zh-CN.md")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
LOCKS = ("*constraints*.txt", "*requirements*", "*.lock", "pylock*.toml", "uv.lock", "Pipfile*")
REGISTRIES = (
    "pypi" + ".org",
    "files.python" + "hosted.org",
    "registry.npm" + "js.org",
    "mirrors" + ".",
)
TEXT = {".py", ".toml", ".txt", ".md", ".html", ".css", ".js", ".json", ".csv", ".yml", ".cfg", ""}
IGNORED = {".git", ".venv", "var", "node_modules", "__pycache__"}
#: The name under which a package is imported, where it differs from the name under which it is installed.
INSTALLED_AS = {
    "axe_playwright_python": "axe-playwright-python",
    "axes": "django-axes",
    "csp": "django-csp",
    "django_filters": "django-filter",
    "django_otp": "django-otp",
    "django_tasks": "django-tasks-db",
    "django_tasks_db": "django-tasks-db",
    "guardian": "django-guardian",
    "python_calamine": "python-calamine",
    "pytest_django": "pytest-django",
    "rest_framework": "djangorestframework",
    "stdnum": "python-stdnum",
    "time_machine": "time-machine",
}


def commands_in(text: str) -> set[str]:
    """Every ``make something`` of a text."""
    return set(re.findall(r"\bmake ([a-z]+)", text))


def tracked() -> list[Path]:
    """The files of the tree, without what is made or installed."""
    return [
        path
        for path in sorted(ROOT.rglob("*"))
        if path.is_file() and not IGNORED & set(path.relative_to(ROOT).parts)
    ]


def name_in(requirement: str) -> str:
    """``django-tasks-db[compat]>=0.13`` → ``django-tasks-db``."""
    return re.split(r"[\[<>=~! ;]", requirement, maxsplit=1)[0]


def declared(*extras: str) -> set[str]:
    """The packages that pyproject.toml asks for."""
    optional = PROJECT["optional-dependencies"]
    wanted = [*PROJECT["dependencies"], *(line for extra in extras for line in optional[extra])]
    return {name_in(line) for line in wanted}


def foreign_imports(*folders: str) -> set[str]:
    """The packages, by the name under which they are installed, that the source imports."""
    found = set().union(*(imported_packages(tree_of(path)) for path in files(*folders)))
    ours = {*LAYERS, "tests", "", *sys.stdlib_module_names}
    return {INSTALLED_AS.get(name, name.replace("_", "-")) for name in found - ours}


@pytest.mark.parametrize("readme", READMES)
def test_the_commands_of_the_readme_are_the_makefiles(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):.*## ", MAKEFILE, flags=re.MULTILINE))
    assert {"demo", "test"} <= commands_in(text) <= targets
    for target in targets - {"install"}:
        assert f"make {target}" in text


def test_both_readmes_tell_the_same() -> None:
    english, chinese = ((ROOT / name).read_text(encoding="utf-8") for name in READMES)
    for pattern in (r"^#+ ", r"^\|", r"^- ", r"^```"):
        assert len(re.findall(pattern, english, re.M)) == len(re.findall(pattern, chinese, re.M))
    assert commands_in(english) == commands_in(chinese)
    links = [set(re.findall(r"\]\(([^)]+)\)", text)) - set(READMES) for text in (english, chinese)]
    assert links[0] == links[1]


@pytest.mark.parametrize("readme", READMES)
def test_what_a_readme_links_to_is_there(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)]+)\)", text) if "://" not in link]
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_no_lock_file_carries_an_address() -> None:
    locks = [path for pattern in LOCKS for path in ROOT.glob(pattern)]
    assert ROOT / "constraints.txt" in locks
    assert [path.name for path in locks if "://" in path.read_text(encoding="utf-8")] == []


def test_no_file_names_a_registry() -> None:
    texts = (path for path in tracked() if path.suffix in TEXT and path.stat().st_size < 1_000_000)
    found = [
        (str(path.relative_to(ROOT)), host)
        for path in texts
        for host in REGISTRIES
        if host in path.read_text(encoding="utf-8", errors="ignore")
    ]
    assert found == []


def test_every_version_is_pinned() -> None:
    pinned = {name_in(line) for line in CONSTRAINTS}
    assert all(re.fullmatch(r"[a-z0-9.-]+==[\w.]+( ; .+)?", line) for line in CONSTRAINTS)
    assert sorted(CONSTRAINTS) == CONSTRAINTS
    assert declared("demo", "dev") <= pinned


def test_what_is_imported_is_declared() -> None:
    city = foreign_imports("config/city")
    assert foreign_imports(*LAYERS) - city <= declared()
    assert city <= declared("demo")
    assert foreign_imports("tests") <= declared("demo", "dev")


def test_what_is_declared_is_used() -> None:
    settings = (ROOT / "config" / "settings.py").read_text(encoding="utf-8")
    by_name = {
        "argon2-cffi": "Argon2",
        "whitenoise": "whitenoise",
        "drf-spectacular": "drf_spectacular",
    }
    started = {"gunicorn", "django-axes", "django-csp", "django-tasks-db"}
    used = (
        foreign_imports(*LAYERS)
        | started
        | {key for key, word in by_name.items() if word in settings}
    )
    assert declared() - used == set()
