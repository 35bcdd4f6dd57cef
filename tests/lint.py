"""``make lint``: what is said about the code without running it."""

import os
import secrets
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
MANAGE = (sys.executable, "manage.py")
TESTS = {"DJANGO_SETTINGS_MODULE": "tests.settings"}


def production() -> dict[str, str]:
    """A complete production environment, for ``check --deploy``: not one warning is accepted."""
    facts = ("NAME", "CITY", "OWNER", "PHONE", "CODE", "ICP")
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PORTAL_DEBUG": "0",
        "PORTAL_DEMO": "0",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "data.example.gov.cn",
        **{f"SITE_{fact}": "示例" for fact in facts},
    }


def templates() -> list[str]:
    """Every template of the project."""
    return sorted(str(path.relative_to(ROOT)) for path in (ROOT / "templates").rglob("*.html"))


def checks() -> list[tuple[str, list[object], dict[str, str]]]:
    """What is asked, in the order of cost."""
    return [
        ("ruff check", [BIN / "ruff", "check", "--quiet", "."], {}),
        ("ruff format", [BIN / "ruff", "format", "--quiet", "--diff", "."], {}),
        ("djade", [BIN / "djade", "--check", "--target-version", "5.2", *templates()], {}),
        ("check --deploy", [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], production()),
        ("makemigrations", [*MANAGE, "makemigrations", "--check", "--dry-run"], TESTS),
        ("mypy", [sys.executable, "-m", "mypy"], TESTS),
    ]


def main() -> int:
    """Run every check; say in one line that it is well, or show what it says."""
    failed = [name for name, command, variables in checks() if not passes(name, command, variables)]
    if failed:
        sys.stdout.write(f"To be mended: {', '.join(failed)}\n")
    return 1 if failed else 0


def passes(name: str, command: list[object], variables: dict[str, str]) -> bool:
    """Run one check; its own words are shown only when it complains."""
    started = time.monotonic()
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env={**os.environ, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    sys.stdout.write(f"{name}: {time.monotonic() - started:.1f} s\n")
    if done.returncode:
        sys.stdout.write(done.stdout)
    sys.stdout.flush()
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
