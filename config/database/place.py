"""Where the embedded PostgreSQL keeps its data and its socket, and as whom it runs."""

import hashlib
import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

LONGEST_SOCKET = 103  # bytes, macOS; Linux allows 107
SOCKET_NAME = ".s.PGSQL.5432"


class NoDatabase(RuntimeError):
    """The embedded database cannot run here; the message says what can be done."""


@dataclass(frozen=True)
class Account:
    """The user under whom the server runs: PostgreSQL refuses to run as root."""

    uid: int
    gid: int


@dataclass(frozen=True)
class Cluster:
    """One embedded server of this clone: ``demo`` for people, ``tests`` for the tests."""

    name: str
    home: Path  # ours: the lock, the note, a copy of the programs where that is needed
    sockets: Path  # the server's, closed to everybody else
    account: Account | None  # None: as the user who asks

    @property
    def is_for_tests(self) -> bool:
        """What the tests write may be lost: no fsync."""
        return self.name == "tests"


def cluster_under(var: Path, name: str | None = None) -> Cluster:
    """The cluster of this clone; nothing is created or started."""
    name = name or os.environ.get("PORTAL_CLUSTER", "demo")
    var = var.absolute()
    account = unprivileged_account() if os.geteuid() == 0 else None
    home = home_of(var, account) / name
    sockets = home / "run"
    if len(os.fsencode(f"{sockets}/{SOCKET_NAME}")) > LONGEST_SOCKET:
        sockets = Path("/tmp") / f"{label(var)}-{name}"  # noqa: S108 -- made and verified by ``own_folder``
    return Cluster(name, home, sockets, account)


def unprivileged_account() -> Account:
    """An account that the machine has already: none is created."""
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    return Account(65534, 65534)


def home_of(var: Path, account: Account | None) -> Path:
    """Under ``var``, or where the other account can reach it: no folder of the user is opened for it."""
    note = note_of(var)
    if note.is_file():
        return Path(note.read_text().strip())
    if account is None or may_enter(var):
        return var / "postgres"
    state = next((path for path in (Path("/var/lib"), Path("/var/tmp")) if may_enter(path)), None)  # noqa: S108
    return (state or Path("/tmp")) / label(var)  # noqa: S108 -- verified by ``own_folder``


def note_of(var: Path) -> Path:
    """Where the choice is written down, so that a later start finds the same data."""
    return var / "postgres.place"


def label(var: Path) -> str:
    """A name for what lies outside the clone, one for each clone and user."""
    return f"gongshu-{hashlib.sha256(os.fsencode(f'{os.geteuid()} {var}')).hexdigest()[:12]}"


def may_enter(path: Path) -> bool:
    """Whether everybody may pass through every folder down to this one, as far as they exist."""
    existing = [folder for folder in (path, *path.parents) if folder.exists()]
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in existing)


def own_folder(path: Path, *, owner: Account | None, mode: int) -> None:
    """Make the folder, or refuse one that somebody else has put there before us."""
    uid = owner.uid if owner else os.geteuid()
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        found = path.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != uid:
            raise NoDatabase(
                f"{path} belongs to somebody else: remove it. 目录 {path} 不属于本程序，请先移除。"
            ) from None
    else:
        if owner:
            os.chown(path, owner.uid, owner.gid)
    path.chmod(mode)
