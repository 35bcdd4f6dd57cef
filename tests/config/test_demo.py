"""The demo is refused in a sentence before anything starts, keeps its secret, and stops what it started."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from config import demo


@pytest.mark.parametrize("text", ["0", "65536", "http", "-1", ""])
def test_a_port_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(demo.CannotStart, match="不是有效的端口号。"):
        demo.free_port(text)


def test_a_taken_port_is_a_clear_message_before_anything_starts(tmp_path: Path) -> None:
    with socket.create_server((demo.HOST, 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "config.demo"],
            cwd=demo.ROOT,
            env={**os.environ, "PORT": str(port), "PORTAL_VAR": str(tmp_path / "var")},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.startswith(f"Port {port} is taken: try make demo PORT=")
    assert f"端口 {port} 已被占用" in done.stderr
    assert not (tmp_path / "var").exists()


def test_a_second_demo_of_one_clone_is_told_where_the_first_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "VAR", tmp_path)
    with (
        demo.alone(8123),
        pytest.raises(demo.CannotStart, match=r"本目录的演示已在运行：http://127\.0\.0\.1:8123/"),
    ):
        demo.alone(8124).__enter__()
    with demo.alone(8125):
        assert (tmp_path / "demo.lock").read_text() == "http://127.0.0.1:8125/"


def test_a_free_port_is_given_back_free() -> None:
    with socket.create_server((demo.HOST, 0)) as other:
        port = other.getsockname()[1]
    assert demo.free_port(str(port)) == port
    with socket.create_server((demo.HOST, port)):
        pass


def test_the_secret_is_made_once_and_for_the_owner_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "VAR", tmp_path / "var")
    first = demo.secret()
    assert len(first) >= 50
    assert demo.secret() == first
    assert (tmp_path / "var" / "secret").stat().st_mode & 0o777 == 0o600


def test_a_child_ends_with_the_demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "LOGS", tmp_path)
    sleeper = [sys.executable, "-c", "import time; print('up', flush=True); time.sleep(60)"]
    with demo.child("sleeper", sleeper, dict(os.environ)) as process:
        while not (tmp_path / "sleeper.log").read_text():
            time.sleep(0.02)
        assert process.poll() is None
    assert process.returncode == -signal.SIGTERM


def test_a_child_that_ends_by_itself_ends_the_demo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "LOGS", tmp_path)
    with demo.child("gone", [sys.executable, "-c", ""], dict(os.environ)) as process:
        process.wait()
        with pytest.raises(demo.CannotStart, match="进程意外退出"):
            demo.fail_if_ended([process])


def test_a_killed_demo_leaves_no_child_behind(tmp_path: Path) -> None:
    source = """
import os, sys, signal, pathlib
from config import demo
demo.LOGS = pathlib.Path(sys.argv[1])
sleeper = [sys.executable, "-c", "import time; time.sleep(60)"]
with demo.child("sleeper", sleeper, dict(os.environ)) as process:
    print(process.pid, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""
    command = [sys.executable, "-c", source, str(tmp_path)]
    done = subprocess.run(command, cwd=demo.ROOT, capture_output=True, text=True, check=False)
    status = Path(f"/proc/{done.stdout.strip()}/status")
    deadline = time.monotonic() + 10
    while (
        status.exists() and "Z (zombie)" not in status.read_text() and time.monotonic() < deadline
    ):
        time.sleep(0.05)
    assert not status.exists() or "Z (zombie)" in status.read_text()
