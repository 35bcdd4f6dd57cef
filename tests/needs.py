"""Tests that need something of the machine: reported as not run, by name, or an error where all must run."""

import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from config.settings import BASE_DIR

SHARED_DATA = Path(os.environ.get("PORTAL_SHARED_DATA", BASE_DIR.parent / "shared" / "data"))
REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1" or os.environ.get("CI", "") not in (
    "",
    "0",
    "false",
)
not_run = pytest.StashKey[dict[str, list[str]]]()


def chromium() -> str | None:
    """The system's browser: playwright's own download is not used."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next(filter(None, map(shutil.which, names)), None)


@dataclass(frozen=True)
class Need:
    """Something that a machine may lack, and the way to get it."""

    is_met: Callable[[], object]
    how_to_get: str


NEEDS = {
    "chromium": Need(
        chromium, "install the system's Chromium: apt-get install chromium fonts-noto-cjk"
    ),
    "shared_data": Need(
        SHARED_DATA.is_dir,
        "put the shared folder beside the clone (../shared/data) or name it in PORTAL_SHARED_DATA",
    ),
}


def unmet(item: pytest.Item) -> str | None:
    """The first thing that the test needs and the machine does not have."""
    wanted = (name for mark in item.iter_markers("needs") for name in mark.args)
    return next((name for name in wanted if not NEEDS[name].is_met()), None)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Set the tests aside whose needs are not met, and remember their names for the report."""
    missing = {item: name for item in items if (name := unmet(item))}
    for item, name in missing.items():
        config.stash.setdefault(not_run, {}).setdefault(name, []).append(item.nodeid)
    if missing:
        config.hook.pytest_deselected(items=list(missing))
        items[:] = [item for item in items if item not in missing]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker of pytest-xdist hands its list to the process that reports, and CI tolerates none."""
    names = session.config.stash.get(not_run, {})
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["not_run"] = names
    if names and REQUIRE_ALL:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object, error: object) -> None:
    """All workers collect the same tests: the list of any of them is the list."""
    output = getattr(node, "workeroutput", {})
    node.config.stash.setdefault(not_run, {}).update(output.get("not_run", {}))  # type: ignore[attr-defined]


def _lines(names: dict[str, list[str]]) -> Iterable[str]:
    for name, tests in names.items():
        yield f"needs {name}: {NEEDS[name].how_to_get}"
        yield from (f"  {test}" for test in sorted(tests))


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Name every test that did not run, before pytest's own closing line."""
    names = config.stash.get(not_run, {})
    if not names:
        return
    terminalreporter.section("not run", red=REQUIRE_ALL, yellow=not REQUIRE_ALL)
    for line in _lines(names):
        terminalreporter.line(line)
    if REQUIRE_ALL:
        terminalreporter.line(
            "Here all tests must run (CI or REQUIRE_ALL=1): this is a failure.", red=True
        )
