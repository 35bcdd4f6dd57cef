"""Fill the region table with the codes of GB/T 2260, so that a fresh portal knows every county."""

from typing import Any

from django.db import migrations

from accounts import regions


def load(apps: Any, schema_editor: Any) -> None:
    regions.load(apps.get_model("accounts", "Region"))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_organisation_tree")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop, elidable=True)]
