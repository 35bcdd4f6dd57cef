"""Fill the code lists, so that a fresh portal knows industries, themes and the classes of the guide."""

from typing import Any

from django.db import migrations

from catalog import code_tables


def load(apps: Any, schema_editor: Any) -> None:
    code_tables.load(apps.get_model("catalog", "CodeEntry"))


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0006_resource_metadata"),
    ]

    operations = (migrations.RunPython(load, migrations.RunPython.noop, elidable=True),)
