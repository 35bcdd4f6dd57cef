# ruff: noqa: S608 -- put together from the names of this file
"""The rows of a page: only what a hit shows, by a statement that is written once."""

from collections.abc import Sequence

from django.db import connection

from accounts.models import Organisation
from catalog.models import DataResource

#: What a hit shows; everything else of a resource stays in the table.
OF_RESOURCE = (
    "id", "name", "abstract", "provider_id", "theme", "formats", "opening", "update_cycle", "update_cycle_text",
    "data_updated_on",
)  # fmt: skip
OF_PROVIDER = ("id", "name", "short_name")
_COLUMNS = [*(f"r.{name}" for name in OF_RESOURCE), *(f"o.{name}" for name in OF_PROVIDER)]
ROWS = (
    f"SELECT {', '.join(_COLUMNS)} FROM catalog_dataresource r "
    "JOIN accounts_organisation o ON o.id = r.provider_id WHERE r.id = ANY(%s)"
)


def shown(ids: Sequence[int]) -> list[DataResource]:
    """The resources in this order, with their providers; one withdrawn meanwhile is left out."""
    if not ids:
        return []
    with connection.cursor() as cursor:
        cursor.execute(ROWS, [list(ids)])
        stored = {row[0]: _resource(row) for row in cursor.fetchall()}
    return [stored[pk] for pk in ids if pk in stored]


def _resource(row: Sequence[object]) -> DataResource:
    width = len(OF_RESOURCE)
    resource: DataResource = DataResource.from_db(connection.alias, list(OF_RESOURCE), row[:width])
    resource.provider = Organisation.from_db(connection.alias, list(OF_PROVIDER), row[width:])
    return resource
