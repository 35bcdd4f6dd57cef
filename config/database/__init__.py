"""Where the database is: the server of ``DATABASE_URL``, else an embedded PostgreSQL under ``var/``."""

import os
from pathlib import Path
from typing import Any

from config.database.place import Cluster, cluster_under
from config.database.url import parsed

__all__ = ["Cluster", "cluster_under", "database_settings"]

STATEMENT_TIMEOUT = (
    "PORTAL_STATEMENT_TIMEOUT"  # milliseconds; manage.py sets 0: a command may take its time
)


def database_settings(url: str | None, var: Path) -> dict[str, Any]:
    """Django's settings for the database; nothing is started before the first connection."""
    chosen = parsed(url) if url else embedded(cluster_under(var))
    timeout = os.environ.get(STATEMENT_TIMEOUT, "15000")
    options = {"options": f"-c statement_timeout={timeout}", **chosen.pop("OPTIONS", {})}
    return {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True, "OPTIONS": options, **chosen}


def embedded(cluster: Cluster) -> dict[str, Any]:
    """The settings of a server that ``config.database.base`` starts when it is first asked."""
    return {
        "ENGINE": "config.database",
        "NAME": "gongshu",
        "USER": "gongshu",
        "HOST": str(cluster.sockets),
        "CLUSTER": cluster,
    }
