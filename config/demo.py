"""``make demo``: the whole portal with its demo city on this machine, started and stopped by one process."""

import ctypes
import errno
import fcntl
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import FrameType

from config.database.place import NoDatabase, cluster_under
from config.database.server import stop

ROOT = Path(__file__).resolve().parents[1]
VAR = Path(os.environ.get("PORTAL_VAR", ROOT / "var"))
LOGS = VAR / "log"
HOST = "127.0.0.1"
PATIENCE = 60.0  # seconds until the portal must be ready
PR_SET_PDEATHSIG = 1  # <sys/prctl.h>
MANAGE = (sys.executable, str(ROOT / "manage.py"))


class CannotStart(RuntimeError):
    """The demo cannot run; the message says why, and what to do."""


def main() -> int:
    """Prepare, start, tell the addresses, wait for Ctrl-C, stop everything."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    try:
        port = free_port(os.environ.get("PORT", "8000"))
        with alone(port), embedded_database(), ExitStack() as running:
            links = prepare(environment(port))
            children = [
                running.enter_context(child(name, command, environment(port)))
                for name, command in commands(port).items()
            ]
            wait_until_ready(port, children)
            say(port, links)
            watch(children)
    except KeyboardInterrupt:
        say_line("\nStopped. 已停止。")
    except (CannotStart, NoDatabase) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _interrupt(number: int, frame: FrameType | None) -> None:
    """A terminal that is closed and a polite kill stop the demo as Ctrl-C does; so does one from a script."""
    raise KeyboardInterrupt


def free_port(text: str) -> int:
    """The port, if it is one and nobody listens there; asked before anything is started."""
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise CannotStart(f"PORT={text} is not a port number. PORT={text} 不是有效的端口号。")
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(text)))
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            raise CannotStart(
                f"Port {text} is {'taken' if taken else 'not permitted'}: try make demo PORT=8080. "
                f"端口 {text} {'已被占用' if taken else '无权使用'}，请改用其他端口，例如 make demo PORT=8080。"
            ) from error
    return int(text)


@contextmanager
def alone(port: int) -> Iterator[None]:
    """One demo for one clone: the second would share its data, and stop its database on leaving."""
    VAR.mkdir(parents=True, exist_ok=True)
    with (VAR / "demo.lock").open("a+") as note:
        try:
            fcntl.flock(note, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            note.seek(0)
            address = note.read().strip()
            raise CannotStart(
                f"The demo of this folder is running already: {address}. 本目录的演示已在运行：{address}"
            ) from error
        note.truncate(0)
        note.write(f"http://{HOST}:{port}/")
        note.flush()
        yield


def environment(port: int) -> dict[str, str]:
    """The demo's profile: as production, over plain HTTP, for this machine only."""
    origin = f"http://{HOST}:{port}"
    ours = {
        "PORTAL_DEMO": "1",
        "PORTAL_DEBUG": "0",
        "PORTAL_ORIGIN": origin,
        "SECRET_KEY": secret(),
        "ALLOWED_HOSTS": f"{HOST},localhost",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONUNBUFFERED": "1",
    }
    return {**os.environ, **ours}


def secret() -> str:
    """Made once for this clone and readable by its owner only: sessions outlive a restart."""
    path = VAR / "secret"
    VAR.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    if not path.read_text():
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


@contextmanager
def embedded_database() -> Iterator[None]:
    """The first connection starts it; leaving stops it. With DATABASE_URL there is none."""
    try:
        yield
    finally:
        if not os.environ.get("DATABASE_URL"):
            stop(cluster_under(VAR), VAR)


def prepare(variables: dict[str, str]) -> str:
    """Schema, demo city and static files; the answer holds the sign-in links."""
    say_line("Preparing the demo city… 正在准备示例城市“云州市”……")
    done = subprocess.run(  # noqa: S603
        [*MANAGE, "prepare_demo"],
        env=variables,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CannotStart("The demo city could not be prepared. 示例城市未能准备完成，原因见上。")
    return done.stdout


def commands(port: int) -> dict[str, list[str]]:
    """The two processes of the portal: requests and background tasks."""
    web = ["-m", "gunicorn", "config.wsgi", "--bind", f"{HOST}:{port}", "--workers", "2"]
    web += ["--threads", "4", "--worker-tmp-dir", str(LOGS), "--no-control-socket"]
    return {
        "web": [sys.executable, *web],
        "worker": [*MANAGE, "db_worker", "--queue-name", "*", "--no-startup-delay"],
    }


@contextmanager
def child(
    name: str, command: list[str], variables: dict[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    """Run beside us, in its own session: Ctrl-C reaches us alone and we stop it in order."""
    LOGS.mkdir(parents=True, exist_ok=True)
    with (LOGS / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603
            command,
            env=variables,
            cwd=ROOT,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=end_with_the_parent if sys.platform == "linux" else None,
        )
        try:
            yield process
        finally:
            end(process)


def end_with_the_parent() -> None:
    """Called in the child: a demo that is killed takes its processes along, and frees the port."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def end(process: subprocess.Popen[bytes]) -> None:
    """Politely, and after ten seconds not."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_until_ready(port: int, children: list[subprocess.Popen[bytes]]) -> None:
    """Ask /readyz until it agrees."""
    address = f"http://{HOST}:{port}/readyz"
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        fail_if_ended(children)
        refusals = (urllib.error.URLError, ConnectionError, TimeoutError)
        with suppress(*refusals), urllib.request.urlopen(address, timeout=5):
            return
        time.sleep(0.2)
    raise CannotStart(f"The portal did not get ready: see {LOGS}. 平台未能就绪，详见 {LOGS}。")


def fail_if_ended(children: list[subprocess.Popen[bytes]]) -> None:
    """A part that ends by itself ends the demo, with a hint."""
    for process in children:
        if process.poll() is not None:
            raise CannotStart(
                f"A part of the portal has ended: see {LOGS}. 有进程意外退出，详见 {LOGS}。"
            )


def watch(children: list[subprocess.Popen[bytes]]) -> None:
    """Until Ctrl-C."""
    while True:
        fail_if_ended(children)
        time.sleep(1)


def say(port: int, links: str) -> None:
    """The address, and a way in for each kind of person."""
    say_line(f"\n公数 Gongshu: http://{HOST}:{port}/\n")
    say_line(links)
    say_line("Ctrl-C stops everything. 按 Ctrl-C 全部停止。")


def say_line(text: str) -> None:
    """To the terminal, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
