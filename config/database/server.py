"""Starting, stopping and removing the embedded PostgreSQL: safe against races, crashes and a second start."""

import contextlib
import fcntl
import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from config.database.place import Cluster, NoDatabase, note_of, own_folder
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
            pid = postmaster(data)
            if pid and is_postgres(pid):
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
    forget_the_dead(data)
    settings = SETTINGS | (CARELESS if cluster.is_for_tests else {})
    options = " ".join(f"-c {name}={shlex.quote(value)}" for name, value in settings.items())
    options += f" -k {shlex.quote(str(cluster.sockets))}"
    log = cluster.sockets / "server.log"
    arguments = ("start", "-D", data, "-l", log, "-o", options, "-w", "-t", "60")
    call(cluster, programs.folder / "pg_ctl", *arguments, log=log)
    (data / "programs").write_text(f"{programs.folder}\n")


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
    for data in cluster.home.glob("data-*"):
        pid = postmaster(data)
        if pid and is_postgres(pid):
            return int(data.name.removeprefix("data-"))
    return None


def postmaster(data: Path) -> int | None:
    """The process that the server's own note names."""
    try:
        return int((data / "postmaster.pid").read_text().splitlines()[0])
    except (FileNotFoundError, IndexError, ValueError):
        return None


def is_postgres(pid: int) -> bool:
    """Whether the process lives and is a server: after a crash the number may be somebody else's."""
    if Path("/proc/self/comm").exists():
        name = Path(f"/proc/{pid}/comm")
        return name.exists() and "postgres" in name.read_text()
    command = ["/bin/ps", "-p", str(pid), "-o", "comm="]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    return "postgres" in answer.stdout


def forget_the_dead(data: Path) -> None:
    """Remove the note of a server that crashed: PostgreSQL would refuse if the number lives on."""
    pid = postmaster(data)
    if pid is None or not is_postgres(pid):
        (data / "postmaster.pid").unlink(missing_ok=True)
