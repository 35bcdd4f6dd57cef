"""No change of a quality issue or of a data request without an event in the audit trail."""

from django.db import migrations

from governance.guards import GuardedTables


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0011_quality"),
        ("governance", "0002_guards"),
    ]

    operations = (GuardedTables("catalog_qualityissue", "catalog_datarequest"),)
