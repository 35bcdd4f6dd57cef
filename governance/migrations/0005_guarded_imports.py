"""Imports and the mappings kept for a source leave a trail."""

from django.db import migrations

from governance.guards import GuardedTables


class Migration(migrations.Migration):
    dependencies = [("governance", "0004_imports")]

    operations = [GuardedTables("governance_importbatch", "governance_importmapping")]
