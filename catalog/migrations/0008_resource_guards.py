"""No change of codes, relations, grades, findings or conflicts without an event in the audit trail."""

from django.db import migrations

from governance.guards import GuardedTables


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0007_code_lists"),
        ("governance", "0002_guards"),
    ]

    operations = (
        GuardedTables(
            "catalog_codeentry",
            "catalog_resourcerelation",
            "catalog_gradechange",
            "catalog_personaldatafinding",
            "catalog_sourceconflict",
        ),
    )
