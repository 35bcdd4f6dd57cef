"""People, organisations and roles change on record only."""

from django.db import migrations

from governance.guards import GuardedTables


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_regions"), ("governance", "0002_guards")]

    operations = [GuardedTables("accounts_organisation", "accounts_membership", "accounts_user")]
