"""Terms and calendar change on record only."""

from django.db import migrations

from governance.guards import GuardedTables


class Migration(migrations.Migration):
    dependencies = [("governance", "0002_guards")]

    operations = [
        GuardedTables("governance_deadlinerule", "governance_workday", "governance_workdayyear")
    ]
