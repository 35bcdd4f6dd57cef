"""What stands in the catalogue already gets its first version."""

from typing import Any

from django.db import migrations

from governance.canonical import canonical_json, plain, sha256

BATCH = 500
#: As ``catalog.versions`` had it when this was written; a migration must not follow later changes.
PROCEDURE = frozenset(
    {
        "id", "version", "created_by", "created_at", "updated_at", "status", "status_since", "due_on", "due_rule",
        "due_is_provisional", "submitted_by", "reviewed_by", "withdrawn_on", "withdrawal_reason", "withdrawn_by",
        "delivered_on", "source_system", "source_key", "source_digest", "revision_of", "revision_cause",
        "revision_reason", "revision_base", "changed_on", "release_on", "resource", "origin",
    }
)  # fmt: skip


def values(row: Any) -> dict[str, Any]:
    """The content of a row as plain values; related records by their names."""
    return {
        field.name: getattr(getattr(row, field.name), "name", "")
        if field.is_relation
        else plain(field.value_from_object(row))
        for field in row._meta.concrete_fields
        if field.name not in PROCEDURE
    }


def first_version(resource: Any) -> dict[str, Any]:
    """The fields of version 1 of an entry as it stands."""
    content: dict[str, Any] = {"fields": values(resource)}
    for name in ("items", "distributions"):
        rows = getattr(resource, name).order_by("pk")
        content[name] = [{"key": row.pk} | values(row) for row in rows]
    return {
        "resource": resource,
        "number": 1,
        "published_on": resource.issued_on or resource.status_since or resource.created_at.date(),
        "published_by_id": resource.reviewed_by_id,
        "content": content,
        "digest": sha256(canonical_json(content)),
    }


def write_first_versions(apps: Any, schema_editor: Any) -> None:
    """Version 1 of everything that is public and has none yet."""
    resources = apps.get_model("catalog", "DataResource").objects.filter(
        status__in=("published", "updating"), versions=None
    )
    version = apps.get_model("catalog", "ResourceVersion")
    rows = (
        version(**first_version(each))
        for each in resources.select_related("provider", "region").iterator(chunk_size=BATCH)
    )
    version.objects.bulk_create(rows, batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0003_lifecycle"),
    ]

    operations = (migrations.RunPython(write_first_versions, migrations.RunPython.noop),)
