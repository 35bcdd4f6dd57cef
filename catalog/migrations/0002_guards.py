"""No change of the catalogue or of a registration without an event in the audit trail."""

from django.db import migrations

from governance.guards import GuardedTables


class Migration(migrations.Migration):
    dependencies = (("catalog", "0001_initial"), ("governance", "0002_guards"))

    operations = (
        GuardedTables(
            "catalog_dataresource",
            "catalog_dataitem",
            "catalog_distribution",
            "catalog_registrationapplication",
            "catalog_registration",
            "catalog_publicnotice",
            "catalog_supplementnotice",
            "catalog_objection",
            "catalog_evidence",
        ),
    )
