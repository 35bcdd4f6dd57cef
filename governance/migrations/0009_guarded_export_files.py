"""Export files leave a trail."""

from django.db import migrations

from governance.guards import GuardedTables


class Migration(migrations.Migration):
    dependencies = [("governance", "0008_export_files")]

    operations = [GuardedTables("governance_exportfile")]
