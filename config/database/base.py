"""Django's PostgreSQL backend with one addition: the embedded server is started by the first connection."""

from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base
from django.db.utils import OperationalError  # noqa: F401 -- looked up by Django's wrapper

from config.database.server import ensure_running


class DatabaseWrapper(base.DatabaseWrapper):
    """Connect; if nobody answers, start the server of this clone and connect again."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        try:
            return super().get_new_connection(conn_params)
        except base.Database.OperationalError:
            if not ensure_running(self.settings_dict["CLUSTER"], settings.VAR_DIR):
                raise
        return super().get_new_connection(conn_params)
