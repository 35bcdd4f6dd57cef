"""Starting, stopping and removing the embedded PostgreSQL: safe against races, crashes and a second start."""

import contextlib
import fcntl
import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from config.database.place import SOCKET_NAME, Cluster, NoDatabase, note_of, own_folder
from config.database.programs import Programs, programs_for, run

SETTINGS = {
    "listen_addresses": "",  # the socket is the only door
    "max_connections": "100",
    "shared_buffers": "128MB",
    "log_timezone": "Asia/Shanghai",
}
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def ensure_running(cluster: Cluster, var: Path) -> bool:
    """Start the server if it does not run; say whether that was done. Of two callers one starts, one waits."""
    with locked(cluster, var):
        programs = programs_for(cluster)
        running = running_version(cluster)
        if running == programs.version or (running and "PORTAL_PG_BIN" not in os.environ):
            return False
        if running:
            raise NoDatabase(
                f"PostgreSQL {running} is running here, {programs.version} was asked for: make clean. "
                f"此处正在运行 PostgreSQL {running}，与所要求的 {programs.version} 不符，请先执行 make clean。"
            )
        data = data_folder(cluster, programs.version)
        if not data.exists():
            initialise(cluster, programs, data)
        start(cluster, programs, data)
    return True


def stop(cluster: Cluster, var: Path) -> None:
    """Stop the server, whichever version runs; sessions are closed, nothing is lost."""
    if not cluster.home.exists():
        return
    with locked(cluster, var):
        for data in cluster.home.glob("data-*"):
            if is_served(data):
                programs = programs_of(cluster, data)
                run(cluster, programs / "pg_ctl", "stop", "-D", data, "-m", "fast", "-w", cwd="/")


def remove(cluster: Cluster, var: Path) -> None:
    """Stop the server and take everything away that it kept, wherever that lies."""
    stop(cluster, var)
    shutil.rmtree(cluster.sockets, ignore_errors=True)
    shutil.rmtree(cluster.home, ignore_errors=True)
    with contextlib.suppress(OSError):  # the other cluster may still be there
        cluster.home.parent.rmdir()
        note_of(var).unlink()


@contextlib.contextmanager
def locked(cluster: Cluster, var: Path) -> Iterator[None]:
    """One process at a time; the kernel frees the lock of a process that dies."""
    open_to_enter = 0o711 if cluster.account else 0o700
    var.mkdir(parents=True, exist_ok=True)
    own_folder(cluster.home.parent, owner=None, mode=open_to_enter)
    own_folder(cluster.home, owner=None, mode=open_to_enter)
    note_of(var).write_text(f"{cluster.home.parent}\n")
    with (cluster.home / "lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def data_folder(cluster: Cluster, version: int) -> Path:
    """Each major version has its own data: none can read another's."""
    return cluster.home / f"data-{version}"


def initialise(cluster: Cluster, programs: Programs, data: Path) -> None:
    """Make the data folder under another name and rename it: a half-made one is never taken for whole."""
    unfinished = cluster.home / "unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    own_folder(unfinished, owner=cluster.account, mode=0o700)
    choices = [
        "--encoding=UTF8",
        "--locale=C",
        "--auth=trust",
        "--username=gongshu",
        "--no-instructions",
    ]
    choices += ["--no-sync"] if cluster.is_for_tests else []
    call(cluster, programs.folder / "initdb", *choices, "-D", unfinished)
    single = ("--single", "-D", unfinished, "postgres")
    call(cluster, programs.folder / "postgres", *single, given="CREATE DATABASE gongshu;\n")
    unfinished.rename(data)


def start(cluster: Cluster, programs: Programs, data: Path) -> None:
    """Start and wait until it answers, also when it has to recover first."""
    own_folder(cluster.sockets, owner=cluster.account, mode=0o700)
    disown_reused_number(data, cluster.sockets)
    log = cluster.sockets / "server.log"
    arguments = ("start", "-D", data, "-l", log, "-o", options_of(cluster), "-w", "-t", "60")
    for patience in (1, 2, 4, 0):
        try:
            call(cluster, programs.folder / "pg_ctl", *arguments, log=log)
            break
        except NoDatabase as error:
            # After a kill -9 the sessions of the dead server take a moment to notice.
            if "shared memory" not in str(error) or not patience:
                raise
            time.sleep(patience)
    (data / "programs").write_text(f"{programs.folder}\n")


def options_of(cluster: Cluster) -> str:
    """The server's settings on its command line: a clone that was moved finds its socket again."""
    settings = SETTINGS | (CARELESS if cluster.is_for_tests else {})
    settings |= {"unix_socket_directories": str(cluster.sockets)}
    return " ".join(f"-c {name}={shlex.quote(value)}" for name, value in settings.items())


def disown_reused_number(data: Path, sockets: Path) -> None:
    """PostgreSQL refuses to start if the number in a dead server's note lives on as another process.

    The note itself must stay: by it the new server finds sessions of the dead one that still write.
    """
    (sockets / f"{SOCKET_NAME}.lock").unlink(missing_ok=True)  # the folder has no other user
    pid = noted_process(data)
    if pid is None or not Path(f"/proc/{pid}").exists():
        return
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    note = data / "postmaster.pid"
    _, _, rest = note.read_text().partition("\n")
    note.write_text(f"{ended.pid}\n{rest}")


def programs_of(cluster: Cluster, data: Path) -> Path:
    """The programs with which this data was last started."""
    note = data / "programs"
    return Path(note.read_text().strip()) if note.is_file() else programs_for(cluster).folder


def call(
    cluster: Cluster, *command: object, given: str | None = None, log: Path | None = None
) -> None:
    """Run a program; its complaint becomes the message of the error."""
    try:
        run(cluster, *command, cwd="/", given=given)
    except subprocess.SubprocessError as error:
        told = (
            log.read_text(errors="replace")
            if log and log.exists()
            else getattr(error, "stdout", "")
        )
        end = "\n".join((told or "").splitlines()[-8:])
        raise NoDatabase(
            f"The embedded PostgreSQL did not start. 内置 PostgreSQL 未能启动。\n{end}"
        ) from error


def running_version(cluster: Cluster) -> int | None:
    """The major version of the server that runs, if any does."""
    running = (data for data in cluster.home.glob("data-*") if is_served(data))
    return next((int(data.name.removeprefix("data-")) for data in running), None)


def is_served(data: Path) -> bool:
    """Whether the server of this very folder lives: after a crash the noted number may be another's."""
    pid = noted_process(data)
    if pid is None:
        return False
    try:
        return Path(f"/proc/{pid}/cwd").readlink() == data.resolve()
    except PermissionError:
        return False
    except FileNotFoundError:
        return not Path("/proc/self").exists() and "postgres" in process_name(pid)


def process_name(pid: int) -> str:
    """What ``ps`` calls the process, where there is no /proc (macOS)."""
    command = ["/bin/ps", "-p", str(pid), "-o", "comm="]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout  # noqa: S603


def noted_process(data: Path) -> int | None:
    """The process that the server's own note names."""
    try:
        return int((data / "postmaster.pid").read_text().splitlines()[0])
    except (FileNotFoundError, IndexError, ValueError):
        return None
