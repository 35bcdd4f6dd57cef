"""Versions are written once, with an event, and never changed."""

from django.db import migrations

from governance.guards import FrozenTable, GuardedTables


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0004_first_versions"),
    ]

    operations = (GuardedTables("catalog_resourceversion"), FrozenTable("catalog_resourceversion"))
