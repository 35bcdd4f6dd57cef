"""Where the database is: the server of ``DATABASE_URL``, else an embedded PostgreSQL under ``var/``."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit


def database_settings(url: str | None, var: Path) -> dict[str, Any]:
    """Django's settings for the database (placeholder until the embedded server is in)."""
    parts = urlsplit(url or "postgres://postgres@127.0.0.1:5499/gs_lead")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": parts.port or "",
        "CONN_HEALTH_CHECKS": True,
    }
