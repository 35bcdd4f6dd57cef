"""Django's PostgreSQL backend with one addition: the embedded server is started by the first connection."""

from typing import Any

import psycopg
from django.conf import settings
from django.db.backends.postgresql import base

from config.database.server import ensure_running


class DatabaseWrapper(base.DatabaseWrapper):
    """Connect; if nobody answers, start the server of this clone and connect again."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        try:
            return super().get_new_connection(conn_params)
        except psycopg.OperationalError:
            # Whether we have started it or somebody else while we waited: ask once more.
            ensure_running(self.settings_dict["CLUSTER"], settings.VAR_DIR)
        return super().get_new_connection(conn_params)
