# ruff: noqa: S608 -- put together from the names of this file
"""The rows of a page: only what a hit shows, by a statement that is written once."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import Model

from accounts.models import Organisation
from catalog.models import DataResource

#: What a hit shows; everything else of a resource stays in the table.
SHOWN = {
    "id", "name", "abstract", "provider_id", "theme", "formats", "opening", "update_cycle", "update_cycle_text",
    "data_updated_on",
}  # fmt: skip


def _in_order(model: type[Model], names: set[str]) -> list[str]:
    """Names in the order of the model's fields, as ``from_db`` takes them."""
    return [field.attname for field in model._meta.concrete_fields if field.attname in names]


OF_RESOURCE = _in_order(DataResource, SHOWN)
OF_PROVIDER = _in_order(Organisation, {"id", "name", "short_name"})
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
        stored = {resource.pk: resource for resource in map(_resource, cursor.fetchall())}
    return [stored[pk] for pk in ids if pk in stored]


def _resource(row: Sequence[object]) -> DataResource:
    width = len(OF_RESOURCE)
    resource: DataResource = DataResource.from_db(connection.alias, OF_RESOURCE, row[:width])
    resource.provider = Organisation.from_db(connection.alias, OF_PROVIDER, row[width:])
    return resource
